import { mailLimits } from '../mail-limits.ts'

/** A value of a MAPI property: text, a number, a time in Windows' count, or bytes. */
export type TnefValue = string | number | bigint | Buffer

/** The properties of a message or an attachment, by their id; those that the sender named stand under `set/number`. */
export type TnefProperties = { values: ReadonlyMap<number | string, TnefValue>; complete: boolean; steps: number }

type Cursor = { bytes: Buffer; at: number; steps: number }

const fixedSizes: Readonly<Record<number, number>> = {
  0x01: 4,
  0x02: 4,
  0x03: 4,
  0x04: 4,
  0x05: 8,
  0x06: 8,
  0x07: 8,
  0x0a: 4,
  0x0b: 4,
  0x14: 8,
  0x40: 8,
  0x48: 16,
}

const multiple = 0x1000
const text8 = 0x1e
const unicode = 0x1f
const object = 0x0d
const binary = 0x102

/** Reads a list of MAPI properties (MS-OXTNEF 2.1.3.4). Eight-bit texts come as bytes: their charset is known only at the end. */
export function readProperties(bytes: Buffer): TnefProperties {
  const values = new Map<number | string, TnefValue>()
  const cursor: Cursor = { bytes, at: 0, steps: 0 }
  const count = word(cursor)
  for (let done = 0; done < count; done += 1) {
    if (cursor.steps > mailLimits.tnefSteps || !takeProperty(cursor, values)) return { values, complete: false, steps: cursor.steps }
  }
  return { values, complete: true, steps: cursor.steps }
}

function takeProperty(cursor: Cursor, values: Map<number | string, TnefValue>): boolean {
  if (cursor.at + 8 > cursor.bytes.length) return false
  const type = cursor.bytes.readUInt16LE(cursor.at)
  const id = cursor.bytes.readUInt16LE(cursor.at + 2)
  cursor.at += 4
  const key = id >= 0x8000 ? namedKey(cursor) : id
  const all = takeValues(cursor, type)
  if (all === null) return false
  const first = all[0]
  if (first !== undefined && !values.has(key)) values.set(key, first)
  return true
}

/** A named property says its set and its number, or its name. */
function namedKey(cursor: Cursor): string {
  const set = cursor.bytes.toString('hex', cursor.at, cursor.at + 4)
  cursor.at += 16
  const byName = word(cursor) === 1
  const lengthOrNumber = word(cursor)
  if (!byName) return `${set}/${lengthOrNumber.toString(16)}`
  const name = cursor.bytes.toString('utf16le', cursor.at, Math.min(cursor.at + lengthOrNumber, cursor.at + 1_000, cursor.bytes.length))
  cursor.at += padded(lengthOrNumber)
  return `${set}/${name.replace(/\0.*$/s, '')}`
}

function takeValues(cursor: Cursor, type: number): TnefValue[] | null {
  const kind = type & ~multiple
  const size = fixedSizes[kind]
  const varies = [text8, unicode, object, binary].includes(kind)
  if (size === undefined && !varies) return null
  const count = varies || (type & multiple) !== 0 ? word(cursor) : 1
  const found: TnefValue[] = []
  for (let done = 0; done < count; done += 1) {
    cursor.steps += 1
    if (cursor.steps > mailLimits.tnefSteps) return null
    const value = size === undefined ? takeVarying(cursor, kind) : takeFixed(cursor, kind, size)
    if (value === null) return null
    found.push(value)
  }
  return found
}

function takeVarying(cursor: Cursor, kind: number): TnefValue | null {
  const length = word(cursor)
  const end = cursor.at + length
  if (end > cursor.bytes.length) return null
  const value = cursor.bytes.subarray(cursor.at, end)
  cursor.at += padded(length)
  return kind === unicode ? value.toString('utf16le', 0, length - (length % 2)).replace(/\0+$/, '') : value
}

function takeFixed(cursor: Cursor, kind: number, size: number): TnefValue | null {
  const at = cursor.at
  if (at + size > cursor.bytes.length) return null
  cursor.at += size
  if (kind === 0x40 || kind === 0x14) return cursor.bytes.readBigInt64LE(at)
  if (kind === 0x02 || kind === 0x0b) return cursor.bytes.readInt16LE(at)
  return size === 4 ? cursor.bytes.readInt32LE(at) : cursor.bytes.subarray(at, at + size)
}

/** A number of four bytes; past the end there are none. */
function word(cursor: Cursor): number {
  const at = cursor.at
  cursor.at += 4
  return at + 4 <= cursor.bytes.length ? cursor.bytes.readUInt32LE(at) : 0
}

const padded = (length: number): number => Math.ceil(length / 4) * 4
