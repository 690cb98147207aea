import { refuse } from './refusal.ts'
import './refusals.ts'

/** Where a list goes on: the sort keys of its last row, opaque to the caller. */
export function cursorAfter(keys: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(keys)).toString('base64url')
}

/** Reads a cursor back; anything that this list did not hand out is refused with a sentence. */
export function readCursor<const Shape extends readonly ('string' | 'number' | 'instant' | 'id')[]>(
  cursor: string | undefined,
  shape: Shape,
): string[] | null {
  if (cursor === undefined) return null
  const keys = parse(cursor)
  if (!Array.isArray(keys) || keys.length !== shape.length || !keys.every((key, at) => fits(key, shape[at])))
    throw refuse('platform.unknown_cursor')
  return keys.map(String)
}

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
  } catch {
    return null
  }
}

function fits(key: unknown, shape: string | undefined): boolean {
  if (shape === 'number') return typeof key === 'number' && Number.isSafeInteger(key)
  if (typeof key !== 'string' || key.includes('\0')) return false
  if (shape === 'instant') return isInstant(key)
  return shape === 'id' ? /^[0-9a-f-]{36}$/.test(key) : key.length <= 300
}

function isInstant(key: string): boolean {
  try {
    return Temporal.Instant.from(key).epochMilliseconds > -1e14
  } catch {
    return false
  }
}
