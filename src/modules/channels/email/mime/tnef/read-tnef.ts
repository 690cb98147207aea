import type { MailAddress } from '../mail-addresses.ts'
import { mailLimits } from '../mail-limits.ts'
import { expandRtf } from './compressed-rtf.ts'
import { readRtf } from './rtf-text.ts'
import { attributeIds, isTnef } from './tnef-attributes.ts'
import {
  charsetOf,
  dateOf,
  propertyIds as ids,
  readMessage,
  type TnefAttached,
  type TnefBudget,
  type TnefMessage,
  textOf,
  timeOf,
} from './tnef-message.ts'

/** A file that was packed in a winmail.dat. */
export type TnefFile = { name: string | null; mediaType: string | null; contentId: string | null; content: Buffer }

/** What a winmail.dat holds. Null are the things that it does not say. */
export type TnefMail = {
  messageClass: string
  subject: string | null
  messageId: string | null
  from: MailAddress | null
  to: string
  date: Temporal.Instant | null
  text: string | null
  html: string | null
  start: Temporal.Instant | null
  end: Temporal.Instant | null
  location: string | null
  files: TnefFile[]
  /** Mails that were attached to the mail. */
  mails: TnefMail[]
  complete: boolean
}

const embeddedMessage = 5
const byValue = 1
const interfaceBytes = 16
const interfaceOfMessage = '0703020000000000c000000000000046'

/** Unpacks a winmail.dat (MS-OXTNEF). It never throws; what it could not read to the end says so in `complete`. */
export function readTnef(bytes: Buffer): TnefMail | null {
  return isTnef(bytes) ? readWithin(bytes, { steps: mailLimits.tnefSteps, rtf: mailLimits.rtfBytes }, 0) : null
}

function readWithin(bytes: Buffer, budget: TnefBudget, depth: number): TnefMail {
  const message = readMessage(bytes, budget)
  const messageClass = said(message, ids.messageClass, attributeIds.messageClass) ?? ''
  return {
    messageClass,
    subject: said(message, ids.subject, attributeIds.subject),
    messageId: said(message, ids.messageId),
    from: senderOf(message),
    to: said(message, ids.displayTo) ?? '',
    date: timeOf(message.values.get(ids.submitted)) ?? dateOf(message.fields.get(attributeIds.dateSent)),
    ...wordsOf(message, budget),
    ...appointmentOf(message, messageClass),
    ...attachedOf(message, budget, depth),
    complete: message.complete && budget.steps > 0,
  }
}

/** A text of the message: its property, else its older field. */
function said({ values, fields, codepage }: TnefMessage, property: number, field?: number): string | null {
  return textOf(values.get(property), codepage) ?? (field === undefined ? null : textOf(fields.get(field), codepage))
}

function attachedOf(message: TnefMessage, budget: TnefBudget, depth: number): Pick<TnefMail, 'files' | 'mails'> {
  const files: TnefFile[] = []
  const mails: TnefMail[] = []
  for (const attached of message.attached.slice(0, mailLimits.attachments)) {
    const stream = depth < mailLimits.tnefDepth && budget.steps > 0 ? streamWithin(attached) : null
    if (stream === null) files.push(fileOf(attached, message.codepage))
    else {
      const inner = readWithin(stream, budget, depth + 1)
      message.complete &&= inner.complete
      mails.push({ ...inner, subject: inner.subject ?? textOf(attached.values.get(ids.displayName), message.codepage) })
    }
  }
  return { files, mails }
}

/** A mail that was attached is a TNEF stream of its own, behind the name of an interface. */
function streamWithin(attached: TnefAttached): Buffer | null {
  const bytes = objectOf(attached) ?? attached.data
  if (bytes === null) return null
  const isMessage = attached.values.get(ids.method) === embeddedMessage || bytes.toString('hex', 0, interfaceBytes) === interfaceOfMessage
  return isMessage ? ([bytes.subarray(interfaceBytes), bytes].find(isTnef) ?? null) : null
}

function objectOf({ values }: TnefAttached): Buffer | null {
  const object = values.get(ids.dataObject)
  return Buffer.isBuffer(object) ? object : null
}

function fileOf(attached: TnefAttached, codepage: string): TnefFile {
  const text = (id: number): string | null => textOf(attached.values.get(id), codepage)
  return {
    name: nameOf(attached, codepage),
    mediaType: text(ids.mimeTag)?.toLowerCase() ?? null,
    contentId: text(ids.contentId)?.replace(/[<>\s]/g, '') ?? null,
    content: attached.data ?? contentOf(attached),
  }
}

/** The whole name stands in the properties, the one of eight letters and three in the title. */
function nameOf({ title, transportName, values }: TnefAttached, codepage: string): string | null {
  const names = [values.get(ids.longFileName), title, values.get(ids.displayName), values.get(ids.fileName), transportName]
  return names.map((name) => textOf(name ?? undefined, codepage)).find((name) => name !== null) ?? null
}

function contentOf(attached: TnefAttached): Buffer {
  const object = objectOf(attached) ?? Buffer.alloc(0)
  return attached.values.get(ids.method) === byValue || object.length < interfaceBytes ? object : object.subarray(interfaceBytes)
}

function wordsOf(message: TnefMessage, budget: TnefBudget): Pick<TnefMail, 'text' | 'html'> {
  const plain = said(message, ids.body, attributeIds.body)
  const packed = message.values.get(ids.html)
  const html = packed === undefined ? null : textOf(packed, charsetOf(message.values.get(ids.internetCodepage)) || message.codepage)
  return html !== null || plain !== null ? { text: plain, html } : richWords(message, budget)
}

function richWords(message: TnefMessage, budget: TnefBudget): Pick<TnefMail, 'text' | 'html'> {
  const compressed = message.values.get(ids.rtf)
  const rtf = Buffer.isBuffer(compressed) ? expandRtf(compressed, budget.rtf) : null
  budget.rtf -= rtf?.length ?? 0
  if (budget.rtf <= 0) message.complete = false
  const read = rtf === null ? null : readRtf(rtf)
  if (read === null || read.text === '') return { text: null, html: null }
  return read.html ? { text: null, html: read.text } : { text: read.text, html: null }
}

function senderOf(message: TnefMessage): MailAddress | null {
  const name = said(message, ids.representingName) ?? said(message, ids.senderName) ?? ''
  const addresses = [ids.representingSmtp, ids.senderSmtp, ids.representingAddress, ids.senderAddress].map((id) => said(message, id))
  const address = addresses.find((one) => one !== null && /.@./.test(one)) ?? addressInTable(message)
  return address === null ? null : { name, address: address.replace(/^smtp:/i, '') }
}

/** The oldest way to name the sender: a small table that ends in `SMTP:address`. */
function addressInTable({ fields, codepage }: TnefMessage): string | null {
  const table = fields.get(attributeIds.from)?.toString('latin1') ?? ''
  const found = /smtp:([^\s\0]{1,320})/i.exec(table)?.[1]
  return found === undefined || !found.includes('@') ? null : textOf(Buffer.from(found, 'latin1'), codepage)
}

/** Only appointments begin and end; the same properties mean something else in other messages. */
function appointmentOf({ values, codepage }: TnefMessage, messageClass: string): Pick<TnefMail, 'start' | 'end' | 'location'> {
  if (!/appointment|schedule/i.test(messageClass)) return { start: null, end: null, location: null }
  return {
    start: timeOf(values.get('02200600/820d')) ?? timeOf(values.get(ids.startDate)),
    end: timeOf(values.get('02200600/820e')) ?? timeOf(values.get(ids.endDate)),
    location: textOf(values.get('02200600/8208'), codepage),
  }
}
