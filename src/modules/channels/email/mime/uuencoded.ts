import { mailLimits } from './mail-limits.ts'

/** Files that stood in a text between `begin 644 name` and `end`, and the text without them. */
export type Uuencoded = { text: string; files: { name: string; content: Buffer }[] }

const opening = /^begin(-base64)? [0-7]{3,4} (.+?)\s*$/

/** Takes uuencoded files out of a text. What is not valid to its last line stays where it is: it may be somebody's words. */
export function readUuencoded(text: string): Uuencoded {
  if (!/^begin[- ]/m.test(text)) return { text, files: [] }
  const lines = text.split('\n')
  const kept: string[] = []
  const files: Uuencoded['files'] = []
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? ''
    const begun = files.length < mailLimits.attachments ? opening.exec(line.slice(0, 300)) : null
    const block = begun === null ? null : blockAt(lines, at + 1, begun[1] === undefined ? decodeLine : decodeBase64Line)
    if (begun === null || block === null) kept.push(line)
    else {
      files.push({ name: begun[2] ?? '', content: Buffer.concat(block.pieces) })
      at = block.end
    }
  }
  return { text: kept.join('\n'), files }
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
