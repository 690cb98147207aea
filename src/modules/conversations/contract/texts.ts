import * as z from 'zod/mini'
import { TextKind } from '#modules/knowledge/contract.ts'
import { endpoint, Id, Language } from '#platform/endpoint.ts'

export const longestText = 200_000

/** A ready text that a reply was made from, and which of its wordings. */
export const UsedText = z.object({ text: Id, language: Language, number: z.int().check(z.gte(1), z.lte(1_000_000)) })
export type UsedText = z.output<typeof UsedText>
export const UsedTexts = z.array(UsedText).check(z.maxLength(20))

export const fillReadyText = endpoint('GET /complaints/:complaint/texts/:text/filled', {
  requires: 'messages.write',
  about: 'A ready text as it would stand in a reply here: what the record knows is filled in, the rest stays as slots.',
  query: z.object({
    /** The complaint's own when left out. */
    language: z.optional(Language),
  }),
  answers: z.object({
    text: Id,
    code: z.string(),
    kind: TextKind,
    title: z.string(),
    language: Language,
    number: z.int(),
    html: z.string(),
    slots: z.array(z.object({ name: z.string(), hint: z.string() })),
  }),
})

export const readTextUsage = endpoint('GET /texts/:text/usage', {
  requires: 'texts.read',
  about: 'How often a ready text was sent and how much of it was changed before: of the text, never of who sent it.',
  answers: z.object({
    sent: z.int(),
    /** The share of its characters that was changed before sending, 0 to 1, on average; null while it was not sent. */
    changed: z.nullable(z.number()),
    /** The share of replies in which nothing of it was changed. */
    as_is: z.nullable(z.number()),
    /** What customers said afterwards, on average; null while nobody was asked. */
    satisfaction: z.nullable(z.number()),
    last: z.nullable(z.string()),
  }),
})
