import { deliverIfNothingOpen, noteActivity } from '#modules/complaints/index.ts'
import { actorName, isStaff } from '#platform/actor.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { canAnswer, mayApprove, mayCancel, rankOf } from './access.ts'
import { closeness } from './authority/blockers.ts'
import { type MatrixInUse, matrixOf } from './authority/find-matrix.ts'
import { countOut } from './budgets/budget-use.ts'
import { type Purse, spentForUpdate } from './budgets/purses.ts'
import type { Remedy } from './contract.ts'
import { expireWhenDue } from './expire-remedy.ts'
import { type GivenAs, grantRemedy, sign } from './grant-remedy.ts'
import { book } from './ledger/book.ts'
import { factOf, presentOne, type RemedyAt, type RemedyRecord } from './present-remedies.ts'
import { refuseEnded } from './propose-remedy.ts'
import { remedyForUpdate } from './remedy-for-update.ts'
import { answersTo, judge, type Limit, passedOf } from './rules/authority.ts'
import type { Basis, Kind } from './rules/kinds.ts'
import type { Needs } from './rules/matrix.ts'
import { leadsOn, type RemedyState } from './rules/states.ts'
import { writtenSum } from './rules/sum.ts'
import { settleRemedy } from './settle-remedy.ts'
import './refusals.ts'

/** Says yes to somebody else's request, within one's own authority; beyond all limits it takes a manager and the finance duty, two people. */
export async function approveRemedy(work: Work, at: RemedyAt): Promise<Remedy> {
  const { complaint, remedy, signatures } = await remedyForUpdate(work, at)
  refuseEnded(complaint)
  judgeRequest(work, remedy, signatures)
  if ((await closeness(work, complaint)).own) throw refuse('remedies.own_case')
  const purse = await spentForUpdate(work, remedy)
  const inUse = await matrixOf(work)
  const as = yesOf(work, remedy, { signatures, purse, inUse })
  const matrix = inUse.version
  const until = work.now.add({ hours: 24 * inUse.rules.approval_days })
  const isWhole = as === 'role' || (as !== null && signatures.some((one) => one.as === otherOf[as]))
  if (isWhole) await expireWhenDue(work, await grantRemedy(work, remedy, { purse, as, matrix, until }))
  else await signFirst(work, remedy, { as, matrix })
  await noteActivity(work, complaint.id)
  return presentOne(work, at)
}

/** Says no to a request, with the reason. */
export async function refuseRemedy(work: Work, at: RemedyAt, { reason }: { reason: string }): Promise<Remedy> {
  const { complaint, remedy, signatures } = await remedyForUpdate(work, at)
  judgeRequest(work, remedy, signatures)
  const approvers = signatures.map(({ by }) => by)
  if (!canAnswer(work.actor, { needs: remedy.needs, proposed_by: remedy.proposed_by, approvers }))
    throw refuse('remedies.not_yours', { needs: remedy.needs })
  if ((await closeness(work, complaint)).own) throw refuse('remedies.own_case')
  const settled = await settleRemedy(work, remedy, { act: 'refused', reason })
  await noteActivity(work, complaint.id)
  await work.announce({ fact: 'remedy.refused', ...factOf(remedy), reason: settled.reason })
  return presentOne(work, at)
}

/** Takes back what was not carried out. */
export async function cancelRemedy(work: Work, at: RemedyAt, { reason }: { reason: string }): Promise<Remedy> {
  const { complaint, remedy } = await remedyForUpdate(work, at)
  if (!leadsOn('cancel', stateOf(remedy))) throw refuse('remedies.not_now', { state: remedy.state })
  if (!mayCancel(work.actor, remedy)) throw refuse('complaints.not_yours_to_change')
  const granted = remedy.state === 'approved'
  if (granted) await countOut(work, remedy)
  const booking = granted ? await book(work, remedy, { act: 'cancelled' }) : null
  const settled = await settleRemedy(work, remedy, { act: 'cancelled', reason })
  await noteActivity(work, complaint.id)
  await work.announce({ fact: 'remedy.cancelled', ...factOf(remedy), booking, reason: settled.reason })
  await deliverIfNothingOpen(work, complaint.id)
  return presentOne(work, at)
}

/** The column's check constraint holds the same codes. */
const stateOf = ({ state }: RemedyRecord): RemedyState => state as RemedyState

type Signatures = readonly { by: string; as: string }[]

/** It waits, in time, for somebody else. */
function judgeRequest(work: Work, remedy: RemedyRecord, signatures: Signatures): void {
  if (remedy.state !== 'requested') throw refuse('remedies.not_waiting', { state: remedy.state })
  if (remedy.expires_at && Temporal.Instant.compare(remedy.expires_at, work.now) <= 0) throw refuse('remedies.request_expired')
  const me = actorName(work.actor)
  if (remedy.proposed_by === me) throw refuse('remedies.own_request')
  if (!mayApprove(work.actor)) throw refuse('remedies.not_yours', { needs: remedy.needs })
  if (signatures.some(({ by }) => by === me)) throw refuse('remedies.second_signature')
}

type Half = Extract<GivenAs, 'manager' | 'finance'>
const otherOf: Record<Half, Half> = { manager: 'finance', finance: 'manager' }

interface Asked {
  signatures: Signatures
  purse: Purse
  inUse: MatrixInUse
}

/** As what the caller's yes counts: whole by their role, or one half of what is beyond every role. */
function yesOf(work: Work, remedy: RemedyRecord, { signatures, purse, inUse }: Asked): 'role' | Half {
  const { actor } = work
  if (!isStaff(actor)) throw refuse('remedies.not_yours', { needs: remedy.needs })
  // held to the same codes by check constraints
  const worth = { kind: remedy.kind as Kind, basis: remedy.basis as Basis, valued: remedy.valued }
  judgeBudget(purse, worth.valued ?? 0, inUse)
  const verdict = judge(inUse.rules, rankOf(actor), { worth, spent: purse.spent, blockers: [] })
  const isAsked = answersTo(remedy.needs as Needs, actor) || !whatEver.has(remedy.binds ?? '')
  if (verdict.within && isAsked) return 'role'
  const half = verdict.within ? null : halfOf(actor, signatures)
  if (half !== null) return half
  throw refuse('remedies.above_authority', aboveData(passedOf(verdict, worth.valued ?? 0), inUse))
}

function judgeBudget({ spent: { budget } }: Purse, asked: number, { rules: { currency } }: MatrixInUse): void {
  if (budget !== null && budget.left < asked) throw refuse('remedies.budget_spent', { left: writtenSum({ amount: budget.left, currency }) })
}

/** Requests that no sum made: somebody of the rank that they ask for is to look at them. */
const whatEver: ReadonlySet<string> = new Set(['evidence', 'payee', 'own_case', 'colleague'])

function halfOf({ role, duties }: { role: string; duties: readonly string[] }, signatures: Signatures): Half | null {
  const has = (as: Half) => signatures.some((one) => one.as === as)
  if (role === 'manager' && !has('manager')) return 'manager'
  return duties.includes('finance') && !has('finance') ? 'finance' : null
}

const aboveData = (limit: Limit | null, { rules: { currency } }: MatrixInUse) => ({
  limit: limit?.limit ?? 'role',
  left: writtenSum({ amount: Math.max(0, limit?.left ?? 0), currency }),
})

/** The first of two; from now on it waits for the other. */
async function signFirst(work: Work, remedy: RemedyRecord, { as, matrix }: { as: Half; matrix: number }): Promise<void> {
  await sign(work, remedy, { as, matrix })
  await work.db
    .updateTable('remedies_remedies')
    .set((row) => ({ needs: 'finance_manager', version: row('version', '+', 1) }))
    .where('complaint_id', '=', remedy.complaint_id)
    .where('id', '=', remedy.id)
    .execute()
  await work.announce({ fact: 'remedy.signed', ...factOf(remedy), as, matrix })
}
