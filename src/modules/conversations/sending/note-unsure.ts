import { complaintForUpdate } from '#modules/complaints/index.ts'
import type { Work } from '#platform/work.ts'
import { changeState } from './change-state.ts'
import type { Failed } from './note-failed.ts'

/** The line broke after the letter was handed over and before the other server said yes: nobody knows. It waits for a person. */
export async function noteUnsure(work: Work, { complaint: complaintId, message, reason }: Failed): Promise<void> {
  const complaint = await complaintForUpdate(work, complaintId)
  const to = { state: 'unsure', state_reason: reason.replaceAll('\0', '').slice(0, 2000), taken_by: null } as const
  const unsure = await changeState(work, { complaint: complaint.id, message, from: ['sending'], to })
  if (unsure) await work.announce({ fact: 'message.unsure', complaint: complaint.id, message })
}
