import { type ComplaintRecord, complaintForUpdate, issuesOf, noteActivity, stateOf } from '#modules/complaints/index.ts'
import { customerNamed, nameActors, organisationOf } from '#modules/people/index.ts'
import { actorName } from '#platform/actor.ts'
import type { BodyOf, Id } from '#platform/endpoint.ts'
import { sealed } from '#platform/facts.ts'
import { newId } from '#platform/id.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { mayMean, mayPropose, rankOf } from './access.ts'
import { blockersFor, type Closeness, closeness } from './authority/blockers.ts'
import { matrixOf } from './authority/find-matrix.ts'
import { findFloor, judgeFloor } from './authority/floor.ts'
import { judgeDeparture } from './authority/judge-departure.ts'
import { valuedOf } from './authority/valuation.ts'
import { spentForUpdate } from './budgets/purses.ts'
import { pickEntry } from './catalogue/index.ts'
import type { proposeRemedy as proposeEndpoint, Remedy } from './contract.ts'
import { expireWhenDue } from './expire-remedy.ts'
import { grantRemedy } from './grant-remedy.ts'
import { payeeFor } from './payments/index.ts'
import { factOf, findRemedy, presentOne, presentRow, type RemedyAt, type RemedyRecord } from './present-remedies.ts'
import { readSum } from './read-sum.ts'
import { judge, needsOf, passedOf } from './rules/authority.ts'
import type { Basis, Kind } from './rules/kinds.ts'
import { isUnfairlyBound } from './rules/unfair-condition.ts'
import './refusals.ts'

type Asked = BodyOf<typeof proposeEndpoint>

/** Proposes a remedy: approved at once within the caller's authority, else requested from someone who may. */
export async function proposeRemedy(work: Work, complaintId: Id, asked: Asked): Promise<Remedy> {
  const complaint = await complaintForUpdate(work, complaintId)
  if (!mayPropose(work.actor)) throw refuse('complaints.not_yours_to_change')
  refuseEnded(complaint)
  const known = await readTogether(work, complaint, asked.issue)
  const { row: terms, words, evidence } = await rowOf(work, complaint, asked)
  const picked = await pickEntry(work, { category: known.issue.category, evidence: terms.evidence }, asked)
  const row = { ...terms, ...picked }
  await judgeFloor(work, row, known.floor)
  const departure = await judgeDeparture(work, row, asked.departs)

  const [proposed] = await Promise.all([
    work.db
      .insertInto('remedies_remedies')
      .values({ ...row, ...departure.columns })
      .returningAll()
      .executeTakeFirstOrThrow(),
    noteActivity(work, complaint.id),
    work.announce({ fact: 'remedy.proposed', ...factOf(row), words, evidence, matrix: row.matrix_version }),
  ])
  if (departure.hash !== null) await work.announce({ fact: 'remedy.departed', ...factOf(proposed), words: departure.hash })
  const asking = asked.draft ? proposed : await ask(work, proposed, known.near)
  return presentNew(work, asking, { complaint, ...known })
}

/** What judging and answering need, asked for in one go while nothing but the complaint is locked. */
async function readTogether(work: Work, complaint: ComplaintRecord, issueId: Id) {
  const [[issue], near, floor, named, customer, { rules }] = await Promise.all([
    issuesOf(work, complaint.id, issueId),
    closeness(work, complaint),
    findFloor(work, { complaint_id: complaint.id, issue_id: issueId.toLowerCase() }),
    nameActors(work, [actorName(work.actor)]),
    customerOf(work, complaint),
    matrixOf(work),
    organisationOf(work),
  ])
  if (!issue) throw refuse('remedies.issue_not_found')
  return { issue, near, floor, named, customer, rules }
}

const customerOf = async (work: Work, { customer_id: id }: ComplaintRecord) =>
  id === null
    ? null
    : ((
        await work.db
          .selectFrom('people_customers as c')
          .select(customerNamed('c.id').as('named'))
          .where('c.id', '=', id)
          .executeTakeFirst()
      )?.named ?? null)

interface New extends Awaited<ReturnType<typeof readTogether>> {
  complaint: ComplaintRecord
}

/** Nothing happened to it yet but the yes of who proposed it, so nothing is read again: others wait for what is locked. */
function presentNew(work: Work, row: RemedyRecord, { complaint, issue, customer, ...beside }: New): Remedy {
  const { number, order_numbers, state: complaint_state } = complaint
  const { position, title } = issue
  const yes = { as: 'own_authority', by: actorName(work.actor), at: work.now.toString(), matrix: row.matrix_version, in_place_of: null }
  const signed = row.state === 'approved' ? [yes] : []
  return presentRow(work, { ...row, number, order_numbers, complaint_state, position, title, customer, signed, done: [] }, beside)
}

/** A draft is meant. */
export async function requestRemedy(work: Work, at: RemedyAt): Promise<Remedy> {
  const complaint = await complaintForUpdate(work, at.complaint)
  if (!mayPropose(work.actor)) throw refuse('complaints.not_yours_to_change')
  refuseEnded(complaint)
  const remedy = await findRemedy(work, { complaint: complaint.id, remedy: at.remedy })
  if (!remedy) throw refuse('remedies.not_found')
  if (remedy.state !== 'draft') throw refuse('remedies.not_now', { state: remedy.state })
  if (!mayMean(work.actor, remedy)) throw refuse('remedies.not_your_draft')
  await judgeFloor(work, remedy, await findFloor(work, remedy))
  await noteActivity(work, complaint.id)
  await ask(work, remedy, await closeness(work, complaint))
  return presentOne(work, at)
}

/** What has ended gets nothing new: opened again first, or in the complaint that it became. */
export function refuseEnded(complaint: ComplaintRecord): void {
  const state = stateOf(complaint)
  if (state === 'merged') throw refuse('remedies.merged')
  if (state === 'closed' || state === 'withdrawn') throw refuse('remedies.complaint_ended', { state })
}

/** Within the caller's authority it is approved now; else it waits for somebody who may. */
async function ask(work: Work, remedy: RemedyRecord, near: Closeness): Promise<RemedyRecord> {
  const { version, rules } = await matrixOf(work)
  const blockers = blockersFor(remedy, near)
  // Approved or asked for, it ends on the same day: said before the purses are locked, for which others wait.
  const until = work.now.add({ hours: 24 * rules.approval_days })
  const [, purse] = await Promise.all([expireWhenDue(work, { ...remedy, expires_at: until }), spentForUpdate(work, remedy)])
  // held to the same codes by check constraints
  const worth = { kind: remedy.kind as Kind, basis: remedy.basis as Basis, valued: remedy.valued }
  const asked = { worth, spent: purse.spent, blockers }
  const verdict = judge(rules, rankOf(work.actor), asked)
  if (verdict.within) {
    return grantRemedy(work, remedy, { purse, as: 'own_authority', matrix: version, until })
  }
  const binds = passedOf(verdict, worth.valued ?? 0)
  const how = { binds: binds?.limit ?? 'role', needs: needsOf(rules, asked), expires_at: until }
  // The row first, then the fact: they wait for each other in the database, not here.
  const [waiting] = await Promise.all([
    work.db
      .updateTable('remedies_remedies')
      .set((row) => ({ ...how, state: 'requested', requested_at: work.now, version: row('version', '+', 1) }))
      .where('complaint_id', '=', remedy.complaint_id)
      .where('id', '=', remedy.id)
      .returningAll()
      .executeTakeFirstOrThrow(),
    work.announce({ fact: 'remedy.requested', ...factOf(remedy), binds: how.binds, needs: how.needs, expires: until.toString() }),
  ])
  return waiting
}

async function rowOf(work: Work, complaint: ComplaintRecord, asked: Asked) {
  if (isUnfairlyBound(asked.explanation)) throw refuse('remedies.unfair_condition')
  const { version, rules } = await matrixOf(work)
  const worth = valuedOf(asked, rules)
  const words = sealed(asked.explanation.trim())
  const evidence = evidenceOf(asked.evidence)
  const proof = evidence === null ? null : sealed(evidence)
  const order = orderOf(asked, worth.currency)
  const row = {
    ...worth,
    ...order,
    complaint_id: complaint.id,
    id: newId(),
    issue_id: asked.issue.toLowerCase(),
    kind: asked.kind,
    basis: asked.basis,
    explanation: asked.explanation.trim(),
    salt: words.salt,
    evidence,
    evidence_salt: proof?.salt ?? null,
    state: 'draft',
    payee_id: asked.payee ? (await payeeFor(work, { complaint: complaint.id, payee: asked.payee })).id : null,
    customer_id: complaint.customer_id,
    team_id: complaint.team_id,
    proposed_by: actorName(work.actor),
    proposed_at: work.now,
    matrix_version: version,
  }
  return { row, words: words.hash, evidence: proof?.hash ?? null }
}

function evidenceOf(asked: Asked['evidence']): string | null {
  const lines = Array.isArray(asked) ? asked : [asked ?? '']
  return (
    lines
      .map((line) => line.trim())
      .filter((line) => line !== '')
      .join('\n') || null
  )
}

function orderOf({ order }: Asked, currency: string | null) {
  if (!order) return { order_number: null, order_paid: null }
  const paid = readSum(order.paid)
  if (paid.currency !== currency) throw refuse('remedies.order_currency', { currency: paid.currency })
  return { order_number: order.number.trim(), order_paid: paid.amount }
}
