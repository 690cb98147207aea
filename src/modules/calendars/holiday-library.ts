import { createRequire } from 'node:module'
import type Holidays from 'date-holidays'

type Library = typeof Holidays

let loaded: Library | undefined

/** The rules of the world's holidays: a quarter of a second to read, which only those wait for who are the first to ask for a day. */
export function holidayLibrary(): Library {
  // What asks for a day counts deadlines, and cannot wait for an import.
  loaded ??= createRequire(import.meta.url)('date-holidays') as Library
  return loaded
}
