import type { SendMailOptions } from 'nodemailer'
import { oneLine } from '#modules/conversations/rules/subject-line.ts'
import { dressLinks, linkedText } from './links-of-mail.ts'
import { loopHeader } from './machines/mail-marks.ts'
import { textFromHtml } from './mime/html-text.ts'
import type { MailAddress } from './mime/mail-addresses.ts'

export type OutgoingAttachment = { name: string; mediaType: string; content: Uint8Array; contentId: string | null }

export type OutgoingMail = {
  from: MailAddress
  replyTo: MailAddress | null
  to: readonly MailAddress[]
  cc: readonly MailAddress[]
  subject: string
  /** Null: made from the HTML, as the HTML is from it. */
  text: string | null
  html: string | null
  messageId: string
  inReplyTo: string | null
  references: readonly string[]
  /** As Outlook names the conversation. */
  threadIndex?: string
  attachments: readonly OutgoingAttachment[]
  /** Sent by the desk itself, not by a person: machines must not answer it. */
  automatic: boolean
  language: string
  listHeaders: Readonly<Record<string, string>>
  /** The organisation's colour, for links. */
  accent?: string | null
}

const lastReferences = 20

/** Makes what nodemailer sends: both parts, our Message-ID, and the marks by which a loop is seen. */
export function composeMail(mail: OutgoingMail): SendMailOptions {
  const text = mail.text ?? textFromHtml(mail.html ?? '')
  return {
    from: addressee(mail.from),
    ...(mail.replyTo === null ? {} : { replyTo: addressee(mail.replyTo) }),
    to: mail.to.map(addressee),
    cc: mail.cc.map(addressee),
    subject: oneLine(mail.subject),
    text,
    html: dressLinks(mail.html ?? markupOf(text), mail.accent ?? null),
    messageId: `<${oneLine(mail.messageId)}>`,
    ...threadOf(mail),
    attachments: mail.attachments.map(attachmentOf),
    headers: headersOf(mail),
    textEncoding: 'quoted-printable',
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}

/** The first reference and the last ones find a thread again; all of a long one make mail servers refuse it. */
function threadOf(mail: OutgoingMail): Pick<SendMailOptions, 'inReplyTo' | 'references'> {
  const chain = [...new Set([...mail.references, ...(mail.inReplyTo === null ? [] : [mail.inReplyTo])].map(oneLine))]
  const bounded = chain.length <= lastReferences + 1 ? chain : [...chain.slice(0, 1), ...chain.slice(-lastReferences)]
  return {
    ...(mail.inReplyTo === null ? {} : { inReplyTo: `<${oneLine(mail.inReplyTo)}>` }),
    ...(bounded.length === 0 ? {} : { references: bounded.map((id) => `<${id}>`) }),
  }
}

function headersOf(mail: OutgoingMail): Record<string, string> {
  const machine = {
    'Auto-Submitted': mail.inReplyTo === null ? 'auto-generated' : 'auto-replied',
    'X-Auto-Response-Suppress': 'All',
    Precedence: 'bulk',
  }
  const lists = Object.fromEntries(Object.entries(mail.listHeaders).map(([name, value]) => [name, oneLine(value)]))
  return {
    ...lists,
    'Content-Language': oneLine(mail.language),
    [loopHeader]: oneLine(mail.messageId),
    ...(mail.threadIndex && { 'Thread-Index': mail.threadIndex }),
    ...(mail.automatic ? machine : {}),
  }
}

function addressee(address: MailAddress): { name: string; address: string } {
  return { name: oneLine(address.name), address: oneLine(address.address) }
}

function attachmentOf(attachment: OutgoingAttachment): NonNullable<SendMailOptions['attachments']>[number] {
  return {
    filename: oneLine(attachment.name),
    contentType: attachment.mediaType,
    content: Buffer.from(attachment.content),
    ...(attachment.contentId === null ? {} : { cid: attachment.contentId, contentDisposition: 'inline' as const }),
  }
}

function markupOf(text: string): string {
  return `<div style="white-space:pre-wrap">${linkedText(text)}</div>`
}
