import { sql } from 'kysely'
import { complaintForUpdate } from '#modules/complaints/index.ts'
import type { Id } from '#platform/endpoint.ts'
import type { Work } from '#platform/work.ts'
import { findByMessageId, findMessageById, type MessageRecord } from '../find-message.ts'
import { changeState } from './change-state.ts'

export interface Bounced {
  /** The Message-ID of ours that came back. */
  messageId: string
  /** Whom it did not reach, as far as the bounce says. */
  recipients: string[]
  /** In the other server's own words. */
  reason: string
}

/** A mail of ours came back. Answers which message it was; null when it is none of ours. The same bounce twice is harmless. */
export async function noteBounced(work: Work, { messageId, ...bounce }: Bounced): Promise<{ complaint: Id; message: Id } | null> {
  const [known] = await findByMessageId(work, [messageId])
  if (!known) return null
  const complaint = await complaintForUpdate(work, known.complaint_id)
  const message = await findMessageById(work, complaint.id, known.id)
  if (message?.direction !== 'out') return null
  await flagBounced(work, message, bounce)
  return { complaint: complaint.id, message: message.id }
}

/** Marks those whom a message did not reach, and the message. The complaint is locked already. */
export async function flagBounced(
  work: Work,
  message: MessageRecord,
  { recipients, reason }: { recipients: readonly string[]; reason: string },
): Promise<void> {
  const flagged = await flagRecipients(work, message, recipients)
  const to = { state: 'bounced', state_reason: reason.replaceAll('\0', '').toWellFormed().slice(0, 2000), taken_by: null } as const
  // Already bounced and nobody new: the same news again.
  const from = flagged > 0 ? (['sending', 'sent', 'unsure', 'bounced'] as const) : (['sending', 'sent', 'unsure'] as const)
  const bounced = await changeState(work, { complaint: message.complaint_id, message: message.id, from, to })
  if (bounced) await work.announce({ fact: 'message.bounced', complaint: message.complaint_id, message: message.id })
}

async function flagRecipients(work: Work, message: MessageRecord, recipients: readonly string[]): Promise<number> {
  const addresses = recipients.map((address) => address.toLowerCase())
  if (addresses.length === 0) return 0
  const flagged = await work.db
    .updateTable('conversations_recipients')
    .set({ bounced_at: work.now })
    .where('complaint_id', '=', message.complaint_id)
    .where('message_id', '=', message.id)
    .where(sql<string>`lower(address)`, 'in', addresses)
    .where('bounced_at', 'is', null)
    .returning('position')
    .execute()
  return flagged.length
}
