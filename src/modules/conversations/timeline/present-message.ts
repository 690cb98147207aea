import type { ComplaintRecord } from '#modules/complaints/index.ts'
import { shownAddress, withShownAddress } from '#platform/shown-address.ts'
import type { Work } from '#platform/work.ts'
import { mayNameComplainant, mayWith } from '../access.ts'
import { presentAttachment } from '../attachments/present-attachment.ts'
import { attachmentPath, type Forwarded, type Message, type Recipient } from '../contract.ts'
import { type AttachmentRecord, findAttachmentsOf, findRecipientsOf, type MessageRecord, type RecipientRecord } from '../find-message.ts'
import { maskHtml, maskNumbers } from '../rules/mask-numbers.ts'
import { type Author, findAuthors } from './authors.ts'
import { presentInvitations } from './present-invitations.ts'

/** One message as the API shows it: what came from outside is masked, and carries what the caller may do. */
export async function presentMessage(work: Work, complaint: ComplaintRecord, record: MessageRecord): Promise<Message> {
  const beside = await findBeside(work, complaint, [record])
  return present(work, record, beside)
}

/** Many messages of one complaint, in a bounded number of queries. */
export async function presentMessages(work: Work, complaint: ComplaintRecord, records: MessageRecord[]): Promise<Message[]> {
  const beside = await findBeside(work, complaint, records)
  return records.map((record) => present(work, record, beside))
}

interface Beside {
  complaint: ComplaintRecord
  recipients: Map<string, RecipientRecord[]>
  attachments: Map<string, AttachmentRecord[]>
  authorOf: (written: string) => Author
}

async function findBeside(work: Work, complaint: ComplaintRecord, records: MessageRecord[]): Promise<Beside> {
  const ids = records.map(({ id }) => id)
  const authors = records.map(({ author }) => author)
  const [recipients, attachments, authorOf] = await Promise.all([
    findRecipientsOf(work, complaint.id, ids),
    findAttachmentsOf(work, complaint.id, ids),
    findAuthors(work, authors, complaint.customer_id),
  ])
  return {
    complaint,
    recipients: Map.groupBy(recipients, ({ message_id }) => message_id),
    attachments: Map.groupBy(attachments, ({ message_id }) => message_id ?? ''),
    authorOf,
  }
}

function present(work: Work, record: MessageRecord, beside: Beside): Message {
  const attachments = beside.attachments.get(record.id) ?? []
  return {
    ...codesOf(record),
    ...wordsOf(record, beside.complaint, attachments),
    id: record.id,
    complaint_id: record.complaint_id,
    author: { ...beside.authorOf(record.author), ...(isOutsider(record) && { name: nameOf(record, beside) }) },
    from: record.from_address ? withShownAddress({ name: record.from_name, address: record.from_address }) : null,
    recipients: (beside.recipients.get(record.id) ?? []).map(presentRecipient),
    attachments: attachments.map(presentAttachment),
    state_reason: record.state_reason,
    next_try_at: record.next_try_at?.toString() ?? null,
    automatic: { bounce: record.bounce, auto_reply: record.auto_reply, loop: record.loop, generated: record.generated },
    forwarded: forwardedOf(record, beside.complaint),
    // Written by who reads mails, in this shape.
    authentication: record.authentication as unknown as Message['authentication'],
    invitations: presentInvitations(record, beside.complaint),
    // The column's check constraint holds the same codes.
    protection: record.protection as Message['protection'],
    at: record.at.toString(),
    sent_at: record.sent_at?.toString() ?? null,
    moved_to: record.moved_to,
    shown_from: null,
    may: { ...mayWith(work.actor, record), name_complainant: mayNameComplainant(work.actor, beside.complaint, record) },
  }
}

/** Who wrote what is passed on, when, about what. Numbers in it are masked like those of the mail itself. */
function forwardedOf(record: MessageRecord, complaint: ComplaintRecord): Forwarded[] {
  // Written only by receive-message, in this shape.
  const forwarded = record.forwarded as unknown as Forwarded[]
  return forwarded.map((one) => ({
    ...one,
    from: one.from && withShownAddress(one.from),
    subject: maskNumbers(one.subject, complaint.order_numbers),
  }))
}

const presentRecipient = ({ role, name, address, bounced_at, due_at, refused_words }: RecipientRecord): Recipient =>
  withShownAddress({
    role: role as Recipient['role'], // the column's check constraint holds the same codes
    name,
    address,
    bounced: bounced_at !== null,
    due: due_at !== null,
    said: refused_words,
  })

const isOutsider = ({ author }: MessageRecord): boolean => author === 'stranger' || author.startsWith('customer/')

const nameOf = (record: MessageRecord, { authorOf }: Beside): string =>
  record.from_name || authorOf(record.author).name || shownAddress(record.from_address ?? '')

// The columns' check constraints hold the same codes as the contract.
const codesOf = (record: MessageRecord) => ({
  direction: record.direction as Message['direction'],
  channel: record.channel,
  kind: record.kind as Message['kind'],
  state: record.state as Message['state'],
  by_hand: record.by_hand as Message['by_hand'],
  hold_seconds: record.hold_seconds,
  helped_by: record.helped_by,
})

type Words = Pick<Message, 'subject' | 'text' | 'html' | 'visible_text' | 'signature'>

/** What a message says, as it may be shown: numbers masked, whoever wrote them, pictures of the mail itself at their address. */
export function wordsOf(record: MessageRecord, complaint: ComplaintRecord, attachments: AttachmentRecord[]): Words {
  const { subject, text, visible_text, signature, html } = record
  const mask = (words: string) => maskNumbers(words, complaint.order_numbers)
  return {
    subject: mask(subject),
    text: mask(text),
    html: html === null ? null : withPictures(maskHtml(html, complaint.order_numbers), attachments),
    visible_text: mask(visible_text),
    signature: signature === null ? null : mask(signature),
  }
}

/** `cid:` names a part of the mail: it is shown from the attachment that came under this name. */
function withPictures(html: string, attachments: AttachmentRecord[]): string {
  const byContentId = new Map(attachments.map((attachment) => [attachment.content_id, attachment]))
  return html.replace(/(\bsrc=")cid:([^"]{1,500})"/gi, (_whole, start: string, contentId: string) => {
    const found = byContentId.get(contentIdOf(contentId))
    return found ? `${start}${attachmentPath(found.complaint_id, found.id, true)}"` : `${start}"`
  })
}

function contentIdOf(said: string): string {
  try {
    return decodeURIComponent(said.replaceAll('&amp;', '&'))
  } catch {
    return said
  }
}
