import { classifyComplaint, complaintFor } from '#modules/complaints/index.ts'
import { actorName } from '#platform/actor.ts'
import type { Id } from '#platform/endpoint.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { senderForUpdate } from '../automatic/senders.ts'
import { addMark, removeMark } from '../complaint-marks.ts'
import '../refusals.ts'

/** This is spam: the complaint ends as none. `always` puts every later mail of its sender aside. */
export async function markSpam(work: Work, id: Id, always: boolean): Promise<{ sender: string | null; always: boolean }> {
  const complaint = await classifyComplaint(work, id, { kind: 'other', reason: 'spam', alone: true })
  const sender = await senderOf(work, complaint.id)
  if (always && !sender) throw refuse('channels.no_sender')
  if (always && sender) await judge(work, sender, 'spam')
  await addMark(work, { complaint: complaint.id, mark: 'spam' })
  await work.announce({ fact: 'sender.judged', complaint: complaint.id, verdict: 'spam', always })
  return { sender, always }
}

/** It was no spam: the complaint is one again, and its sender's mails come in as before. */
export async function unmarkSpam(work: Work, id: Id): Promise<{ sender: string | null }> {
  const { id: complaint } = await complaintFor(work, id)
  const marked = await work.db
    .selectFrom('channels_marks')
    .select('mark')
    .where('complaint_id', '=', complaint)
    .where('mark', '=', 'spam')
    .executeTakeFirst()
  const sender = await senderOf(work, complaint)
  if (!marked) return { sender }
  await classifyComplaint(work, complaint, { kind: 'complaint', reason: 'not_spam' })
  if (sender) await judge(work, sender, null)
  await removeMark(work, { complaint, mark: 'spam' })
  await work.announce({ fact: 'sender.judged', complaint, verdict: null, always: false })
  return { sender }
}

async function judge(work: Work, address: string, verdict: 'spam' | null) {
  const sender = await senderForUpdate(work, address)
  await work.db
    .updateTable('channels_senders')
    .set({ verdict, judged_by: actorName(work.actor), judged_at: work.now })
    .where('address', '=', sender.address)
    .execute()
}

/** Who sent the first mail of the complaint. */
async function senderOf(work: Work, complaint: Id): Promise<string | null> {
  const first = await work.db
    .selectFrom('channels_mails')
    .select('from_address')
    .where('complaint_id', '=', complaint)
    .where('state', '=', 'opened')
    .orderBy('arrived_at')
    .limit(1)
    .executeTakeFirst()
  return first?.from_address?.toLowerCase() ?? null
}
