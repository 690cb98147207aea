import { mailLimits } from './mail-limits.ts'

/** Files that stood in a text between `=ybegin` and `=yend`, and the bytes without them. */
export type YencFiles = { rest: Buffer; files: { name: string; content: Buffer }[] }

const opening = /^=ybegin [^\r\n]{0,300}?name=([^\r\n]{1,200}?)\s*$/
const longestLine = 600

/** Takes yEnc files out of the bytes of a text: they must be taken before a charset is read. */
export function readYenc(body: Buffer): YencFiles {
  const kept: Buffer[] = []
  const files: YencFiles['files'] = []
  let from = 0
  for (let at = 0; files.length < mailLimits.attachments; ) {
    const begin = lineWith(body, '=ybegin ', at)
    if (begin < 0) break
    at = lineEnd(body, begin)
    const name = opening.exec(body.toString('latin1', begin, Math.min(at, begin + longestLine)))?.[1]
    if (name === undefined) continue
    const end = lineWith(body, '=yend', at)
    if (end < 0) break
    kept.push(body.subarray(from, begin))
    files.push({ name, content: decoded(body.subarray(at, end)) })
    from = lineEnd(body, end)
    at = from
  }
  return { rest: files.length === 0 ? body : Buffer.concat([...kept, body.subarray(from)]), files }
}

function lineWith(body: Buffer, words: string, from: number): number {
  for (let at = body.indexOf(words, from, 'latin1'); at >= 0; at = body.indexOf(words, at + 1, 'latin1')) {
    if (at === 0 || body[at - 1] === 0x0a) return at
  }
  return -1
}

function lineEnd(body: Buffer, start: number): number {
  const newline = body.indexOf(0x0a, start)
  return newline < 0 ? body.length : newline + 1
}

/** Each byte was moved up by 42; `=` marks one that was moved by 64 more. A part's own line (`=ypart`) is no content. */
function decoded(block: Buffer): Buffer {
  const from = block.toString('latin1', 0, 6) === '=ypart' ? lineEnd(block, 0) : 0
  const out = Buffer.allocUnsafe(block.length)
  let length = 0
  for (let at = from; at < block.length; at += 1) {
    const byte = block[at] ?? 0
    if (byte === 0x0a || byte === 0x0d) continue
    if (byte === 0x3d) at += 1
    out[length++] = byte === 0x3d ? ((block[at] ?? 0) - 106) & 0xff : (byte - 42) & 0xff
  }
  return out.subarray(0, length)
}
