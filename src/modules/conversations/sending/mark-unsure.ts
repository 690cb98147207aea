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
  return leaveToPeople(work, left, { state: 'unsure', taken_by: null })
}

/** After a restore: what the backup knew as waiting may have left since, from the desk that it was taken of. A person says so, or sends it again. */
export async function holdRestored(work: Work): Promise<number> {
  const waiting = await work.db
    .selectFrom('conversations_messages')
    .select(['complaint_id', 'id'])
    .where('state', 'in', ['queued', 'sending'])
    .where('by_hand', 'is', null)
    .orderBy('complaint_id')
    .execute()
  return leaveToPeople(work, waiting, { state: 'unsure', taken_by: null, state_reason: 'restored' })
}

// They are few. One after the other, because each complaint is locked before what hangs on it.
async function leaveToPeople(
  work: Work,
  messages: { complaint_id: string; id: string }[],
  to: Parameters<typeof changeState>[1]['to'],
): Promise<number> {
  let marked = 0
  for (const { complaint_id, id } of messages) {
    await complaintForUpdate(work, complaint_id)
    const unsure = await changeState(work, { complaint: complaint_id, message: id, from: ['queued', 'sending'], to })
    if (!unsure) continue
    marked += 1
    await work.announce({ fact: 'message.unsure', complaint: complaint_id, message: id })
  }
  return marked
}
