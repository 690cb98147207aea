const compressed = 0x75465a4c
const stored = 0x414c454d
const windowBytes = 4_096

/** What every writer and reader of compressed RTF begins with (MS-OXRTFCP 2.1.2.1). */
const beginning =
  '{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx'

/** The RTF inside a compressed one, as bytes in a string; null when it is none. What would swell past the room for it is cut. */
export function expandRtf(bytes: Buffer, room: number): string | null {
  if (bytes.length < 16) return null
  // Two bytes stand for seventeen at most.
  const size = Math.max(0, Math.min(bytes.readUInt32LE(4), room, bytes.length * 9))
  const kind = bytes.readUInt32LE(8)
  if (kind === stored) return bytes.toString('latin1', 16, 16 + size)
  return kind === compressed ? inflate(bytes, size).toString('latin1') : null
}

type Inflating = { out: Buffer; length: number; window: Buffer; writeAt: number }

function inflate(bytes: Buffer, size: number): Buffer {
  const window = Buffer.alloc(windowBytes)
  const into: Inflating = { out: Buffer.alloc(size), length: 0, window, writeAt: window.write(beginning, 'latin1') }
  for (let at = 16; at < bytes.length && into.length < size; ) {
    const next = inflateGroup(into, bytes, at)
    if (next === null) break
    at = next
  }
  return into.out.subarray(0, into.length)
}

/** Eight pieces behind a byte of flags: each a byte, or a reference into the window. Null when the text ends. */
function inflateGroup(into: Inflating, bytes: Buffer, start: number): number | null {
  const flags = bytes[start] ?? 0
  let at = start + 1
  for (let bit = 0; bit < 8 && at < bytes.length; bit += 1) {
    if ((flags & (1 << bit)) === 0) put(into, bytes[at++] ?? 0)
    else {
      const reference = bytes.length - at < 2 ? 0 : bytes.readUInt16BE(at)
      at += 2
      // A reference to the place at hand ends the text.
      if (reference >> 4 === into.writeAt) return null
      for (let step = 0; step < (reference & 0x0f) + 2; step += 1) put(into, into.window[((reference >> 4) + step) % windowBytes] ?? 0)
    }
  }
  return at
}

function put(into: Inflating, byte: number): void {
  if (into.length < into.out.length) into.out[into.length++] = byte
  into.window[into.writeAt] = byte
  into.writeAt = (into.writeAt + 1) % windowBytes
}
