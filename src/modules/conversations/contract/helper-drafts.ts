import * as z from 'zod/mini'
import { endpoint, Id } from '#platform/endpoint.ts'

export const helperKinds = ['summary', 'reply'] as const
export const HelperKind = z.enum(helperKinds)
export type HelperKind = z.output<typeof HelperKind>

/** Why there is no draft. */
export const helperTroubles = [
  'away',
  'slow',
  'key',
  'busy',
  'refused',
  'unreadable',
  'too_long',
  'empty',
  'not_masked',
  'interrupted',
] as const
export type HelperTrouble = (typeof helperTroubles)[number]

export const HelperDraft = z.object({
  id: Id,
  kind: HelperKind,
  state: z.enum(['asked', 'ready', 'failed']),
  asked_by: z.object({ kind: z.string(), id: z.nullable(Id), name: z.string() }),
  asked_at: z.string(),
  /** Which model wrote it. */
  model: z.nullable(z.string()),
  /** Plain text, with `{{text: …}}` where a person must say something. A machine wrote it: check every word. */
  text: z.nullable(z.string()),
  trouble: z.nullable(z.enum(helperTroubles)),
})
export type HelperDraft = z.output<typeof HelperDraft>

/** Machine drafts that went into a reply, and whether who writes says that they have read them as they stand. */
export const UsedHelp = z.array(z.object({ draft: Id, read: z.boolean() })).check(z.maxLength(20))
export type UsedHelp = z.output<typeof UsedHelp>

const Drafts = z.object({
  /** Whether the operator has configured a language model. */
  available: z.boolean(),
  data: z.array(HelperDraft),
})

export const askHelperDraft = endpoint('POST /complaints/:complaint/helper-drafts', {
  requires: 'messages.write',
  about:
    'Asks the language model that the operator configured for a draft in the complaint’s language: a summary to give back, or a first reply. Personal data is masked before anything leaves. Refused where none is configured.',
  status: 202,
  body: z.object({ kind: HelperKind }),
  answers: HelperDraft,
})

export const readHelperDrafts = endpoint('GET /complaints/:complaint/helper-drafts', {
  requires: 'messages.write',
  about: 'Machine drafts of this complaint that were asked for and not used yet; after a day they are gone.',
  answers: Drafts,
})

export const dropHelperDrafts = endpoint('DELETE /complaints/:complaint/helper-drafts', {
  requires: 'messages.write',
  about: 'Drops the machine drafts of this complaint that nobody has put into a reply; `kind` names which.',
  query: z.object({ kind: z.optional(HelperKind) }),
  answers: z.object({ dropped: z.int() }),
})
