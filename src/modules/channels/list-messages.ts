import { visibleComplaints } from '#modules/complaints/index.ts'
import { findByMessageId, findMessageById, presentMessages } from '#modules/conversations/index.ts'
import { cursorAfter, readCursor } from '#platform/cursor.ts'
import type { Id, QueryOf } from '#platform/endpoint.ts'
import type { Work } from '#platform/work.ts'
import { maySort } from './access.ts'
import type { listMessages as listEndpoint, MailMessage } from './contract.ts'
import { presentAside } from './email/present-aside.ts'
import type { MailRecord } from './email/reading.ts'
import { boundedId } from './email/understand-mail.ts'
import { visibleMailboxes } from './mailboxes/find-mailbox.ts'

type Place = { complaint: Id; id: Id }
type Found = { id: Id; present: () => Promise<MailMessage | null> }

// One Message-ID is said by few mails; who copies it a thousand times gets a bounded answer.
const most = 200

/** What is known by a Message-ID: messages that the caller may see, and, for who sorts mails, mails that were put aside. */
export async function listMessages(
  work: Work,
  { message_id, cursor, limit }: QueryOf<typeof listEndpoint>,
): Promise<{ data: MailMessage[]; next: string | null }> {
  const [after] = readCursor(cursor, ['id']) ?? []
  const said = boundedId(message_id.trim().replace(/^<|>$/g, ''))
  if (!said) return { data: [], next: null }
  const found = [...(await messagesOf(work, said)), ...(await asideOf(work, said))].toSorted((one, other) => (one.id < other.id ? -1 : 1))
  const rest = found.filter(({ id }) => after === undefined || id > after)
  const data: MailMessage[] = []
  for (const { present } of rest.slice(0, limit)) {
    const shown = await present()
    if (shown) data.push(shown)
  }
  return { data, next: rest.length > limit ? cursorAfter([rest[limit - 1]?.id ?? '']) : null }
}

async function messagesOf(work: Work, said: string): Promise<Found[]> {
  const known = (await findByMessageId(work, [said])).map(({ complaint_id, id }) => ({ complaint: complaint_id, id }))
  const mails = await work.db
    .selectFrom('channels_mails')
    .select(['complaint_id', 'conversation_message_id'])
    .where('message_id', '=', said)
    .where('conversation_message_id', 'is not', null)
    .limit(most)
    .execute()
  const places = [
    ...known,
    ...mails.flatMap(({ complaint_id, conversation_message_id: id }) => (complaint_id && id ? [{ complaint: complaint_id, id }] : [])),
  ]
  const unique = new Map(places.toReversed().map((place) => [place.id, place]))
  return [...unique.values()].map((place) => ({ id: place.id, present: () => presentAt(work, place) }))
}

async function presentAt(work: Work, { complaint: complaintId, id }: Place): Promise<MailMessage | null> {
  const complaint = await work.db
    .selectFrom('complaints_complaints')
    .selectAll()
    .where('complaints_complaints.id', '=', complaintId)
    .where(visibleComplaints(work.actor))
    .executeTakeFirst()
  const record = complaint && (await findMessageById(work, complaint.id, id))
  if (!complaint || !record) return null
  if (record.moved_to) return presentAt(work, { complaint: record.moved_to, id })
  const [message] = await presentMessages(work, complaint, [record])
  if (!message) return null
  const people = (role: string) => message.recipients.filter((one) => one.role === role).map(({ name, address }) => ({ name, address }))
  const { bounce, auto_reply, loop } = message.automatic
  return {
    id: message.id,
    message_id: record.message_id,
    complaint: { id: complaint.id, number: complaint.number },
    direction: message.direction,
    state: message.state,
    subject: message.subject,
    from: message.from,
    to: people('to'),
    cc: people('cc'),
    text: message.text,
    html: message.html,
    visible_text: message.visible_text,
    signature: message.signature,
    attachments: message.attachments.map(({ name, size, sha256, media_type }) => ({ name, size, sha256, media_type })),
    automatic: { bounce, auto_reply, loop, recipients: record.bounced_recipients },
    put_aside: null,
  }
}

async function asideOf(work: Work, said: string): Promise<Found[]> {
  if (!maySort(work.actor)) return []
  const mailboxes = await visibleMailboxes(work)
  const rows: MailRecord[] = await work.db
    .selectFrom('channels_mails')
    .selectAll()
    .where('message_id', '=', said)
    .where('state', 'in', ['put_aside', 'discarded'])
    .where((match) => match.or([match('mailbox_id', 'is', null), ...(mailboxes.length > 0 ? [match('mailbox_id', 'in', mailboxes)] : [])]))
    .limit(most)
    .execute()
  return rows.map((row) => ({ id: row.id, present: () => presentAside(work, row) }))
}
