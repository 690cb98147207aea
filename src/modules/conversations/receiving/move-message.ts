import { type ComplaintRecord, complaintForUpdate, customerCameBack, noteActivity } from '#modules/complaints/index.ts'
import type { Id } from '#platform/endpoint.ts'
import { sealed } from '#platform/facts.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { mayWith, mayWrite } from '../access.ts'
import type { Message } from '../contract.ts'
import { findAttachmentsOf, findMessageById, findRecipientsOf, type MessageRecord } from '../find-message.ts'
import { presentMessage } from '../timeline/present-message.ts'
import { addParticipants } from './add-participants.ts'
import '../refusals.ts'

/** Moves a message that was threaded wrongly to the complaint that it belongs to, with its files, recipients and Message-ID. A tombstone stays. */
export async function moveMessage(work: Work, { complaint, message: messageId }: { complaint: Id; message: Id }, to: Id): Promise<Message> {
  if (complaint.toLowerCase() === to.toLowerCase()) throw refuse('conversations.same_complaint')
  const { source, target } = await lockBoth(work, complaint, to)
  if (!mayWrite(work.actor)) throw refuse('conversations.not_yours_to_write')
  const message = await findMessageById(work, source.id, messageId)
  if (!message) throw refuse('conversations.message_not_found')
  if (!mayWith(work.actor, message).move) throw refuse('conversations.cannot_move')

  await copyMessage(work, message, target)
  await carryOver(work, message, target)
  const tombstone = await leaveTombstone(work, message, target)
  await moveParticipant(work, message, { source, target })
  await noteActivity(work, source.id)
  await noteActivity(work, target.id)
  if (!message.bounce && !message.auto_reply && !message.loop) await customerCameBack(work, target.id)
  await work.announce({ fact: 'message.moved', complaint: source.id, message: message.id, to: target.id })
  const words = message.salt && sealed(message.text, message.salt).hash
  await work.announce({ fact: 'message.taken_over', complaint: target.id, message: message.id, from: source.id, words })
  return presentMessage(work, source, tombstone)
}

/** Both complaints, if the caller sees both; locked in the order of their ids, so that two moves never wait for each other. */
async function lockBoth(work: Work, source: Id, target: Id): Promise<{ source: ComplaintRecord; target: ComplaintRecord }> {
  const [first, second] = [source, target].toSorted()
  const locked = [await complaintForUpdate(work, first ?? ''), await complaintForUpdate(work, second ?? '')]
  const find = (id: Id) => locked.find((one) => one.id === id.toLowerCase()) as ComplaintRecord // both were just loaded
  return { source: find(source), target: find(target) }
}

async function copyMessage(work: Work, message: MessageRecord, target: ComplaintRecord) {
  const json = {
    forwarded: JSON.stringify(message.forwarded),
    authentication: message.authentication && JSON.stringify(message.authentication),
    invitations: JSON.stringify(message.invitations),
  }
  const row = { ...message, ...json, complaint_id: target.id, moved_to: null }
  // It may come back to where its own tombstone stands.
  const { complaint_id: _complaint, id: _id, ...columns } = row
  await work.db
    .insertInto('conversations_messages')
    .values(row)
    .onConflict((conflict) => conflict.columns(['complaint_id', 'id']).doUpdateSet(columns))
    .execute()
}

/** Copied and deleted, not updated: the complaint is the key by which rows may live on different machines. */
async function carryOver(work: Work, message: MessageRecord, target: ComplaintRecord) {
  const recipients = await findRecipientsOf(work, message.complaint_id, [message.id])
  const attachments = await findAttachmentsOf(work, message.complaint_id, [message.id])
  const there = { complaint_id: target.id }
  if (recipients.length > 0)
    await work.db
      .insertInto('conversations_recipients')
      .values(recipients.map((row) => ({ ...row, ...there })))
      .execute()
  if (attachments.length > 0)
    await work.db
      .insertInto('conversations_attachments')
      .values(attachments.map((row) => ({ ...row, ...there })))
      .execute()
  await work.db
    .deleteFrom('conversations_recipients')
    .where('complaint_id', '=', message.complaint_id)
    .where('message_id', '=', message.id)
    .execute()
  await work.db
    .deleteFrom('conversations_attachments')
    .where('complaint_id', '=', message.complaint_id)
    .where('message_id', '=', message.id)
    .execute()
  await work.db
    .updateTable('conversations_message_ids')
    .set(there)
    .where('complaint_id', '=', message.complaint_id)
    .where('id', '=', message.id)
    .execute()
}

/** Its words are read where it is now; the salt stays, so that the seal over them can be checked there. */
async function leaveTombstone(work: Work, message: MessageRecord, target: ComplaintRecord): Promise<MessageRecord> {
  const emptied = {
    author: 'stranger',
    from_name: null,
    from_address: null,
    subject: '',
    text: '',
    html: null,
    visible_text: '',
    signature: null,
    message_id: null,
    thread_guid: null,
    mail_id: null,
    bounced_recipients: [],
    forwarded: '[]',
    authentication: null,
    invitations: '[]',
    protection: null,
  }
  return work.db
    .updateTable('conversations_messages')
    .set({ ...emptied, moved_to: target.id })
    .where('complaint_id', '=', message.complaint_id)
    .where('id', '=', message.id)
    .returningAll()
    .executeTakeFirstOrThrow()
}

/** Who wrote takes part there, and no longer here unless they are this complaint's customer or wrote something else here. */
async function moveParticipant(
  work: Work,
  message: MessageRecord,
  { source, target }: { source: ComplaintRecord; target: ComplaintRecord },
) {
  const address = message.from_address?.toLowerCase()
  if (!address) return
  const customer = message.author.startsWith('customer/') ? message.author.slice('customer/'.length) : null
  const reason = customer !== null && customer === target.customer_id ? 'complained' : 'copied'
  await addParticipants(work, { complaint: target.id, people: [{ name: message.from_name, address, reason }] })
  if (customer !== null && customer === source.customer_id) return
  const other = await work.db
    .selectFrom('conversations_messages')
    .select('id')
    .where('complaint_id', '=', source.id)
    .where((match) => match(match.fn<string>('lower', ['from_address']), '=', address))
    .limit(1)
    .executeTakeFirst()
  if (!other)
    await work.db.deleteFrom('conversations_participants').where('complaint_id', '=', source.id).where('address', '=', address).execute()
}
