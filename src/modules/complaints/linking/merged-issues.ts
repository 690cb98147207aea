import { actorName } from '#platform/actor.ts'
import type { Id } from '#platform/endpoint.ts'
import { newId } from '#platform/id.ts'
import type { Work } from '#platform/work.ts'
import type { ComplaintRecord } from '../find-complaint.ts'

/** Copies the issues of one complaint behind those of another; answers which became which. */
export async function copyIssues(work: Work, { from, into }: { from: ComplaintRecord; into: ComplaintRecord }): Promise<Record<Id, Id>> {
  const rows = await work.db
    .selectFrom('complaints_issues')
    .selectAll()
    .where('complaint_id', 'in', [from.id, into.id])
    .orderBy('position')
    .execute()
  const last = Math.max(0, ...rows.filter(({ complaint_id }) => complaint_id === into.id).map(({ position }) => position))
  const copies = rows
    .filter(({ complaint_id }) => complaint_id === from.id)
    .map((row, at) => ({ before: row.id, row: { ...row, complaint_id: into.id, id: newId(), position: last + 1 + at, version: 1 } }))
  if (copies.length > 0)
    await work.db
      .insertInto('complaints_issues')
      .values(copies.map(({ row }) => row))
      .execute()
  for (const { row } of copies) await work.announce({ fact: 'issue.added', complaint: into.id, issue: row.id, category: row.category_code })
  return Object.fromEntries(copies.map(({ before, row }) => [before, row.id]))
}

/** Those of the issues that nobody has decided end here, for they go on under another number. */
export async function endIssues(work: Work, complaint: Id, { ids, other }: { ids: Id[]; other: string }): Promise<void> {
  if (ids.length === 0) return
  const ended = await work.db
    .updateTable('complaints_issues')
    .set((row) => ({
      outcome: 'merged',
      sentence: `→ ${other}`,
      decided_at: work.now,
      decided_by: actorName(work.actor),
      version: row('version', '+', 1),
    }))
    .where('complaint_id', '=', complaint)
    .where('id', 'in', ids)
    .where('outcome', 'is', null)
    .returning('id')
    .execute()
  for (const { id } of ended) await work.announce({ fact: 'issue.decided', complaint, issue: id, outcome: 'merged' })
}

/** Those that a merging ended are open again. */
export async function openIssuesAgain(work: Work, complaint: Id, ids: Id[]): Promise<void> {
  if (ids.length === 0) return
  const opened = await work.db
    .updateTable('complaints_issues')
    .set((row) => ({ outcome: null, sentence: null, decided_at: null, decided_by: null, version: row('version', '+', 1) }))
    .where('complaint_id', '=', complaint)
    .where('id', 'in', ids)
    .where('outcome', '=', 'merged')
    .returning('id')
    .execute()
  for (const { id } of opened) await work.announce({ fact: 'issue.edited', complaint, issue: id, fields: ['outcome', 'sentence'] })
}
