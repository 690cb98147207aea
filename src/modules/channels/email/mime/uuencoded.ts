import { mailLimits } from './mail-limits.ts'

/** Files that stood in a text between `begin 644 name` and `end`, and the text without them. */
export type Uuencoded = { text: string; files: { name: string; content: Buffer }[] }

const opening = /^begin(-base64)? [0-7]{3,4} (.+?)\s*$/

type Taking = { lines: readonly string[]; files: Uuencoded['files']; unfulfilled: number }

/** Takes uuencoded files out of a text. What is not valid to its last line stays where it is: it may be somebody's words. */
export function readUuencoded(text: string): Uuencoded {
  if (!/^begin[- ]/m.test(text)) return { text, files: [] }
  const taking: Taking = { lines: text.split('\n'), files: [], unfulfilled: 0 }
  const kept: string[] = []
  for (let at = 0; at < taking.lines.length; at += 1) {
    const end = takeFile(taking, at)
    if (end === null) kept.push(taking.lines[at] ?? '')
    else at = end
  }
  return { text: kept.join('\n'), files: taking.files }
}

/** The last line of the file that begins at a line, or null when none does. */
function takeFile(taking: Taking, at: number): number | null {
  if (taking.files.length >= mailLimits.attachments || taking.unfulfilled >= mailLimits.falseBeginnings) return null
  const [, base64, name] = opening.exec((taking.lines[at] ?? '').slice(0, 300)) ?? []
  if (name === undefined) return null
  const block = blockAt(taking.lines, at + 1, base64 === undefined ? decodeLine : decodeBase64Line)
  if (block === null) taking.unfulfilled += 1
  else taking.files.push({ name, content: Buffer.concat(block.pieces) })
  return block?.end ?? null
}

function blockAt(
  lines: readonly string[],
  start: number,
  decode: (line: string) => Buffer | null,
): { pieces: Buffer[]; end: number } | null {
  const pieces: Buffer[] = []
  for (let at = start; at < lines.length; at += 1) {
    const line = (lines[at] ?? '').replace(/\r$/, '')
    if (line === 'end' || line === '====') return pieces.length > 0 ? { pieces, end: at } : null
    const piece = line.trim() === '' ? Buffer.alloc(0) : decode(line)
    if (piece === null) return null
    if (piece.length > 0) pieces.push(piece)
  }
  return null
}

function decodeBase64Line(line: string): Buffer | null {
  return /^[A-Za-z0-9+/]+={0,2}$/.test(line) ? Buffer.from(line, 'base64') : null
}

/** One line: its first character is the number of bytes; mail has often lost the spaces at its end. */
function decodeLine(line: string): Buffer | null {
  const length = (line.charCodeAt(0) - 0x20) & 0x3f
  const needed = Math.ceil(length / 3) * 4
  const signs = line.slice(1).padEnd(needed, ' ')
  if (!/^[\x20-\x60]*$/.test(line) || line.length - 1 > needed + 4) return null
  const bytes = Buffer.alloc(needed)
  for (let at = 0, out = 0; at < needed; at += 4) {
    const [a, b, c, d] = [0, 1, 2, 3].map((i) => (signs.charCodeAt(at + i) - 0x20) & 0x3f) as [number, number, number, number] // four by construction
    bytes[out++] = ((a << 2) | (b >> 4)) & 0xff
    bytes[out++] = ((b << 4) | (c >> 2)) & 0xff
    bytes[out++] = ((c << 6) | d) & 0xff
  }
  return bytes.subarray(0, length)
}
