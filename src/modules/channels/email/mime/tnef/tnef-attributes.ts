import { mailLimits } from '../mail-limits.ts'

/** One attribute of a TNEF stream (MS-OXTNEF 2.1.3.2): of the message (level 1) or of the attachment at hand (level 2). */
export type TnefAttribute = { level: number; id: number; data: Buffer }

export type TnefAttributes = { attributes: TnefAttribute[]; complete: boolean }

/** The attributes that say something about the words, the people or the files. */
export const attributeIds = {
  from: 0x8000,
  subject: 0x8004,
  dateSent: 0x8005,
  messageClass: 0x8008,
  body: 0x800c,
  attachData: 0x800f,
  attachTitle: 0x8010,
  attachTransportName: 0x9001,
  attachBegins: 0x9002,
  messageProperties: 0x9003,
  attachProperties: 0x9005,
  codepage: 0x9007,
} as const

const signature = 0x223e9f78
const headBytes = 9
const checksumBytes = 2

/** Whether bytes begin as a TNEF stream does. */
export function isTnef(bytes: Buffer): boolean {
  return bytes.length >= 6 && bytes.readUInt32LE(0) === signature
}

/** Splits a TNEF stream into its attributes. What is cut off or no attribute ends it; a wrong checksum does not. */
export function readAttributes(bytes: Buffer): TnefAttributes {
  const attributes: TnefAttribute[] = []
  let at = 6
  while (at + headBytes <= bytes.length) {
    const level = bytes[at] ?? 0
    const length = bytes.readUInt32LE(at + 5)
    const end = at + headBytes + length
    if (level < 1 || level > 2 || end > bytes.length || attributes.length >= mailLimits.tnefSteps) return { attributes, complete: false }
    attributes.push({ level, id: bytes.readUInt16LE(at + 1), data: bytes.subarray(at + headBytes, end) })
    at = end + checksumBytes
  }
  // Some writers put bytes of nought behind the last attribute.
  return { attributes, complete: at >= bytes.length || bytes.subarray(at).every((byte) => byte === 0) }
}
