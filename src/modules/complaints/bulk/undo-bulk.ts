import { actorName } from '#platform/actor.ts'
import type { AnswerOf } from '#platform/endpoint.ts'
import { Refusal, refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { bulkUndoFor, type Left, type undoBulk as undoBulkEndpoint } from '../contract.ts'
import type { ComplaintRecord } from '../find-complaint.ts'
import type { Presenting } from '../present-complaint.ts'
import { apart, leftBehind } from './act-on-many.ts'
import { type Before, restore } from './bulk-acts.ts'

/** On the way from the button to us. */
const underway = 2

/** Takes back what one act did to many: only by who did it, only for a moment, and only where nobody has changed the complaint since. */
export async function undoBulk(work: Work, bulk: string, say: Pick<Presenting, 'sayMissing'>): Promise<AnswerOf<typeof undoBulkEndpoint>> {
  const rows = await work.db
    .selectFrom('complaints_bulk_rows')
    .selectAll()
    .where('bulk_id', '=', bulk)
    .where('done_by', '=', actorName(work.actor))
    .where('done_at', '>=', work.now.subtract({ seconds: bulkUndoFor + underway }))
    .orderBy('complaint_id')
    .execute()
  if (rows.length === 0) throw refuse('complaints.undo_passed')
  const found = await lock(
    work,
    rows.map((row) => row.complaint_id),
  )
  const restored: string[] = []
  const kept: Left[] = []
  for (const row of rows) {
    const complaint = found.get(row.complaint_id)
    const answer = await apart(work, async () => {
      if (!complaint || complaint.version !== row.version) throw refuse('complaints.changed_since')
      // Written by act-on-many alone, in this shape.
      await restore(work, complaint, row.before as Before)
    })
    if (answer instanceof Refusal)
      kept.push(leftBehind(work, { id: row.complaint_id, number: complaint?.number ?? null }, { why: answer, say }))
    else restored.push(row.complaint_id)
  }
  await work.db.deleteFrom('complaints_bulk_rows').where('bulk_id', '=', bulk).execute()
  return { restored, kept }
}

/** Whoever gave complaints to another team may not see them any more, and takes them back all the same. */
async function lock(work: Work, ids: string[]): Promise<Map<string, ComplaintRecord>> {
  const rows = await work.db.selectFrom('complaints_complaints').selectAll().where('id', 'in', ids).orderBy('id').forUpdate().execute()
  return new Map(rows.map((row) => [row.id, row]))
}
