import { readUuencoded } from './uuencoded.ts'

/** The bytes of a part as they were before the mail packed them; an encoding that nobody knows leaves them alone. */
export function unpackBody(body: Buffer, encoding: string): Buffer {
  if (encoding === 'base64') return fromBase64(body)
  if (encoding === 'quoted-printable') return fromQuotedPrintable(body)
  if (/^(x-)?uu(e|encode)?$/.test(encoding)) return readUuencoded(body.toString('latin1')).files[0]?.content ?? body
  return body
}

/** Reads on behind padding in the middle (joined texts), but not into a footer that a list has put below. */
function fromBase64(body: Buffer): Buffer {
  const text = body.toString('latin1')
  const padding = text.indexOf('=')
  if (
    padding < 0 ||
    text
      .slice(padding, padding + 200_000)
      .trim()
      .replace(/=/g, '') === ''
  )
    return Buffer.from(text, 'base64')
  const texts: Buffer[] = []
  for (const piece of text.split(/=+/)) {
    if (texts.length > 0 && !/^[A-Za-z0-9+/\s]*$/.test(piece)) break
    texts.push(Buffer.from(piece, 'base64'))
  }
  return Buffer.concat(texts)
}

function fromQuotedPrintable(body: Buffer): Buffer {
  const out = Buffer.allocUnsafe(body.length)
  let length = 0
  for (let at = 0; at < body.length; at += 1) {
    const byte = body[at] ?? 0
    const escape = byte === 0x3d ? escapeAt(body, at) : null
    if (escape === null) out[length++] = byte
    else if (escape.byte !== null) out[length++] = escape.byte
    at += escape?.skip ?? 0
  }
  return out.subarray(0, length)
}

/** What `=` begins: a byte, or the end of a line that goes on (white space before the break is not ours); else itself. */
function escapeAt(body: Buffer, at: number): { byte: number | null; skip: number } | null {
  const [high, low] = [nibble(body[at + 1]), nibble(body[at + 2])]
  if (high !== null && low !== null) return { byte: high * 16 + low, skip: 2 }
  let end = at + 1
  while (body[end] === 0x20 || body[end] === 0x09) end += 1
  if (body[end] === 0x0d) end += 1
  if (body[end] === 0x0a) return { byte: null, skip: end - at }
  return end >= body.length ? { byte: null, skip: end - at } : null
}

function nibble(byte: number | undefined): number | null {
  if (byte === undefined) return null
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30
  const letter = byte & 0xdf
  return letter >= 0x41 && letter <= 0x46 ? letter - 0x37 : null
}
