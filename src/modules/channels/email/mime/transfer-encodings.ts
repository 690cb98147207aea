import { readUuencoded } from './uuencoded.ts'

/** The bytes of a part as they were before the mail packed them, or null when they were never packed as the part says. */
export function unpackBody(body: Buffer, encoding: string): Buffer | null {
  if (encoding === 'base64') return fromBase64(body)
  if (encoding === 'quoted-printable') return fromQuotedPrintable(body)
  if (/^(x-)?uu(e|encode)?$/.test(encoding)) return readUuencoded(body.toString('latin1')).files[0]?.content ?? null
  return body
}

const sampleBytes = 1_024
const longestPadding = 200_000

/** Reads on behind padding in the middle (joined texts), but not into a footer that a list has put below. */
function fromBase64(body: Buffer): Buffer | null {
  if (isPlainText(body)) return null
  const padding = body.indexOf(0x3d)
  const text = body.toString('latin1')
  if (padding < 0 || /^[=\s]*$/.test(text.slice(padding, padding + longestPadding))) return fromAlphabet(text)
  const texts: Buffer[] = []
  for (const piece of text.split(/=+/)) {
    if (texts.length > 0 && !/^[A-Za-z0-9+/\s]*$/.test(piece)) break
    texts.push(fromAlphabet(piece))
  }
  return Buffer.concat(texts)
}

/** Node takes the two signs of the URL alphabet for data; in mail they are noise. */
function fromAlphabet(text: string): Buffer {
  return Buffer.from(/[-_]/.test(text) ? text.replace(/[-_]+/g, '') : text, 'base64')
}

/** Words with spaces between them, or many signs that base64 does not have, are no base64, whatever the header says. */
function isPlainText(body: Buffer): boolean {
  const sample = body.toString('latin1', 0, sampleBytes)
  const foreign = sample.match(/[^A-Za-z0-9+/=\s]/g)?.length ?? 0
  const spaced = sample.match(/[A-Za-z0-9][ \t]+(?=[A-Za-z0-9])/g)?.length ?? 0
  // The head decides: what a list has put below a text is not long.
  return foreign + spaced > 3 && !/^\s*[A-Za-z0-9+/]{4,}={0,2}\s*(\r?\n|$)/.test(sample)
}

function fromQuotedPrintable(body: Buffer): Buffer {
  if (!body.includes(0x3d)) return body
  const out = Buffer.allocUnsafe(body.length)
  let length = 0
  for (let at = 0; at < body.length; at += 1) {
    const byte = body[at] ?? 0
    if (byte !== 0x3d) {
      out[length++] = byte
      continue
    }
    const high = nibble(body[at + 1])
    const low = nibble(body[at + 2])
    if (high >= 0 && low >= 0) {
      out[length++] = high * 16 + low
      at += 2
    } else {
      const skip = softBreak(body, at)
      if (skip === 0) out[length++] = byte
      at += skip
    }
  }
  return out.subarray(0, length)
}

/** How far a line that goes on reaches behind its `=`: white space before the break is not ours. Nought when no break is there. */
function softBreak(body: Buffer, at: number): number {
  let end = at + 1
  while (body[end] === 0x20 || body[end] === 0x09) end += 1
  if (body[end] === 0x0d) end += 1
  return body[end] === 0x0a || end >= body.length ? Math.max(1, end - at) : 0
}

function nibble(byte: number | undefined): number {
  if (byte === undefined) return -1
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30
  const letter = byte & 0xdf
  return letter >= 0x41 && letter <= 0x46 ? letter - 0x37 : -1
}
