import { actorName } from '#platform/actor.ts'
import { newId } from '#platform/id.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { rankOf } from './access.ts'
import { inWhosePlace } from './approvers/in-whose-place.ts'
import { countIn } from './budgets/budget-use.ts'
import { type Purse, paidBack } from './budgets/purses.ts'
import { book, bookingOf } from './ledger/book.ts'
import { factOf, type RemedyRecord } from './present-remedies.ts'
import { payingBack } from './rules/kinds.ts'
import { writtenSum } from './rules/sum.ts'
import './refusals.ts'

export type GivenAs = 'own_authority' | 'role' | 'manager' | 'finance'

/** Writes down one yes, bound to sum, form and payee. */
export async function sign(work: Work, remedy: RemedyRecord, { as, matrix }: { as: GivenAs; matrix: number }): Promise<void> {
  const { complaint_id, id, kind, amount, currency, payee_id } = remedy
  const in_place_of = as === 'own_authority' ? null : await inWhosePlace(work, remedy)
  await work.db
    .insertInto('remedies_approvals')
    .values({
      complaint_id,
      id: newId(),
      remedy_id: id,
      given_as: as,
      role: rankOf(work.actor) || as,
      kind,
      amount,
      currency,
      payee_id,
      approved_by: actorName(work.actor),
      approved_at: work.now,
      matrix_version: matrix,
      in_place_of,
    })
    .execute()
}

interface Granting {
  purse: Purse
  as: GivenAs
  matrix: number
  /** Until then it holds; its end is seen to before its purses are locked. */
  until: Temporal.Instant
}

/** The last yes that it needs: booked, counted in the budget, and good until its day. Its purses are locked. */
export async function grantRemedy(work: Work, remedy: RemedyRecord, { purse, as, matrix, until }: Granting): Promise<RemedyRecord> {
  await judgeOrder(work, remedy)
  const booking = bookingOf(remedy)
  // They wait for each other in the database, not here: the purses are held for as short as can be.
  const [granted] = await Promise.all([
    work.db
      .updateTable('remedies_remedies')
      .set((row) => ({
        state: 'approved',
        decided_by: actorName(work.actor),
        decided_at: work.now,
        expires_at: until,
        budget_id: purse.budget?.id ?? null,
        version: row('version', '+', 1),
      }))
      .where('complaint_id', '=', remedy.complaint_id)
      .where('id', '=', remedy.id)
      .returningAll()
      .executeTakeFirstOrThrow(),
    book(work, remedy, { act: 'approved', booking }),
    sign(work, remedy, { as, matrix }),
    countIn(work, remedy, purse),
    work.announce({ fact: 'remedy.approved', ...factOf(remedy), booking, as, matrix, expires: until.toString() }),
  ])
  return granted
}

/** Never more of an order goes back than was paid for it. */
async function judgeOrder(work: Work, { order_number: order, order_paid: paid, currency, amount, kind }: RemedyRecord): Promise<void> {
  if (order === null || paid === null || currency === null || amount === null) return
  if (!(payingBack as readonly string[]).includes(kind)) return
  const before = await paidBack(work, { order, currency, kinds: payingBack })
  if (before + amount <= paid) return
  throw refuse('remedies.more_than_paid', {
    order,
    paid: writtenSum({ amount: paid, currency }),
    left: writtenSum({ amount: paid - before, currency }),
  })
}
