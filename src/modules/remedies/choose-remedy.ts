import type { Id } from '#platform/endpoint.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { matrixOf } from './authority/find-matrix.ts'
import { countOut } from './budgets/budget-use.ts'
import { expireWhenDue } from './expire-remedy.ts'
import { book } from './ledger/book.ts'
import { factOf, findRemedy, type RemedyRecord } from './present-remedies.ts'
import { settleRemedy } from './settle-remedy.ts'
import './refusals.ts'

interface Choice {
  chosen: readonly Id[]
  /** What they chose it over: taken back, with its booking, and free in its budget again. */
  others: readonly Id[]
  /** Why the others were taken back. */
  reason: string
}

/** The customer has chosen among approved remedies. What they chose is held for as long as a fresh approval, for it is agreed now. The complaint is locked. */
export async function chooseRemedies(work: Work, complaint: Id, { chosen, others, reason }: Choice): Promise<void> {
  const { rules } = await matrixOf(work)
  for (const id of chosen) {
    const remedy = await findRemedy(work, { complaint, remedy: id })
    if (!remedy || remedy.state !== 'approved') throw refuse('remedies.not_now', { state: remedy?.state ?? 'cancelled' })
    if (remedy.expires_at && Temporal.Instant.compare(remedy.expires_at, work.now) <= 0) throw refuse('remedies.approval_expired')
    await holdFor(work, remedy, rules.approval_days)
  }
  for (const id of others.toSorted()) await takeBack(work, await findRemedy(work, { complaint, remedy: id }), reason)
}

async function holdFor(work: Work, { complaint_id, id }: RemedyRecord, days: number): Promise<void> {
  const held = await work.db
    .updateTable('remedies_remedies')
    .set((row) => ({ expires_at: work.now.add({ hours: 24 * days }), version: row('version', '+', 1) }))
    .where('complaint_id', '=', complaint_id)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
  await expireWhenDue(work, held)
}

async function takeBack(work: Work, remedy: RemedyRecord | undefined, reason: string): Promise<void> {
  if (remedy?.state !== 'approved') return
  await countOut(work, remedy)
  const booking = await book(work, remedy, { act: 'cancelled' })
  const settled = await settleRemedy(work, remedy, { act: 'cancelled', reason })
  await work.announce({ fact: 'remedy.cancelled', ...factOf(remedy), booking, reason: settled.reason })
}
