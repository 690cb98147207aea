import { sql } from 'kysely'
import { actorName } from '#platform/actor.ts'
import type { BodyOf, Id } from '#platform/endpoint.ts'
import type { Missing } from '#platform/fact.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { may } from '../access.ts'
import { changeableComplaint, writeComplaint } from '../change-complaint.ts'
import type { ComplaintMay, closeComplaint as closeEndpoint, Issue, State } from '../contract.ts'
import { type ComplaintRecord, stateOf } from '../find-complaint.ts'
import { issuesOf } from '../issues/find-issues.ts'
import { stillMissing } from '../rules/gates.ts'
import { leaveWaiting } from '../waiting/waitings.ts'
import { undecidedAmong } from './closing-gates.ts'
import { askedClosure, type ClosureRecord, endClosure, waivedOf } from './find-closure.ts'
import { findTold } from './find-history.ts'
import { waiveGates } from './waive-gates.ts'

type Asked = BodyOf<typeof closeEndpoint>

/**
 * Decides the issues and closes as far as the gates allow: `fulfilling` while something promised is open, else `follow_up`, else `closed`.
 * Refuses while an issue lacks its outcome or its sentence; then nothing of what was asked stays.
 */
export async function closeComplaint(work: Work, id: Id, asked: Asked): Promise<{ state: State; may: ComplaintMay; missing: string[] }> {
  const complaint = await changeableComplaint(work, id, 'close')
  await decideIssues(work, complaint.id, asked.issues)
  const issues = await issuesOf(work, complaint.id)
  if (undecidedAmong(issues).length > 0)
    throw refuse('complaints.cannot_close', { missing: ['B1'], reasons: ['complaints.issue_without_outcome'] })
  const closure = await askedClosure(work, complaint.id, actorName(work.actor))
  const missing = await missingFor(work, complaint, { issues, closer: actorName(work.actor) })
  const waived = await waiveGates(work, { closure, missing, asked: asked.waivers ?? [] })
  const left = stillMissing(missing, waived)
  const owed = await work.allow.missing('complaint.deliver', { complaint: complaint.id })
  const state = owed.length > 0 ? 'fulfilling' : left.length > 0 ? 'follow_up' : 'closed'
  await move(work, complaint, { state, closure, issues })
  return { state, may: may(work.actor, { state }), missing: [...new Set(left.map(({ gate }) => gate))] }
}

/** What the gates say to closing by this person. */
export function missingFor(
  work: Work,
  complaint: ComplaintRecord,
  { issues, closer }: { issues: Issue[]; closer: string },
): Promise<Missing[]> {
  const { id, owner_id, urgency, restriction } = complaint
  return work.allow.missing('complaint.close', { complaint: id, owner: owner_id, closer, urgency, restriction, issues })
}

/** Closes what is delivered, asked for and misses nothing; answers whether it did. For the desk, when the days of observation are over. */
export async function closeIfNothingMissing(work: Work, complaint: ComplaintRecord): Promise<boolean> {
  const issues = await issuesOf(work, complaint.id)
  const closure = await askedClosure(work, complaint.id, null)
  const missing = await missingFor(work, complaint, { issues, closer: closure.asked_by })
  if (stillMissing(missing, waivedOf(closure)).length > 0) return false
  await move(work, complaint, { state: 'closed', closure, issues })
  return true
}

interface Closing {
  state: 'fulfilling' | 'follow_up' | 'closed'
  closure: ClosureRecord
  issues: Issue[]
}

/** One row written, and the facts of every state that was passed: taken, agreed, delivered, closed. */
async function move(work: Work, complaint: ComplaintRecord, { state, closure, issues }: Closing) {
  const of = { complaint: complaint.id }
  const told = complaint.resolved_at ? null : await toldDecision(work, complaint.id, issues)
  const owner = takenBy(work, complaint)
  await writeComplaint(work, complaint.id, {
    state,
    owner_id: owner ?? complaint.owner_id,
    reply_by: null,
    resolved_at: told ? work.now : complaint.resolved_at,
    ...momentsOf(work, complaint, state),
  })
  if (owner) await work.announce({ fact: 'complaint.assigned', ...of, owner, team: complaint.team_id, state: 'open' })
  await leaveWaiting(work, complaint, 'moved_on')
  await passOn(work, complaint, state)
  if (told) await work.announce({ fact: 'complaint.resolved', ...of, message: told.message })
  if (state === 'closed') await endClosure(work, closure)
}

const momentsOf = ({ now }: Work, { delivered_at }: ComplaintRecord, state: Closing['state']) => ({
  delivered_at: state === 'fulfilling' ? null : (delivered_at ?? now),
  closed_at: state === 'closed' ? now : null,
})

/** Who closes what nobody has taken takes it. */
const takenBy = ({ actor }: Work, { state, owner_id }: ComplaintRecord) =>
  state === 'received' ? (owner_id ?? (actor.kind === 'person' ? actor.id : null)) : null

// A decision that needs no acceptance counts as agreed; what owes nothing counts as delivered.
async function passOn(work: Work, complaint: ComplaintRecord, to: Closing['state']) {
  const [before, of] = [stateOf(complaint), { complaint: complaint.id }]
  const agreed = before === 'fulfilling' || (before === 'follow_up' && to !== 'fulfilling')
  if (!agreed) await work.announce({ fact: 'complaint.agreed', ...of, answer: null, state: 'fulfilling' })
  if (to !== 'fulfilling' && before !== 'follow_up') await work.announce({ fact: 'complaint.delivered', ...of, state: 'follow_up' })
}

/** What told the customer the decision on every issue, or that they accepted it; null while nothing did. */
export async function toldDecision(work: Work, complaint: Id, issues: Issue[]) {
  if (issues.some(({ outcome }) => outcome === null)) return null
  const told = await findTold(work, complaint)
  if (!told || told.message === null) return told
  const missing = await work.allow.missing('complaint.resolve', { complaint, message: told.message, issues })
  return missing.length > 0 ? null : told
}

async function decideIssues(work: Work, complaintId: Id, decided: Asked['issues']) {
  if (decided.length === 0) return
  const written = await work.db
    .updateTable('complaints_issues as i')
    .from(
      sql<Decided>`(select * from json_to_recordset(${JSON.stringify(decided)}::json) as r(id uuid, outcome text, sentence text))`.as('d'),
    )
    .set((row) => ({
      outcome: row.ref('d.outcome'),
      sentence: row.ref('d.sentence'),
      decided_at: work.now,
      decided_by: actorName(work.actor),
      version: row('i.version', '+', 1),
    }))
    .where('i.complaint_id', '=', complaintId)
    .whereRef('i.id', '=', 'd.id')
    .returning('i.id')
    .execute()
  const known = new Set(written.map(({ id }) => id))
  if (decided.some(({ id }) => !known.has(id))) throw refuse('complaints.unknown_issue')
  for (const { id, outcome } of decided) await work.announce({ fact: 'issue.decided', complaint: complaintId, issue: id, outcome })
}

interface Decided {
  id: string
  outcome: string
  sentence: string
}
