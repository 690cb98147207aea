import type { CalendarInvitation } from './calendar-invitations.ts'
import { type ForwardedMail, readForwarded } from './forwarded-mails.ts'
import { shownIds } from './inline-pictures.ts'
import type { MailAddress } from './mail-addresses.ts'
import { attachmentOf, called, type MailAttachment } from './mail-attachments.ts'
import { readBody } from './mail-bodies.ts'
import { readDate } from './mail-dates.ts'
import { decodeField, fieldsOf, firstField, type RawHeader } from './mail-headers.ts'
import { boundedReferences, idsOf, type MailPeople, peopleOf } from './mail-heads.ts'
import { mailLimits } from './mail-limits.ts'
import { type MailProtection, protectionOf } from './mail-protection.ts'
import { readParts } from './mime-parts.ts'

export type { CalendarInvitation, CalendarMoment, CalendarPerson } from './calendar-invitations.ts'
export type { ForwardedMail } from './forwarded-mails.ts'
export type { MailAttachment } from './mail-attachments.ts'
export type { MailProtection } from './mail-protection.ts'

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
  /** The mails that were attached whole, the outer before the inner; each is an attachment too, or its files are. */
  forwarded: ForwardedMail[]
  /** What the mail invites to; the calendar text itself is an attachment. */
  invitations: CalendarInvitation[]
  protection: MailProtection | null
  faults: string[]
}

/** Reads a mail. It never throws: what is wrong with the mail stands in `faults`, and everything readable is there. */
export async function parseMail(raw: Uint8Array): Promise<ParsedMail> {
  const { root, faults } = readParts(raw)
  const body = readBody(root)
  const { forwarded, subjects, faults: nestedFaults } = readForwarded(body.attached, body.tnefMails)
  const shown = shownIds(body.html)
  const fields = root.headers
  const people = peopleOf(fields, body.charset)
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
    attachments: body.attached.map((one, at) => attachmentOf(called(one, subjects.get(one)), at, shown)),
    forwarded,
    invitations: body.invitations,
    protection: protectionOf(root, body.text),
    faults: [...new Set([...faults, ...body.faults, ...nestedFaults, ...missing(raw, fields), ...crowded(people)])],
  }
}

function crowded(people: MailPeople): string[] {
  return [people.to, people.cc, people.replyTo].some((all) => all.length >= mailLimits.addresses) ? ['too_many_addresses'] : []
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
