import { createHash } from 'node:crypto'

/** One record of a bundle on a line of its own. Its own hash stands at its end, so that a wrong one can be named. */
export function bundleLine(record: Record<string, unknown>): string {
  const sha256 = createHash('sha256').update(JSON.stringify(record)).digest('hex')
  return `${JSON.stringify({ ...record, sha256 })}\n`
}

/** Where the words over which a fact holds a seal stand in a bundle; or why they do not. `of` is the field of the fact. */
export type Seal = { seq: number; of: string } & ({ salt: string } | { absent: 'gone' | 'moved' | 'masked' | 'inside' })

const seal = /^[0-9a-f]{64}$/

/** The fields of a fact that hold a seal over what a person wrote. */
export const sealsIn = (data: Record<string, unknown>): { of: string; hash: string }[] =>
  Object.entries(data).flatMap(([of, hash]) => (typeof hash === 'string' && seal.test(hash) ? [{ of, hash }] : []))
