import * as z from 'zod/mini'
import { endpoint, Id } from '#platform/endpoint.ts'
import { CategoryCode } from './categories.ts'
import { Tag, Urgency } from './complaint.ts'

/** How many complaints one act may take at once. */
export const bulkAtMost = 200
/** Seconds in which it can be undone. */
export const bulkUndoFor = 10

export const BulkAct = z.discriminatedUnion('name', [
  z.strictObject({ name: z.literal('owner'), owner: z.nullable(Id) }),
  z.strictObject({ name: z.literal('team'), team: z.nullable(Id) }),
  z.strictObject({ name: z.literal('tag'), tag: Tag }),
  z.strictObject({ name: z.literal('untag'), tag: Tag }),
  z.strictObject({ name: z.literal('category'), category: CategoryCode }),
  z.strictObject({ name: z.literal('urgency'), urgency: Urgency }),
])
export type BulkAct = z.output<typeof BulkAct>

/** A complaint that was left as it was, and why; without a number where the caller may not see it. */
const Left = z.object({ complaint: Id, number: z.nullable(z.string()), code: z.string(), sentence: z.string() })
export type Left = z.output<typeof Left>

export const actOnMany = endpoint('POST /complaints/bulk', {
  requires: 'complaints.edit',
  about: 'Does one thing to up to 200 complaints: each as if alone. Answers for which it was done and for which it was refused, and why.',
  body: z.strictObject({ complaints: z.array(Id).check(z.minLength(1), z.maxLength(bulkAtMost)), act: BulkAct }),
  answers: z.object({ bulk: Id, done: z.array(Id), refused: z.array(Left), undo_until: z.string() }),
})

export const undoBulk = endpoint('POST /complaints/bulk/:bulk/undoing', {
  requires: 'complaints.edit',
  about: 'Within ten seconds, gives each complaint back what it had, where nobody has changed it since; answers which stay as they are.',
  answers: z.object({ restored: z.array(Id), kept: z.array(Left) }),
})
