import { decodeText } from '../mail-charsets.ts'
import { attributeIds, readAttributes } from './tnef-attributes.ts'
import { readProperties, type TnefProperties, type TnefValue } from './tnef-properties.ts'

type Values = TnefProperties['values']

/** An attachment as the stream has it: some of its names, its bytes, its properties. */
export type TnefAttached = { title: Buffer | null; transportName: Buffer | null; data: Buffer | null; values: Values }

/** A message as the stream has it: properties, older fields, attachments. */
export type TnefMessage = { values: Values; fields: Map<number, Buffer>; attached: TnefAttached[]; codepage: string; complete: boolean }

/** What is left to be spent on a stream and on those within it. */
export type TnefBudget = { steps: number; rtf: number }

/** The properties that say something about the words, the people or the files. */
export const propertyIds = {
  messageClass: 0x001a,
  subject: 0x0037,
  submitted: 0x0039,
  representingName: 0x0042,
  startDate: 0x0060,
  endDate: 0x0061,
  representingAddress: 0x0065,
  senderName: 0x0c1a,
  senderAddress: 0x0c1f,
  displayTo: 0x0e04,
  body: 0x1000,
  rtf: 0x1009,
  html: 0x1013,
  messageId: 0x1035,
  displayName: 0x3001,
  dataObject: 0x3701,
  fileName: 0x3704,
  method: 0x3705,
  longFileName: 0x3707,
  mimeTag: 0x370e,
  contentId: 0x3712,
  internetCodepage: 0x3fde,
  messageCodepage: 0x3ffd,
  senderSmtp: 0x5d01,
  representingSmtp: 0x5d02,
} as const

/** Gathers the attributes of a stream into a message and its attachments. */
export function readMessage(bytes: Buffer, budget: TnefBudget): TnefMessage {
  const { attributes, complete } = readAttributes(bytes)
  const message: TnefMessage = { values: new Map(), fields: new Map(), attached: [], codepage: '', complete }
  budget.steps -= attributes.length
  for (const { level, id, data } of attributes) {
    if (level === 2) takeAttached(message, { id, data }, budget)
    else if (id === attributeIds.messageProperties) message.values = propertiesOf(message, data, budget)
    else if (!message.fields.has(id)) message.fields.set(id, data)
  }
  const declared = message.fields.get(attributeIds.codepage)
  const codepage =
    declared !== undefined && declared.length >= 4 ? declared.readUInt32LE(0) : message.values.get(propertyIds.messageCodepage)
  message.codepage = charsetOf(codepage)
  return message
}

function takeAttached(message: TnefMessage, { id, data }: { id: number; data: Buffer }, budget: TnefBudget): void {
  if (id === attributeIds.attachBegins || message.attached.length === 0) {
    message.attached.push({ title: null, transportName: null, data: null, values: new Map() })
  }
  const last = message.attached.at(-1)
  if (last === undefined) return
  if (id === attributeIds.attachTitle) last.title = data
  else if (id === attributeIds.attachTransportName) last.transportName = data
  else if (id === attributeIds.attachData) last.data = data
  else if (id === attributeIds.attachProperties) last.values = propertiesOf(message, data, budget)
}

function propertiesOf(message: TnefMessage, data: Buffer, budget: TnefBudget): Values {
  const read = readProperties(data)
  budget.steps -= read.steps
  message.complete &&= read.complete
  return read.values
}

/** A value as text, in the code page of its message. Texts end at the first byte of nought. */
export function textOf(value: TnefValue | undefined, codepage: string): string | null {
  if (typeof value === 'string') return value.replaceAll('\0', '').trim() || null
  if (!Buffer.isBuffer(value)) return null
  const end = value.indexOf(0)
  const decoded = decodeText(end < 0 ? value : value.subarray(0, end), codepage === '' ? null : codepage).text
  return decoded.replaceAll('\0', '').trim() || null
}

/** The charset that a code page number means. */
export function charsetOf(codepage: TnefValue | undefined): string {
  if (typeof codepage !== 'number' || codepage <= 0) return ''
  const named: Readonly<Record<number, string>> = {
    65000: 'utf-7',
    65001: 'utf-8',
    1200: 'utf-16le',
    20127: 'us-ascii',
    20866: 'koi8-r',
    21866: 'koi8-u',
    50220: 'iso-2022-jp',
    51932: 'euc-jp',
    51949: 'euc-kr',
    54936: 'gb18030',
  }
  return named[codepage] ?? (codepage > 28590 && codepage < 28606 ? `iso-8859-${codepage - 28590}` : `cp${codepage}`)
}

const windowsEpoch = -11_644_473_600_000

/** Windows counts tenths of microseconds since 1601. */
export function timeOf(value: TnefValue | undefined): Temporal.Instant | null {
  if (typeof value !== 'bigint' || value <= 0n) return null
  const milliseconds = Number(value / 10_000n) + windowsEpoch
  return Math.abs(milliseconds) < 8e15 ? Temporal.Instant.fromEpochMilliseconds(milliseconds) : null
}

/** A date as the older fields have it: seven small numbers. */
export function dateOf(field: Buffer | undefined): Temporal.Instant | null {
  if (field === undefined || field.length < 12) return null
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = [0, 2, 4, 6, 8, 10].map((at) => field.readUInt16LE(at))
  try {
    return Temporal.PlainDateTime.from({ year, month, day, hour, minute, second }, { overflow: 'reject' })
      .toZonedDateTime('UTC')
      .toInstant()
  } catch {
    return null // a date that no calendar has
  }
}
