import * as z from 'zod/mini'
import { CategoryCode } from '#modules/complaints/contract.ts'
import { conducts, kinds, orientations, Reading, sentiments, urgencies } from '#modules/triage/contract.ts'
import { endpoint, Id, text } from '#platform/endpoint.ts'

/** What a person may say instead of what the program read, and the values it may have. */
export const correctable = { kind: kinds, urgency: urgencies, sentiment: sentiments, orientation: orientations, conduct: conducts } as const
export const correctableOutputs = ['kind', 'category', 'urgency', 'sentiment', 'orientation', 'conduct'] as const
export const CorrectableOutput = z.enum(correctableOutputs)
export type CorrectableOutput = z.output<typeof CorrectableOutput>

export const ComplaintTriage = z.object({
  message: Id,
  read_at: z.string(),
  /** With what people corrected in it; its reasons are the program's. */
  reading: Reading,
  /** The words that the reasons' spans stand for, in their order. */
  quotes: z.array(z.array(z.string())),
  corrections: z.array(
    z.object({
      output: CorrectableOutput,
      value: z.string(),
      /** What the program had read. */
      read: z.string(),
      reason: z.nullable(z.string()),
      set_by: z.string(),
      set_at: z.string(),
    }),
  ),
  /** Later messages of the customer in which there is something to notice. */
  later: z.array(z.object({ message: Id, marks: z.array(z.string()) })),
  may: z.object({ correct: z.boolean() }),
})
export type ComplaintTriage = z.output<typeof ComplaintTriage>

export const readTriage = endpoint('GET /complaints/:complaint/triage', {
  requires: 'complaints.read',
  about: 'How the customer’s first message reads, why, and what people corrected. `triage` is null until it was read.',
  answers: z.object({ triage: z.nullable(ComplaintTriage) }),
})

export const correctTriage = endpoint('PUT /complaints/:complaint/triage', {
  requires: 'messages.write',
  about: 'Says what is right instead of one output; `value: null` takes that back. It teaches the program, and changes nothing else.',
  body: z.object({
    output: CorrectableOutput,
    value: z.nullable(CategoryCode),
    reason: z.optional(z.nullable(text(2000))),
  }),
  answers: z.object({ triage: z.nullable(ComplaintTriage) }),
})
