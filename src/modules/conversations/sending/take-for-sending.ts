import { type ComplaintRecord, complaintFor } from '#modules/complaints/index.ts'
import type { Id } from '#platform/endpoint.ts'
import type { Work } from '#platform/work.ts'
import { type AttachmentRecord, findAttachmentsOf, findRecipientsOf, type MessageRecord, type RecipientRecord } from '../find-message.ts'
import { dueAmong } from '../receiving/note-recipients.ts'
import { changeState } from './change-state.ts'

/** A message on its way out. Notes are in another table: nothing here can reach them. */
export interface TakenMessage {
  complaint: ComplaintRecord
  message: MessageRecord
  /** Everybody whom the headers name. */
  recipients: RecipientRecord[]
  /** To whom it goes now: when others have it already, only those whom it did not reach. */
  envelope: string[]
  attachments: AttachmentRecord[]
}

/** The first of three steps: queued becomes sending, in the name of the worker. Null when somebody else took it, or it was withdrawn. */
export async function takeForSending(work: Work, asked: { complaint: Id; message: Id; worker: string }): Promise<TakenMessage | null> {
  const to = { state: 'sending', state_reason: null, next_try_at: null, taken_by: asked.worker } as const
  const message = await changeState(work, { complaint: asked.complaint, message: asked.message, from: ['queued'], to })
  if (!message) return null
  const [complaint, recipients, attachments] = await Promise.all([
    complaintFor(work, asked.complaint),
    findRecipientsOf(work, asked.complaint, [message.id]),
    findAttachmentsOf(work, asked.complaint, [message.id]),
  ])
  const envelope = dueAmong(recipients).map(({ address }) => address)
  return { complaint, message, recipients, envelope, attachments }
}
