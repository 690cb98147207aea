/** Files that stood in a text between `begin 644 name` and `end`, and the text without them. */
export type Uuencoded = { text: string; files: { name: string; content: Buffer }[] }

const opening = /^begin(?:-base64)? [0-7]{3,4} (.+?)\s*$/

/** Takes uuencoded files out of a text. What is not valid to its last line stays where it is: it may be somebody's words. */
export function readUuencoded(text: string): Uuencoded {
  if (!/^begin[- ]/m.test(text)) return { text, files: [] }
  const lines = text.split('\n')
  const kept: string[] = []
  const files: Uuencoded['files'] = []
  for (let at = 0; at < lines.length; at += 1) {
    const name = opening.exec((lines[at] ?? '').slice(0, 300))?.[1]
    const block = name === undefined ? null : blockAt(lines, at + 1)
    if (name === undefined || block === null) {
      kept.push(lines[at] ?? '')
      continue
    }
    files.push({ name, content: Buffer.concat(block.pieces) })
    at = block.end
  }
  return { text: kept.join('\n'), files }
}

function blockAt(lines: readonly string[], start: number): { pieces: Buffer[]; end: number } | null {
  const pieces: Buffer[] = []
  for (let at = start; at < lines.length; at += 1) {
    const line = (lines[at] ?? '').replace(/\r$/, '')
    if (line === 'end' || line === '====') return pieces.length > 0 ? { pieces, end: at } : null
    const piece = line.trim() === '' ? Buffer.alloc(0) : decodeLine(line)
    if (piece === null) return null
    if (piece.length > 0) pieces.push(piece)
  }
  return null
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
