import { createHash } from 'node:crypto'
import { bareSubject } from '#modules/conversations/rules/subject-line.ts'
import { type PassedOn, passedOn } from './forwarded-mails.ts'
import { writerBehindList } from './machines/list-mail.ts'
import { loopHeader } from './machines/mail-marks.ts'
import { type Sifted, siftMail } from './machines/sift-mail.ts'
import type { MailAddress } from './mime/mail-addresses.ts'
import { type ParsedMail, parseMail } from './mime/parse-mail.ts'
import { sanitiseHtml } from './mime/sanitise-html.ts'
import { newlyWritten } from './written/strip-quotes.ts'

/** A mail as we understand it: parsed, told from machines', its new words apart, its HTML harmless. */
export interface Understood {
  mail: ParsedMail
  sifted: Sifted
  /** Who wrote; null when nobody says so, not even the envelope. */
  from: MailAddress | null
  /** Whom an answer reaches: the person behind a contact form, else who wrote. */
  customer: MailAddress | null
  messageId: string | null
  /** What the mail answers, the nearest first. */
  chain: string[]
  visibleText: string
  signature: string | null
  /** The history that `visibleText` leaves out though no mark sets it apart. */
  unmarked: string | undefined
  html: string | null
  /** The mails that this one passes on. */
  forwarded: PassedOn[]
  envelope: Envelope
  /** The same for every copy of one mail, whatever Message-ID it has; null where there is nothing to compare. */
  contentKey: string | null
}

/** What was said about a mail when it was brought. */
export interface Envelope {
  from: string | null
  recipient: string | null
  arrivedAt: Temporal.Instant
}

/** Reads the raw bytes. It never throws on what a mail may hold. */
export async function understandMail(raw: Uint8Array, envelope: Envelope): Promise<Understood> {
  const mail = await parseMail(raw)
  const sifted = siftMail(mail, envelope.from === '')
  const from = writerOf(mail, sifted) ?? enveloped(envelope.from)
  const customer = sifted.generated ? (mail.replyTo[0] ?? from) : from
  const written = newlyWritten(mail.text, mail.html)
  const chain = [...new Set([...mail.inReplyTo, ...mail.references.toReversed()])].map(boundedId)
  return {
    mail,
    sifted,
    from,
    customer,
    messageId: mail.messageId === null ? null : boundedId(mail.messageId),
    chain,
    forwarded: passedOn(mail, written),
    envelope,
    contentKey: contentKeyOf(mail, [from, customer].map((one) => one?.address.toLowerCase() ?? '').concat(chain[0] ?? '')),
    visibleText: written.visibleText,
    signature: written.signature,
    unmarked: written.unmarked,
    html: mail.html === null ? null : sanitiseHtml(mail.html).html,
  }
}

const wellKnown = [
  'from',
  'to',
  'subject',
  'date',
  'message-id',
  'received',
  'mime-version',
  'content-type',
  'return-path',
  'reply-to',
  'sender',
  'cc',
]

/** Anything begins with a line that has a colon; a mail has fields that mails have. */
export const isMail = ({ mail }: Understood): boolean => mail.headers.some(({ name }) => wellKnown.includes(name))

/** The Message-IDs by which a mail of ours is known when it comes back. */
export const ownMarks = ({ mail, messageId }: Understood): string[] => [
  ...(messageId ? [messageId] : []),
  ...mail.headers.filter(({ name }) => name === loopHeader.toLowerCase()).map(({ value }) => boundedId(value.trim())),
]

const deliveryFields = ['delivered-to', 'x-original-to', 'x-delivered-to', 'envelope-to', 'x-envelope-to']
const mostDeliveries = 50

/** Whom the mail went to: first the envelope says it, then its transport, then the mail itself. */
export function addressees({ mail, envelope }: Understood): string[] {
  const delivered = mail.headers
    .filter(({ name }) => deliveryFields.includes(name))
    .slice(0, mostDeliveries)
    .map(({ value }) => value.replace(/[<>]/g, '').trim())
  return [...(envelope.recipient ? [envelope.recipient] : []), ...delivered, ...[...mail.to, ...mail.cc].map(({ address }) => address)]
}

function writerOf(mail: ParsedMail, { list }: Sifted): MailAddress | null {
  return (list ? writerBehindList(mail) : null) ?? mail.from ?? mail.sender ?? mail.replyTo[0] ?? null
}

function enveloped(address: string | null): MailAddress | null {
  return address && /.@./.test(address) ? { name: '', address } : null
}

// An index of the database takes no longer key.
const longestId = 500

/** A Message-ID as we keep it and ask for it. */
export const boundedId = (id: string): string => id.replaceAll('\0', '').slice(0, longestId).toWellFormed()

/** The same people, the same thread, the same subject, the same words and the same files. */
function contentKeyOf(mail: ParsedMail, people: string[]): string | null {
  const words = mail.text.replace(/\s+/g, ' ').trim()
  const files = mail.attachments.map(({ sha256 }) => sha256).toSorted()
  if (words === '' && files.length === 0) return null
  return createHash('sha256')
    .update(JSON.stringify([...people, bareSubject(mail.subject).toLowerCase(), words, ...files]))
    .digest('hex')
}
