import type { Selectable } from 'kysely'
import { type ComplaintRecord, complaintForUpdate } from '#modules/complaints/index.ts'
import type { ConversationsAttachments, ConversationsMessages, ConversationsRecipients } from '#platform/database.types.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { mayWrite } from './access.ts'
import './refusals.ts'

export type MessageRecord = Selectable<ConversationsMessages>
export type RecipientRecord = Selectable<ConversationsRecipients>
export type AttachmentRecord = Selectable<ConversationsAttachments>

/** One message of a complaint that the caller has loaded. */
export async function findMessageById(work: Work, complaintId: string, id: string): Promise<MessageRecord | undefined> {
  return work.db
    .selectFrom('conversations_messages')
    .selectAll()
    .where('complaint_id', '=', complaintId)
    .where('id', '=', id)
    .executeTakeFirst()
}

/** Where these Message-IDs are known: ours, and those that came to us. Brackets do not matter. */
export async function findByMessageId(
  work: Work,
  messageIds: readonly string[],
): Promise<{ message_id: string; complaint_id: string; id: string; direction: string }[]> {
  if (messageIds.length === 0) return []
  return work.db
    .selectFrom('conversations_message_ids as i')
    .innerJoin('conversations_messages as m', (join) => join.onRef('m.complaint_id', '=', 'i.complaint_id').onRef('m.id', '=', 'i.id'))
    .select(['i.message_id', 'i.complaint_id', 'i.id', 'm.direction'])
    .where('i.message_id', 'in', [...new Set(messageIds.map(bareMessageId))])
    .execute()
}

/** The complaints whose mails Outlook counts to this conversation, the newest first. */
export async function findByThread(work: Work, guid: string): Promise<{ complaint_id: string; subject: string }[]> {
  return work.db
    .selectFrom('conversations_messages')
    .select(['complaint_id', 'subject'])
    .where('thread_guid', '=', guid)
    .orderBy('at', 'desc')
    .limit(20)
    .execute()
}

/** How Outlook calls the conversation of a complaint, if anybody wrote with it. */
export async function findThread(work: Work, complaintId: string): Promise<string | null> {
  const found = await work.db
    .selectFrom('conversations_messages')
    .select('thread_guid')
    .where('complaint_id', '=', complaintId)
    .where('thread_guid', 'is not', null)
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return found?.thread_guid ?? null
}

/** What was written in a complaint lately, the newest first. */
export async function findLatestTexts(work: Work, complaintId: string): Promise<string[]> {
  const found = await work.db
    .selectFrom('conversations_messages')
    .select('text')
    .where('complaint_id', '=', complaintId)
    .orderBy('at', 'desc')
    .limit(10)
    .execute()
  return found.map(({ text }) => text)
}

/** A Message-ID as we store it: without brackets. */
export const bareMessageId = (said: string): string => said.trim().replace(/^<|>$/g, '').slice(0, 998)

/** A message to act on, its complaint locked first. Refuses who may only read. */
export async function messageForUpdate(
  work: Work,
  complaintId: string,
  id: string,
): Promise<{ complaint: ComplaintRecord; message: MessageRecord }> {
  const complaint = await complaintForUpdate(work, complaintId)
  if (!mayWrite(work.actor)) throw refuse('conversations.not_yours_to_write')
  const message = await findMessageById(work, complaint.id, id)
  if (!message) throw refuse('conversations.message_not_found')
  return { complaint, message }
}

export async function findRecipientsOf(work: Work, complaintId: string, messages: readonly string[]): Promise<RecipientRecord[]> {
  if (messages.length === 0) return []
  return work.db
    .selectFrom('conversations_recipients')
    .selectAll()
    .where('complaint_id', '=', complaintId)
    .where('message_id', 'in', [...messages])
    .orderBy('position')
    .execute()
}

/** The files that conversations name. */
export const filesOfConversations = (work: Work) => work.db.selectFrom('conversations_attachments').select('sha256')

export async function findAttachmentsOf(work: Work, complaintId: string, messages: readonly string[]): Promise<AttachmentRecord[]> {
  if (messages.length === 0) return []
  return work.db
    .selectFrom('conversations_attachments')
    .selectAll()
    .where('complaint_id', '=', complaintId)
    .where('message_id', 'in', [...messages])
    .orderBy('added_at')
    .orderBy('id')
    .execute()
}
