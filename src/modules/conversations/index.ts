import './facts.ts'

export { conversationsGrants } from './access.ts'
export { addParticipants, knownParticipant, type Reason } from './add-participants.ts'
export { countSending, findHeld, type HeldMessage } from './find-held.ts'
export {
  type AttachmentRecord,
  filesOfConversations,
  findAttachmentsOf,
  findByMessageId,
  findMessageById,
  findRecipientsOf,
  type MessageRecord,
  type RecipientRecord,
} from './find-message.ts'
export { findRecipients, suggestedRecipients } from './find-recipients.ts'
export { findTimeline } from './find-timeline.ts'
export { findUnsent } from './find-unsent.ts'
export type { IncomingFile } from './keep-attachments.ts'
export { holdRestored, markUnsure } from './mark-unsure.ts'
export { type Bounced, noteBounced } from './note-bounced.ts'
export { noteDeferred, noteFailed, noteHeld } from './note-failed.ts'
export type { Refused } from './note-recipients.ts'
export { noteSent, type Sent } from './note-sent.ts'
export { noteUnsure } from './note-unsure.ts'
export { presentAttachment } from './present-attachment.ts'
export { presentMessage, presentMessages } from './present-message.ts'
export { type PublicMessage, publicMessages } from './public-messages.ts'
export { type Correspondent, type NewIncoming, plainIncoming, receiveMessage } from './receive-message.ts'
export { recordSent } from './record-sent.ts'
export { conversationsRoutes } from './routes.ts'
export { sanitiseRichText } from './sanitise-rich-text.ts'
export { scanAttachment } from './scan-attachment.ts'
export { serveAttachment } from './serve-attachment.ts'
export { type TakeComplaint, takeComplaint } from './take-complaint.ts'
export { type TakenMessage, takeForSending } from './take-for-sending.ts'
export { type Automatic, writeAutomatic } from './write-automatic.ts'
export { writeNote } from './write-note.ts'
export { writeReply } from './write-reply.ts'
