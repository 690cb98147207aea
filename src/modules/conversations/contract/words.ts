import * as z from 'zod/mini'
import { Letter, ToneCue, ToneFacts } from '#modules/tone/contract/check.ts'
import { endpoint, Language } from '#platform/endpoint.ts'

/** What the wording of a reply is held against: the screen and the desk judge by the same. */
export const WordsRecord = z.object({
  language: Language,
  /** How the complaint came in: who is told something is told it there. */
  channel: z.string(),
  facts: ToneFacts,
  /** What the customer wrote, numbers masked: what is quoted from it is not ours. */
  quoted: z.string(),
  /** The day at the desk, and where the desk is. */
  today: z.iso.date(),
  zone: z.string(),
})
export type WordsRecord = z.output<typeof WordsRecord>

export const readWordsRecord = endpoint('GET /complaints/:complaint/words', {
  requires: 'messages.write',
  about: 'What the record knows that a reply here is held against: issues, names, numbers, amounts, the day at the desk.',
  answers: WordsRecord,
})

export const MessageWords = z.object({
  letter: z.nullable(Letter),
  /** What a reply says that its kind wants said, as it was found when it was sent; places are of its text. */
  cues: z.array(ToneCue),
  /** Why wording that asks for a reason went out as it was. */
  kept: z.nullable(
    z.object({
      /** Null where the caller may not read it: its writer may, and who answers for the writers. */
      reason: z.nullable(z.string()),
      rules: z.array(z.string()),
      hits: z.array(z.object({ rule: z.string(), category: z.string(), start: z.int(), end: z.int() })),
    }),
  ),
})
export type MessageWords = z.output<typeof MessageWords>

export const readMessageWords = endpoint('GET /complaints/:complaint/messages/:message/words', {
  requires: 'complaints.read',
  about: 'What was found in the wording of a reply when it was sent: evidence for the steps of the procedure.',
  answers: MessageWords,
})
