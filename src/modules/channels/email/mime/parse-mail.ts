import { createHash } from 'node:crypto'
import { safeName } from './attachment-names.ts'
import { type MailAddress, readAddresses } from './mail-addresses.ts'
import { type AttachedPart, readBody } from './mail-bodies.ts'
import { readDate } from './mail-dates.ts'
import { decodeField, fieldsOf, firstField, type RawHeader } from './mail-headers.ts'
import { mailLimits } from './mail-limits.ts'
import { readParts } from './mime-parts.ts'

export type MailAttachment = {
  name: string
  mediaType: string
  size: number
  sha256: string
  content: Uint8Array
  contentId: string | null
  inline: boolean
}

export type ParsedMail = {
  /** Without brackets, as all ids here. */
  messageId: string | null
  inReplyTo: string[]
  references: string[]
  subject: string
  date: Temporal.Instant | null
  from: MailAddress | null
  sender: MailAddress | null
  replyTo: MailAddress[]
  to: MailAddress[]
  cc: MailAddress[]
  headers: { name: string; value: string }[]
  mediaType: string
  text: string
  /** As it was sent: to be sanitised before anybody sees it. */
  html: string | null
  attachments: MailAttachment[]
  faults: string[]
}

/** Reads a mail. It never throws: what is wrong with the mail stands in `faults`, and everything readable is there. */
export async function parseMail(raw: Uint8Array): Promise<ParsedMail> {
  const { root, faults } = readParts(raw)
  const body = readBody(root)
  const people = peopleOf(root.headers, body.charset)
  const fields = root.headers
  return {
    messageId: idsOf(firstField(fields, 'message-id') ?? '')[0] ?? null,
    inReplyTo: fieldsOf(fields, 'in-reply-to').flatMap(idsOf).slice(0, mailLimits.references),
    references: boundedReferences(fieldsOf(fields, 'references').flatMap(idsOf)),
    subject: decodeField(firstField(fields, 'subject') ?? '', body.charset),
    date: readDate(firstField(fields, 'date') ?? ''),
    ...people,
    headers: fields.map((field) => ({ name: field.name, value: decodeField(field.bytes, body.charset) })),
    mediaType: root.mediaType,
    text: body.text,
    html: body.html,
    attachments: body.attached.map(attachmentOf),
    faults: [...new Set([...faults, ...body.faults, ...missing(raw, fields)])],
  }
}

function peopleOf(headers: readonly RawHeader[], charset: string | null): Pick<ParsedMail, 'from' | 'sender' | 'replyTo' | 'to' | 'cc'> {
  const all = (name: string) =>
    fieldsOf(headers, name)
      .flatMap((value) => readAddresses(value, charset))
      .slice(0, mailLimits.addresses)
  const sender = all('sender')[0] ?? null
  return { from: all('from')[0] ?? sender, sender, replyTo: all('reply-to'), to: all('to'), cc: all('cc') }
}

/** Message ids in a field, also when the brackets were forgotten. */
function idsOf(bytes: string): string[] {
  const field = decodeField(bytes)
  const bracketed = [...field.matchAll(/<([^<>]{1,990})>/g)].map((match) => (match[1] ?? '').replace(/\s+/g, ''))
  const ids = bracketed.length > 0 ? bracketed : field.split(/[\s,]+/).map((word) => word.replace(/[<>]/g, ''))
  return [...new Set(ids.filter((id) => id !== '' && (bracketed.length > 0 || id.includes('@') || !/\s/.test(field.trim()))))]
}

/** The beginning of a long thread and its end are what finds it again. */
function boundedReferences(ids: readonly string[]): string[] {
  const unique = [...new Set(ids)]
  const half = mailLimits.references / 2
  return unique.length <= mailLimits.references ? unique : [...unique.slice(0, half), ...unique.slice(-half)]
}

function attachmentOf(attached: AttachedPart, at: number): MailAttachment {
  const { part, content } = attached
  const contentId = idsOf(firstField(part.headers, 'content-id') ?? '')[0] ?? null
  const named = attached.name ?? nameInside(attached)
  return {
    name: safeName(
      attached.mediaType === 'message/rfc822' && named !== null && !/\.eml$/i.test(named) ? `${named}.eml` : named,
      attached.mediaType,
      at + 1,
    ),
    mediaType: attached.mediaType,
    size: content.length,
    sha256: createHash('sha256').update(content).digest('hex'),
    content,
    contentId,
    inline: part.disposition.value !== 'attachment' && (contentId !== null || part.disposition.value === 'inline'),
  }
}

/** A mail within a mail is called by its subject. */
function nameInside(attached: AttachedPart): string | null {
  if (attached.mediaType !== 'message/rfc822') return null
  const subject = /^subject:[ \t]*(.{1,900}(?:\r?\n[ \t].{1,900}){0,3})/im.exec(attached.content.toString('latin1', 0, 16_384))?.[1]
  const words =
    subject === undefined
      ? ''
      : decodeField(subject.replace(/\r?\n/g, ''))
          .replace(/[/\\]+/g, ' ')
          .trim()
  return words === '' ? null : words
}

function missing(raw: Uint8Array, headers: readonly RawHeader[]): string[] {
  if (raw.length === 0) return ['empty']
  if (headers.length === 0) return ['no_headers']
  const wanted = ['from', 'date', 'message-id', 'subject']
    .filter((name) => firstField(headers, name) === null)
    .map((name) => `${name}_missing`)
  const twice = ['from', 'subject', 'date', 'message-id', 'content-type'].filter((name) => fieldsOf(headers, name).length > 1)
  return [...wanted, ...twice.map((name) => `${name}_repeated`)].map((fault) => fault.replaceAll('-', '_'))
}
