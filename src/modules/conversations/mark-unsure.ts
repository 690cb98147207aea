import { complaintForUpdate } from '#modules/complaints/index.ts'
import type { Work } from '#platform/work.ts'
import { changeState } from './change-state.ts'

/** What these dead workers were sending: nobody knows whether it left. It waits for a person and is never sent again by itself. */
export async function markUnsure(work: Work, workers: readonly string[]): Promise<number> {
  if (workers.length === 0) return 0
  const left = await work.db
    .selectFrom('conversations_messages')
    .select(['complaint_id', 'id'])
    .where('state', '=', 'sending')
    .where('taken_by', 'in', [...workers])
    .orderBy('complaint_id')
    .execute()
  let marked = 0
  // A worker sends few at once. One after the other, because each complaint is locked before what hangs on it.
  for (const { complaint_id, id } of left) {
    await complaintForUpdate(work, complaint_id)
    const unsure = await changeState(work, {
      complaint: complaint_id,
      message: id,
      from: ['sending'],
      to: { state: 'unsure', taken_by: null },
    })
    if (!unsure) continue
    marked += 1
    await work.announce({ fact: 'message.unsure', complaint: complaint_id, message: id })
  }
  return marked
}
