import './facts.ts'

export { conversationsGrants, mayWrite } from './access.ts'
export { type IncomingFile, keepAttachments } from './attachments/keep-attachments.ts'
export { presentAttachment } from './attachments/present-attachment.ts'
export { scanAttachment } from './attachments/scan-attachment.ts'
export { serveAttachment } from './attachments/serve-attachment.ts'
export { firstReading, lastReadings, type StateOfMind } from './coaching/last-readings.ts'
export { sweepDraftVersions, takeDraftsAlong } from './drafts/draft-versions.ts'
export {
  type AttachmentRecord,
  filesOfConversations,
  findAttachmentsOf,
  findByMessageId,
  findByThread,
  findLatestTexts,
  findMessageById,
  findRecipientsOf,
  findThread,
  type MessageRecord,
  type RecipientRecord,
} from './find-message.ts'
export { countContacts, lastFromCustomer, lastFromUs, type Spoken } from './last-words.ts'
export { draftWithHelper, endHelperDrafts, sweepHelperDrafts } from './machine-drafts/draft-with-helper.ts'
export { addParticipants, knownParticipant, type Reason } from './receiving/add-participants.ts'
export { findRecipients, suggestedRecipients } from './receiving/find-recipients.ts'
export type { Refused } from './receiving/note-recipients.ts'
export { type Correspondent, type NewIncoming, plainIncoming, receiveMessage } from './receiving/receive-message.ts'
export { type TakeComplaint, takeComplaint } from './receiving/take-complaint.ts'
export { conversationsRoutes } from './routes.ts'
export { sanitiseRichText } from './sanitise-rich-text.ts'
export { findHeld, type HeldMessage } from './sending/find-held.ts'
export { findSent, type SentMessage } from './sending/find-sent.ts'
export { findUnsent } from './sending/find-unsent.ts'
export { nextInLine, placeInLine } from './sending/find-waiting.ts'
export { giveBackLater } from './sending/give-back-later.ts'
export { holdRestored, markUnsure } from './sending/mark-unsure.ts'
export { type Bounced, noteBounced } from './sending/note-bounced.ts'
export { noteDeferred, noteFailed, noteHeld } from './sending/note-failed.ts'
export { noteSent, type Sent } from './sending/note-sent.ts'
export { noteUnsure } from './sending/note-unsure.ts'
export { questionSent } from './sending/question-sent.ts'
export { recordSent } from './sending/record-sent.ts'
export { type TakenMessage, takeForSending } from './sending/take-for-sending.ts'
export { type Automatic, writeAutomatic } from './sending/write-automatic.ts'
export { findTextRecord } from './texts/find-text-record.ts'
export { findTimeline } from './timeline/find-timeline.ts'
export { presentFacts } from './timeline/present-events.ts'
export { presentMessage, presentMessages } from './timeline/present-message.ts'
export { type PublicMessage, publicMessages } from './timeline/public-messages.ts'
export { showMessages } from './timeline/shown-messages.ts'
export { readAsComplaint } from './triages/read-as-complaint.ts'
export { findTriageMarks, queueTriage, triageMessage } from './triages/triage-message.ts'
export { adviseWords } from './wording/judge-words.ts'
export { writeNote } from './write-note.ts'
export { writeReply } from './write-reply.ts'
