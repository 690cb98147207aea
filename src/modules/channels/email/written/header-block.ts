import { type Field, fieldOfLabel } from './quotation-words.ts'

/** The lines that a program puts above an earlier mail ("From: … Sent: … To: … Subject: …"), with what they say. */
export type HeaderBlock = { at: number; end: number; said: ReadonlyMap<Field, string> }

export const address = /[^\s@<>"'()[\]:;,]{1,64}@[^\s@<>"'()[\]:;,]{1,190}/
export const date =
  /(?:19|20)\d\d|\d{1,4}\s?[./年月년월-]\s?\d{1,2}|\d{1,2}\.?\s+(?:de\s+)?\p{L}{3,20}|\p{L}{3,20}\.?\s+\d{1,2}(?!\d|[:.]\d)/u
export const time = /(?<!\d)\d{1,2}\s?[:.h時时시点點]\s?\d{2}(?!\d)|\d{1,2}\s?(?:[ap]\.?m|[πμ]\.?μ)(?!\p{L})|\d時|\d시/iu

const mostLines = 18
const longest = 400

/** The block that begins in this line. `sure` says that something else already tells of an earlier mail. */
export function headerBlockAt(lines: readonly string[], at: number, sure = false): HeaderBlock | null {
  if (fieldsIn((lines[at] ?? '').slice(0, longest)).length === 0) return null
  const reading = readFields(lines, at)
  const whole = sure ? reading.said.size >= 2 : isWhole(reading)
  return whole ? { at, end: reading.end, said: reading.said } : null
}

/** `open` are lines that belong to the last field if another one follows; else they are words of the mail. */
type Reading = { said: Map<Field, string>; end: number; last: Field | null; blanks: number; open: string[]; foreign: number }

function readFields(lines: readonly string[], first: number): Reading {
  const reading: Reading = { said: new Map(), end: first, last: null, blanks: 0, open: [], foreign: 0 }
  for (let at = first; at < Math.min(lines.length, first + mostLines); at += 1) {
    const line = (lines[at] ?? '').slice(0, longest)
    const found = fieldsIn(line)
    if (found.length === 0 && !goesOn(reading, line)) break
    if (found.some(({ field }) => field !== 'cc' && reading.said.has(field))) break
    if (found.length > 0) takeFields(reading, found, at)
  }
  return reading
}

function takeFields(reading: Reading, found: readonly Found[], at: number): void {
  const { last } = reading
  if (last !== null && reading.open.length > 0) reading.said.set(last, [reading.said.get(last), ...reading.open].join(' ').trim())
  for (const { field, value } of found) if (!reading.said.has(field)) reading.said.set(field, value)
  reading.last = found.at(-1)?.field ?? null
  reading.end = at + 1
  reading.open = []
}

/** Some programs put an empty line between each two fields; an address or a list of recipients may run over several lines. */
function goesOn(reading: Reading, line: string): boolean {
  if (line.trim() === '') {
    reading.blanks += 1
    return reading.blanks <= reading.said.size
  }
  if (reading.blanks > 0) return false
  if (isForeignField(line)) reading.foreign += 1
  reading.open.push(isTechnical(line) ? '' : line.trim())
  return reading.open.length <= 3
}

const isTechnical = (line: string): boolean => /^[A-Z]\w{0,20}-[\w-]{1,30}:/.test(line)

/** "Order: 4711" among the fields: a form, or a list that a person made, and no head of a mail; "Content-Type: …" is one. */
const isForeignField = (line: string): boolean =>
  /^[\s*_]{0,4}\p{L}[\p{L} .'’/-]{1,24}[*_]{0,2}\s?[:：]\s*\S/u.test(line) &&
  !address.test(line) &&
  !/^[A-Z][\w]{0,20}-[\w-]{1,30}:/.test(line)

function isWhole({ said, foreign }: Reading): boolean {
  if (foreign > 0 && !isFull(said)) return false
  const value = (field: Field) => said.get(field) ?? ''
  const moment = date.test(value('sent')) && time.test(value('sent'))
  const addressed = address.test(`${value('from')} ${value('to')}`)
  // "From: Piraeus, To: Naxos, Date: 5 March 14:30" is a journey.
  const named = said.size >= 3 && said.has('from') && said.has('subject')
  if (!named) return moment && addressed
  return moment || (addressed && isDatedOrSent(said))
}

/** A form seldom has all four; then a colon in the first words below says nothing. */
const isFull = (said: ReadonlyMap<Field, string>): boolean => (['from', 'sent', 'to', 'subject'] as const).every((field) => said.has(field))

const isDatedOrSent = (said: ReadonlyMap<Field, string>): boolean => (said.has('sent') ? date.test(said.get('sent') ?? '') : said.has('to'))

type Found = { field: Field; value: string }
type Label = { field: Field; from: number; colon: number }

/** The fields that stand in one line: mostly one, in the mails of some programs all of them. */
function fieldsIn(line: string): Found[] {
  const first = firstLabel(line)
  if (first === null) return []
  const found = [first]
  for (let colon = line.indexOf(':', first.colon + 1); colon > 0 && found.length < 6; colon = line.indexOf(':', colon + 1)) {
    const next = furtherLabel(line, colon, found.at(-1)?.colon ?? 0)
    if (next !== null && !found.some(({ field }) => field === next.field)) found.push(next)
  }
  return found.map(({ field, colon }, at) => ({ field, value: plain(line.slice(colon + 1, found[at + 1]?.from ?? line.length)) }))
}

const plain = (value: string): string => value.replace(/\*+/g, '').trim()

function firstLabel(line: string): Label | null {
  const colon = line.slice(0, 48).search(/[:：]/)
  if (colon <= 0) return null
  const label = line.slice(0, colon).replace(/[*_|]/g, '').trim()
  const field = label === '' ? undefined : fieldOfLabel(label)
  return field === undefined ? null : { field, from: 0, colon }
}

/** A label behind another field stands after a space, and begins with a capital. */
function furtherLabel(line: string, colon: number, after: number): Label | null {
  const start = Math.max(after + 1, colon - 40)
  const words = /(?:^|\s)[*_]{0,2}(\p{Lu}[\p{L}'’.-]+(?:\s\p{L}[\p{L}'’.-]*)?)[*_]{0,2}\s?$/u.exec(line.slice(start, colon))
  const field = words === null ? undefined : fieldOfLabel(words[1] ?? '')
  return words === null || field === undefined ? null : { field, from: start + words.index, colon }
}
