import type { Id } from '#platform/endpoint.ts'
import { sealed } from '#platform/facts.ts'
import type { Work } from '#platform/work.ts'
import { matrixOf } from './find-matrix.ts'

interface Meant {
  complaint_id: Id
  issue_id: Id
  basis: string
  amount: number | null
  currency: string | null
  valued: number | null
}

interface Departure {
  columns: { departs: string | null; departs_salt: Buffer | null }
  /** The seal over the reason; null where none was given. */
  hash: string | null
}

/** Who keeps what like cases got says whether this departs from them; then a reason is asked for, and goes with the remedy. */
export async function judgeDeparture(work: Work, meant: Meant, reason: string | null | undefined): Promise<Departure> {
  const departs = reason?.trim() || null
  const { complaint_id: complaint, issue_id: issue, basis } = meant
  await work.allow('remedy.propose', { complaint, issue, basis, worth: await worthOf(work, meant), explained: departs !== null })
  const seal = departs === null ? null : sealed(departs)
  return { columns: { departs, departs_salt: seal?.salt ?? null }, hash: seal?.hash ?? null }
}

async function worthOf(work: Work, { amount, currency, valued }: Meant) {
  if (amount === null || currency === null) return null
  return valued === null ? { amount, currency } : { amount: valued, currency: (await matrixOf(work)).rules.currency }
}
