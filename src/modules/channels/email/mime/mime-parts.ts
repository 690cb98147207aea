import { type Parameters, parseParameters } from './header-parameters.ts'
import { firstField, lineAt, type RawHeader, readHeaders } from './mail-headers.ts'
import { mailLimits } from './mail-limits.ts'
import { unpackBody } from './transfer-encodings.ts'

/** One part of a mail. A multipart has children and no body; a leaf has its bytes, already unpacked. */
export type MailPart = {
  headers: RawHeader[]
  mediaType: string
  type: Parameters
  disposition: Parameters
  encoding: string
  children: MailPart[]
  body: Buffer
}

export type MailTree = { root: MailPart; faults: string[] }

type Frame = { part: MailPart; boundary: string; exact: boolean }
type Reader = { raw: Buffer; at: number; frames: Frame[]; parts: number; fields: number; looked: number; faults: string[] }
type Hit = { contentEnd: number; next: number; level: number; closes: boolean }

/**
 * Splits a mail into its parts in one pass and never throws: what exceeds a limit, or lost its boundary, stays in the last part.
 * Ours, because attachments must keep their bytes: postal-mime turns CRLF into LF and adds a line end to each part that is not base64.
 */
export function readParts(bytes: Uint8Array): MailTree {
  const reader: Reader = { raw: linesOf(bytes), at: 0, frames: [], parts: 0, fields: 0, looked: 0, faults: [] }
  const root = openPart(reader, 'text/plain')
  enterMultipart(reader, root)
  for (let part: MailPart | null = root; ; ) {
    const from = reader.at
    const hit = nextBoundary(reader)
    if (part !== null) takeBody(reader, part, { from, end: hit?.contentEnd ?? reader.raw.length })
    if (hit === null) break
    part = turnAt(reader, hit)
  }
  if (reader.frames.length > 0) reader.faults.push('parts_unclosed')
  settle(reader, root)
  return { root, faults: [...new Set(reader.faults)] }
}

function takeBody(reader: Reader, part: MailPart, range: { from: number; end: number }): void {
  const packed = reader.raw.subarray(range.from, range.end)
  const unpacked = unpackBody(packed, part.encoding)
  if (unpacked === null) reader.faults.push('encoding_wrong')
  part.body = unpacked ?? packed
}

/** Old Macs ended lines with CR alone; everything else is read as it is. */
function linesOf(bytes: Uint8Array): Buffer {
  const raw = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (raw.includes(0x0a) || !raw.includes(0x0d)) return raw
  return Buffer.from(raw.toString('latin1').replaceAll('\r', '\n'), 'latin1')
}

function turnAt(reader: Reader, hit: Hit): MailPart | null {
  reader.at = hit.next
  const frame = reader.frames[hit.level]
  if (hit.closes) {
    reader.frames.length = hit.level
    return null
  }
  reader.frames.length = hit.level + 1
  if (frame === undefined) return null
  const part = openPart(reader, frame.part.mediaType === 'multipart/digest' ? 'message/rfc822' : 'text/plain')
  frame.part.children.push(part)
  enterMultipart(reader, part)
  return part
}

function openPart(reader: Reader, defaultType: string): MailPart {
  const stops = (line: string) => line.startsWith('--') && levelOf(reader, line) !== null
  const block = readHeaders(reader.raw, { start: reader.at, limit: reader.raw.length }, stops)
  reader.parts += 1
  reader.fields += block.headers.length
  reader.at = block.end
  reader.faults.push(...block.faults)
  const type = parseParameters(firstField(block.headers, 'content-type') ?? defaultType)
  const encoding = (firstField(block.headers, 'content-transfer-encoding') ?? '')
    .slice(0, 200)
    .replace(/\([^)]*\)/g, '')
    .toLowerCase()
  return {
    headers: block.headers,
    mediaType: mediaTypeOf(type.value, defaultType),
    type,
    disposition: parseParameters(firstField(block.headers, 'content-disposition') ?? ''),
    encoding: /[\w-]+/.exec(encoding)?.[0] ?? '',
    children: [],
    body: Buffer.alloc(0),
  }
}

function mediaTypeOf(value: string, defaultType: string): string {
  const named = /^[\w.+*-]+\/[\w.+*-]+/.exec(value)?.[0]
  if (named !== undefined) return named
  return value === '' || value.startsWith('text') ? defaultType : 'application/octet-stream'
}

function enterMultipart(reader: Reader, part: MailPart): void {
  if (!part.mediaType.startsWith('multipart/')) return
  if (reader.frames.length >= mailLimits.depth) {
    reader.faults.push('parts_too_deep')
    return
  }
  const declared = part.type.params.get('boundary') ?? ''
  const boundary = declared.trim() === '' ? guessedBoundary(reader) : declared.trim()
  // White space at the end of a boundary is no part of it, unless its sender writes it there.
  const exact = declared.trim() !== '' && declared !== boundary && reader.raw.includes(`--${declared}`, reader.at, 'latin1')
  if (boundary === null) reader.faults.push('boundary_missing')
  else reader.frames.push({ part, boundary: exact ? declared : boundary, exact })
}

/** The boundary that a sender forgot to name: the first line with two dashes that is followed by a header of content. */
function guessedBoundary(reader: Reader): string | null {
  const limit = Math.min(reader.raw.length, reader.at + mailLimits.boundarySearch)
  for (let at = reader.at; at < limit; ) {
    const line = lineAt(reader.raw, at, limit)
    const found = /^--(.{1,70})$/.exec(line.text)?.[1]
    if (found !== undefined && /^content-/i.test(lineAt(reader.raw, line.next, limit).text)) return found.trimEnd()
    at = line.next
  }
  return null
}

function nextBoundary(reader: Reader): Hit | null {
  if (reader.frames.length === 0) return null
  let start = reader.at
  while (reader.looked < mailLimits.boundaryLines) {
    const found = atLineStart(reader.raw, start) ? start : reader.raw.indexOf('\n--', start) + 1
    if (found < start || (found === 0 && !atLineStart(reader.raw, 0))) return null
    reader.looked += 1
    const line = lineAt(reader.raw, found, reader.raw.length)
    const level = levelOf(reader, line.text)
    if (level !== null) return hitAt(reader, { found, next: line.next, ...level })
    start = line.next
    if (start >= reader.raw.length) return null
  }
  reader.faults.push('too_many_boundary_lines')
  return null
}

function hitAt(reader: Reader, line: { found: number; next: number; level: number; closes: boolean }): Hit | null {
  if (!line.closes && reader.parts >= mailLimits.parts) {
    reader.faults.push('too_many_parts')
    return null
  }
  if (!line.closes && reader.fields >= mailLimits.allHeaderFields) {
    reader.faults.push('headers_too_large')
    return null
  }
  const newline = reader.raw[line.found - 2] === 0x0d ? 2 : 1
  return { contentEnd: Math.max(reader.at, line.found - newline), next: line.next, level: line.level, closes: line.closes }
}

function atLineStart(raw: Buffer, at: number): boolean {
  return raw[at] === 0x2d && raw[at + 1] === 0x2d && (at === 0 || raw[at - 1] === 0x0a)
}

/** Which of the open multiparts a line belongs to, the innermost first. */
function levelOf(reader: Reader, line: string): { level: number; closes: boolean } | null {
  const whole = line.slice(2)
  const text = whole.trimEnd()
  for (let level = reader.frames.length - 1; level >= 0; level -= 1) {
    const { boundary = '', exact = false } = reader.frames[level] ?? {}
    if (!(exact ? whole : text).startsWith(boundary)) continue
    const rest = text.slice(boundary.length)
    if (rest === '' || /^[ \t]/.test(rest)) return { level, closes: false }
    if (/^--(?:[ \t]|$)/.test(rest)) return { level, closes: true }
  }
  return null
}

/** A multipart in which no boundary was found holds its words as text, so that they are not lost; in others, what precedes the parts is not read. */
function settle(reader: Reader, part: MailPart): void {
  part.children.forEach((child) => settle(reader, child))
  if (!part.mediaType.startsWith('multipart/')) return
  if (part.children.length > 0) {
    part.body = Buffer.alloc(0)
    return
  }
  reader.faults.push('boundary_missing')
  part.mediaType = 'text/plain'
}
