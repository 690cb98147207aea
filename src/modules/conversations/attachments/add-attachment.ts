import { complaintForUpdate } from '#modules/complaints/index.ts'
import type { Id } from '#platform/endpoint.ts'
import type { Upload } from '#platform/http/serve-upload.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { mayWrite } from '../access.ts'
import type { Attachment } from '../contract.ts'
import { findMessageById } from '../find-message.ts'
import { keepAttachments } from './keep-attachments.ts'
import { presentAttachment } from './present-attachment.ts'
import '../refusals.ts'

/** Keeps a file with a complaint: loose, to be named in a reply, a note or a contact; or with a message that came on paper or by telephone. */
export async function addAttachment(
  work: Work,
  complaintId: Id,
  { files, message }: { files: Upload[]; message?: string | undefined },
): Promise<Attachment> {
  const complaint = await complaintForUpdate(work, complaintId)
  if (!mayWrite(work.actor)) throw refuse('conversations.not_yours_to_write')
  const [file, another] = files
  if (!file) throw refuse('conversations.no_file')
  if (another) throw refuse('conversations.one_file')
  const [kept] = await keepAttachments(
    work,
    { complaint: complaint.id, message: message ? await enteredByHand(work, complaint.id, message) : null },
    [file],
  )
  if (!kept) throw new Error('A file that was just kept was not found')
  return presentAttachment(kept)
}

/** A mail stays as it came; only what a colleague entered may get its scanned letter afterwards. */
async function enteredByHand(work: Work, complaintId: Id, id: string): Promise<Id> {
  const message = /^[0-9a-f-]{36}$/i.test(id) ? await findMessageById(work, complaintId, id) : undefined
  if (!message || message.direction !== 'in' || message.moved_to) throw refuse('conversations.message_not_found')
  if (message.mail_id || message.channel === 'web_form' || message.channel === 'portal') throw refuse('conversations.message_not_found')
  return message.id
}
