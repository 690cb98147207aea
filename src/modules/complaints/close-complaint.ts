import { sql } from 'kysely'
import type { BodyOf } from '#platform/endpoint.ts'
import { sealed } from '#platform/facts.ts'
import { newId } from '#platform/id.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { may } from './access.ts'
import { changeableComplaint, writeComplaint } from './change-complaint.ts'
import type { ComplaintMay, closeComplaint as closeEndpoint, State } from './contract.ts'
import { complaintFor } from './find-complaint.ts'
import { issuesOf } from './find-issues.ts'

type Asked = BodyOf<typeof closeEndpoint>

/** Decides the issues and closes as far as the gates allow. Refuses with what is missing when they allow nothing. */
export async function closeComplaint(
  work: Work,
  id: string,
  asked: Asked,
): Promise<{ state: State; may: ComplaintMay; missing: string[] }> {
  const complaint = await changeableComplaint(work, id, 'close')
  await decideIssues(work, complaint.id, asked.issues)
  const issues = await issuesOf(work, complaint.id)
  const missing = await work.allow.missing('complaint.close', { complaint: complaint.id, owner: complaint.owner_id, issues })
  // What was decided stays only when something is closed by it: a refusal rolls the whole work back.
  if (missing.length > 0)
    throw refuse('complaints.cannot_close', { missing: missing.map(({ gate }) => gate), reasons: missing.map(({ reason }) => reason) })
  const closure = newId()
  await work.db
    .insertInto('complaints_closures')
    .values({
      complaint_id: complaint.id,
      id: closure,
      closed_at: work.now,
      closed_by: `${work.actor.kind}/${work.actor.id}`,
      waivers: JSON.stringify(asked.waivers ?? []),
    })
    .execute()
  const columns = { state: 'closed', closed_at: work.now, resolved_at: complaint.resolved_at ?? work.now, reply_by: null }
  await writeComplaint(work, complaint.id, columns)
  if (!complaint.resolved_at) await work.announce({ fact: 'complaint.resolved', complaint: complaint.id })
  await work.announce({ fact: 'complaint.closed', complaint: complaint.id, closure, state: 'closed' })
  return { state: 'closed', may: may(work.actor, { state: 'closed' }), missing: [] }
}

/** Opens a closed or withdrawn complaint again. The history stays; the last closure says when and why it did not hold. */
export async function reopenComplaint(work: Work, id: string, reason: string): Promise<{ state: State; may: ComplaintMay }> {
  const complaint = await changeableComplaint(work, id, 'reopen')
  return reopen(work, complaint.id, reason)
}

/** A customer's message to an ended complaint opens it again; one that we waited for ends the waiting. */
export async function customerCameBack(work: Work, id: string): Promise<void> {
  const complaint = await complaintFor(work, id)
  if (complaint.state === 'closed' || complaint.state === 'withdrawn') await reopen(work, id, 'customer_wrote')
  if (complaint.state !== 'waiting_customer') return
  await writeComplaint(work, id, { state: 'open', reply_by: null })
  await work.announce({ fact: 'complaint.resumed', complaint: id, state: 'open' })
}

async function reopen(work: Work, id: string, reason: string): Promise<{ state: State; may: ComplaintMay }> {
  const seal = sealed(reason)
  await work.db
    .updateTable('complaints_closures')
    .set({ reopened_at: work.now, reopened_by: `${work.actor.kind}/${work.actor.id ?? ''}`, reopened_reason: reason })
    .where('complaint_id', '=', id)
    .where('reopened_at', 'is', null)
    .execute()
  await writeComplaint(work, id, { state: 'open', closed_at: null, resolved_at: null })
  await work.announce({ fact: 'complaint.reopened', complaint: id, reason: seal.hash, state: 'open' })
  return { state: 'open', may: may(work.actor, { state: 'open' }) }
}

async function decideIssues(work: Work, complaintId: string, decided: Asked['issues']) {
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
      decided_by: `${work.actor.kind}/${work.actor.id}`,
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
