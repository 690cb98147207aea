import type { Id, Language } from '#platform/endpoint.ts'
import type { Work } from '#platform/work.ts'
import type { Basis, Kind } from '../rules/kinds.ts'
import type { RemedyState } from '../rules/states.ts'
import type { Sum } from '../rules/sum.ts'
import { entriesOf } from './find-entries.ts'

/** A remedy as an option that a customer can be offered. */
export interface Offerable {
  id: Id
  issue: Id
  kind: Kind
  basis: Basis
  state: RemedyState
  /** When its approval ends; null while there is none. */
  expires: Temporal.Instant | null
  /** What it is worth to the customer: a sum or a share, or nothing of what costs nothing. */
  money: Sum | null
  percent: number | null
  /** What the customer reads of it, by the entry that it was proposed by; null where it was proposed freely. */
  words: { name: string; happens: string; days: number } | null
}

/** The remedies of a complaint, the oldest first, with the customer's words in a language. */
export async function findOfferable(work: Work, complaint: Id, language: Language): Promise<Offerable[]> {
  const rows = await work.db
    .selectFrom('remedies_remedies')
    .selectAll()
    .where('complaint_id', '=', complaint)
    .orderBy('proposed_at')
    .orderBy('id')
    .execute()
  const entryOf = (row: (typeof rows)[number]) =>
    row.catalogue_code === null || row.catalogue_number === null ? null : { code: row.catalogue_code, number: row.catalogue_number }
  const entries = await entriesOf(
    work,
    rows.map(entryOf).filter((entry) => entry !== null),
  )
  return rows.map((row): Offerable => {
    const entry = entryOf(row)
    const terms = entry === null ? undefined : entries.get(`${entry.code} ${entry.number}`)?.terms
    const isShare = row.percent_hundredths !== null
    return {
      id: row.id,
      issue: row.issue_id,
      // held to the same codes by check constraints
      kind: row.kind as Kind,
      basis: row.basis as Basis,
      state: row.state as RemedyState,
      expires: row.expires_at,
      money: isShare || row.amount === null || row.currency === null ? null : { amount: row.amount, currency: row.currency },
      percent: row.percent_hundredths === null ? null : row.percent_hundredths / 100,
      words: terms === undefined ? null : { name: terms.name[language], happens: terms.happens[language], days: terms.days },
    }
  })
}
