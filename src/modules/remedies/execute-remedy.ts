import { type ComplaintRecord, deliverIfNothingOpen, noteActivity } from '#modules/complaints/index.ts'
import type { BodyOf, Id } from '#platform/endpoint.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { mayCarryOut, mayExecute, maySettle, mayTakeBack } from './access.ts'
import { matrixOf } from './authority/find-matrix.ts'
import { countOut } from './budgets/budget-use.ts'
import { carryOut, takeBack } from './carry-out.ts'
import type { executeRemedy as executeEndpoint, Remedy } from './contract.ts'
import { book, executionBooking } from './ledger/book.ts'
import { factOf, judged, presentOne, type RemedyAt, type RemedyRecord } from './present-remedies.ts'
import { remedyForUpdate } from './remedy-for-update.ts'
import { type Act, leadsOn, type RemedyState } from './rules/states.ts'
import { settleRemedy } from './settle-remedy.ts'
import './refusals.ts'

/** Carries out what was approved, once; the same key again gets the first answer again. */
export async function executeRemedy(work: Work, at: RemedyAt, asked: BodyOf<typeof executeEndpoint>): Promise<Remedy> {
  const { complaint, remedy, signatures } = await remedyForUpdate(work, at)
  if (asked.key !== undefined && (await wasDoneWith(work, remedy, asked.key))) return presentOne(work, at)
  leadOn(remedy, 'execute')
  if (remedy.expires_at && Temporal.Instant.compare(remedy.expires_at, work.now) <= 0) throw refuse('remedies.approval_expired')
  if (!mayExecute(work.actor)) throw refuse('complaints.not_yours_to_change')
  const { rules } = await matrixOf(work)
  const approvers = signatures.map(({ by }) => by)
  const apart = judged(remedy, approvers, { financeLine: rules.finance_line, executor: null, merged: false })
  if (!mayCarryOut(work.actor, apart)) throw refuse('remedies.other_executes')
  const message = await explanationOf(work, remedy, asked.message ?? null)
  await carryOut(work, remedy, asked)

  const booking = await book(work, remedy, { act: 'executed', message })
  await settleRemedy(work, remedy, { act: 'executed', key: asked.key, reference: asked.reference, message })
  await noteActivity(work, complaint.id)
  await work.announce({ fact: 'remedy.executed', ...factOf(remedy), booking, message })
  await deliverIfNothingOpen(work, complaint.id)
  return presentOne(work, at)
}

type Referred = { reference?: string | null | undefined }

/** The customer has it. */
export async function confirmRemedy(work: Work, at: RemedyAt, { reference }: Referred): Promise<Remedy> {
  const { complaint, remedy } = await remedyForUpdate(work, at)
  leadOn(remedy, 'confirm')
  if (!mayExecute(work.actor)) throw refuse('complaints.not_yours_to_change')
  return moveOn(work, { complaint, remedy }, { act: 'confirmed', reference })
}

/** It is through the books. */
export async function settleInBooks(work: Work, at: RemedyAt, { reference }: Referred): Promise<Remedy> {
  const { complaint, remedy } = await remedyForUpdate(work, at)
  leadOn(remedy, 'settle')
  if (!maySettle(work.actor)) throw refuse('complaints.not_yours_to_change')
  return moveOn(work, { complaint, remedy }, { act: 'settled', reference })
}

/** Takes back what was carried out, by a counter-entry; what was booked stays. */
export async function reverseRemedy(work: Work, at: RemedyAt, { reason }: { reason: string }): Promise<Remedy> {
  const { complaint, remedy } = await remedyForUpdate(work, at)
  leadOn(remedy, 'reverse')
  const { rules } = await matrixOf(work)
  const executor = await executorOf(work, remedy)
  const apart = judged(remedy, [], { financeLine: rules.finance_line, executor, merged: false })
  if (!mayTakeBack(work.actor, apart)) throw refuse('remedies.other_reverses')
  await takeBack(work, remedy, reason)
  const corrects = await executionBooking(work, remedy)
  await countOut(work, remedy)
  const booking = await book(work, remedy, { act: 'reversed', corrects })
  const settled = await settleRemedy(work, remedy, { act: 'reversed', reason })
  await noteActivity(work, complaint.id)
  await work.announce({ fact: 'remedy.reversed', ...factOf(remedy), booking, reason: settled.reason, corrects })
  return presentOne(work, at)
}

interface Held {
  complaint: ComplaintRecord
  remedy: RemedyRecord
}

async function moveOn(
  work: Work,
  { complaint, remedy }: Held,
  { act, reference }: Referred & { act: 'confirmed' | 'settled' },
): Promise<Remedy> {
  const booking = await book(work, remedy, { act })
  await settleRemedy(work, remedy, { act, reference })
  await noteActivity(work, complaint.id)
  await work.announce({ fact: `remedy.${act}`, ...factOf(remedy), booking })
  return presentOne(work, { complaint: complaint.id, remedy: remedy.id })
}

function leadOn({ state }: RemedyRecord, act: Act): void {
  // the column's check holds the same codes
  if (!leadsOn(act, state as RemedyState)) throw refuse('remedies.not_now', { state })
}

const executionOf = (work: Work, { complaint_id, id }: RemedyRecord) =>
  work.db
    .selectFrom('remedies_acts')
    .select(['key', 'done_by'])
    .where('complaint_id', '=', complaint_id)
    .where('remedy_id', '=', id)
    .where('act', '=', 'executed')
    .executeTakeFirst()

async function wasDoneWith(work: Work, remedy: RemedyRecord, key: string): Promise<boolean> {
  const done = await executionOf(work, remedy)
  if (done && done.key !== key) throw refuse('remedies.key_used')
  return done !== undefined
}

const executorOf = async (work: Work, remedy: RemedyRecord): Promise<string | null> => (await executionOf(work, remedy))?.done_by ?? null

/** The message in which a person told the customer; without one nothing is given out of goodwill. */
async function explanationOf(work: Work, { complaint_id, basis, proposed_at }: RemedyRecord, named: Id | null): Promise<Id | null> {
  if (named === null && basis === 'entitlement') return null
  const sent = await work.db
    .selectFrom('conversations_messages')
    .select('id')
    .where('complaint_id', '=', complaint_id)
    .where('direction', '=', 'out')
    .where('kind', 'in', ['message', 'contact'])
    .where('state', '=', 'sent')
    .where('author', 'not in', ['desk'])
    .$if(named !== null, (query) => query.where('id', '=', named))
    .$if(named === null, (query) => query.where('at', '>=', proposed_at))
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (sent) return sent.id
  throw refuse(named === null ? 'remedies.explain_first' : 'remedies.message_not_sent')
}
