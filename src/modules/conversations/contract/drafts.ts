import * as z from 'zod/mini'
import { Email, endpoint, Id, text } from '#platform/endpoint.ts'
import { Attachment } from './attachments.ts'
import { UsedHelp } from './helper-drafts.ts'
import { longestText, UsedTexts } from './texts.ts'

export const Draft = z.object({
  kind: z.enum(['reply', 'note']),
  html: z.string(),
  text: z.string(),
  recipients: z.array(z.object({ role: z.enum(['to', 'cc', 'bcc']), address: z.string() })),
  attachments: z.array(Attachment),
  texts: UsedTexts,
  helped: UsedHelp,
  version: z.int(),
  saved_at: z.string(),
})
export type Draft = z.output<typeof Draft>

export const readDraft = endpoint('GET /complaints/:complaint/drafts/:kind', {
  requires: 'messages.write',
  about: 'What the caller was writing here.',
  answers: z.object({ draft: z.nullable(Draft) }),
})

export const saveDraft = endpoint('PUT /complaints/:complaint/drafts/:kind', {
  requires: 'messages.write',
  about:
    'Keeps what the caller is writing. `version` is the one last seen; an older one is refused, so that two tabs cannot undo each other.',
  body: z.object({
    html: text(500_000),
    text: text(longestText),
    recipients: z.optional(z.array(z.object({ role: z.enum(['to', 'cc', 'bcc']), address: Email })).check(z.maxLength(40))),
    attachments: z.optional(z.array(Id).check(z.maxLength(20))),
    texts: z.optional(UsedTexts),
    helped: z.optional(UsedHelp),
    version: z.optional(z.int()),
  }),
  answers: Draft,
})

export const dropDraft = endpoint('DELETE /complaints/:complaint/drafts/:kind', {
  requires: 'messages.write',
  about: 'Drops the draft.',
  answers: z.object({ dropped: z.boolean() }),
})

/** What stood in a draft before. */
export const DraftVersion = z.object({
  id: Id,
  html: z.string(),
  text: z.string(),
  saved_at: z.string(),
})
export type DraftVersion = z.output<typeof DraftVersion>

export const listDraftVersions = endpoint('GET /complaints/:complaint/drafts/:kind/versions', {
  requires: 'messages.write',
  about: 'What stood in the caller’s draft before, newest first: the last twenty. A day after it was sent or dropped they are gone.',
  answers: z.object({ data: z.array(DraftVersion) }),
})
