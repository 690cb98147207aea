import { decodeWords } from './encoded-words.ts'
import { decodeText } from './mail-charsets.ts'
import { mailLimits } from './mail-limits.ts'

/** One header field as it stands in the mail: the value unfolded, each character one byte. */
export type RawHeader = { name: string; bytes: string }

export type HeaderBlock = { headers: RawHeader[]; end: number; faults: string[] }

const fieldLine = /^([\x21-\x39\x3b-\x7e]+)[ \t]*:(.*)$/s
const plainField = /^[\x20-\x7e\t]*$/
const mboxLine = /^>?From .*\d{4}|^From - /

/** Reads the header fields from `start` until the empty line, the first line that cannot be one, or a line `stops` at. */
export function readHeaders(raw: Buffer, range: { start: number; limit: number }, stops: (line: string) => boolean): HeaderBlock {
  const block: HeaderBlock = { headers: [], end: range.start, faults: [] }
  let bytes = 0
  while (block.end < range.limit) {
    const line = lineAt(raw, block.end, range.limit)
    if (line.text === '' && block.end === 0) {
      // Some programs begin a mail with empty lines; nothing stands above them.
      const head = startOfHead(raw, line.next, range.limit)
      if (head !== null) {
        block.end = head
        continue
      }
    }
    if (line.text === '') return { ...block, end: line.next }
    if (stops(line.text)) return block
    if (!takeLine(block, line.text, () => lineAt(raw, line.next, range.limit).text)) return block
    bytes += line.next - block.end
    block.end = line.next
    if (bytes > mailLimits.headerBytes || block.headers.length > mailLimits.headerFields) return overflowing(block, raw, range.limit)
  }
  return block
}

const mostEmptyLines = 20

/** Where a header begins below the empty lines at the top of a mail; null where a body does. */
function startOfHead(raw: Buffer, from: number, limit: number): number | null {
  let at = from
  for (let lines = 0; lines < mostEmptyLines && at < limit; lines += 1) {
    const line = lineAt(raw, at, limit)
    if (line.text.trim() !== '') return fieldLine.test(line.text) || mboxLine.test(line.text) ? at : null
    at = line.next
  }
  return null
}

/** All values of a field, in the order of the mail, still undecoded. */
export function fieldsOf(headers: readonly RawHeader[], name: string): string[] {
  return headers.filter((header) => header.name === name).map((header) => header.bytes)
}

export function firstField(headers: readonly RawHeader[], name: string): string | null {
  return fieldsOf(headers, name).find((value) => value.trim() !== '') ?? null
}

/** A field as people read it: 8-bit bytes by the strict reading first, then encoded words. */
export function decodeField(bytes: string, charsetHint: string | null = null): string {
  if (plainField.test(bytes) && !bytes.includes('=?')) return bytes.trim()
  return decodeWords(decodeBytes(bytes, charsetHint))
    .replaceAll('\0', '')
    .replace(/[\r\n]+/g, ' ')
    .trim()
    .toWellFormed()
}

/** Characters that each stand for one byte, read as text; encoded words stay as they are. */
export function decodeBytes(bytes: string, charsetHint: string | null = null): string {
  return /[\x80-\xff]|\x1b[$(]/.test(bytes) ? decodeText(Buffer.from(bytes, 'latin1'), charsetHint).text : bytes
}

function takeLine(block: HeaderBlock, line: string, following: () => string): boolean {
  const last = block.headers.at(-1)
  if (last !== undefined && /^[ \t]/.test(line)) {
    last.bytes += line.trim() === '' ? '' : line
    return true
  }
  const [, name = '', bytes = ''] = fieldLine.exec(line.trimStart()) ?? []
  if (name !== '') {
    block.headers.push({ name: name.toLowerCase(), bytes: bytes.trim() })
    return true
  }
  return (last === undefined && mboxLine.test(line)) || skipsLine(block, following())
}

/** A line that is no field: one among fields is passed over, one with other words after it begins the body. */
function skipsLine(block: HeaderBlock, following: string): boolean {
  block.faults.push('header_broken')
  return fieldLine.test(following) || (block.headers.length > 0 && /^[ \t]+\S/.test(following))
}

function overflowing(block: HeaderBlock, raw: Buffer, limit: number): HeaderBlock {
  let end = block.end
  for (let at = end; at < limit && end === block.end; ) {
    const newline = raw.indexOf(0x0a, at)
    const next = newline < 0 ? limit : newline + 1
    if (isEmptyLine(raw, at, next) || next >= limit) end = next
    at = next
  }
  return { ...block, end: Math.min(end, limit), faults: [...block.faults, 'headers_too_large'] }
}

function isEmptyLine(raw: Buffer, start: number, next: number): boolean {
  return raw[start] === 0x0a || (raw[start] === 0x0d && next === start + 2)
}

/** The line at a place, without its ending, and where the next begins. */
export function lineAt(raw: Buffer, start: number, limit: number): { text: string; next: number } {
  const newline = raw.indexOf(0x0a, start)
  const next = newline < 0 || newline >= limit ? limit : newline + 1
  let end = next
  while (end > start && (raw[end - 1] === 0x0a || raw[end - 1] === 0x0d)) end -= 1
  return { text: raw.toString('latin1', start, end), next }
}
