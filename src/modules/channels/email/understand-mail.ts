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
  html: string | null
}

/** Reads the raw bytes. It never throws on what a mail may hold. */
export async function understandMail(raw: Uint8Array, envelopeFrom: string | null): Promise<Understood> {
  const mail = await parseMail(raw)
  const sifted = siftMail(mail)
  const from = mail.from ?? mail.sender ?? mail.replyTo[0] ?? enveloped(envelopeFrom)
  const isFromMachine = sifted.generated || sifted.list
  return {
    mail,
    sifted,
    from,
    customer: isFromMachine ? (mail.replyTo[0] ?? from) : from,
    messageId: mail.messageId === null ? null : boundedId(mail.messageId),
    chain: [...new Set([...mail.inReplyTo, ...mail.references.toReversed()])].map(boundedId),
    ...newlyWritten(mail.text, mail.html),
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

/** Whom the mail names as its recipients, those that its transport wrote down first. */
export function addressees({ mail }: Understood): string[] {
  const delivered = mail.headers
    .filter(({ name }) => ['delivered-to', 'x-original-to', 'envelope-to'].includes(name))
    .map(({ value }) => value.replace(/[<>]/g, '').trim())
  return [...delivered, ...[...mail.to, ...mail.cc].map(({ address }) => address)]
}

function enveloped(address: string | null): MailAddress | null {
  return address && /.@./.test(address) ? { name: '', address } : null
}

// An index of the database takes no longer key.
const longestId = 500

/** A Message-ID as we keep it and ask for it. */
export const boundedId = (id: string): string => id.replaceAll('\0', '').slice(0, longestId).toWellFormed()
