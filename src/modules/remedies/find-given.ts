import { sql } from 'kysely'
import { wholeOf } from '#modules/complaints/index.ts'
import type { Id } from '#platform/endpoint.ts'
import type { Work } from '#platform/work.ts'
import { matrixOf } from './authority/find-matrix.ts'
import type { Basis } from './rules/kinds.ts'
import type { Sum } from './rules/sum.ts'

export interface GivenRemedy {
  issue: Id
  kind: string
  basis: Basis
  /** In the house's currency, where a rate was known. */
  worth: Sum | null
}

/** What was carried out on a complaint, and on those that were merged into it: there by the issue that it became here. */
export async function findGiven(work: Work, complaint: Id): Promise<GivenRemedy[]> {
  const [{ rules }, rows, merges] = await Promise.all([
    matrixOf(work),
    work.db
      .selectFrom('remedies_remedies')
      .select(['issue_id', 'kind', 'basis', 'amount', 'currency', 'valued'])
      .where(sql<boolean>`complaint_id = any (${wholeOf(work, complaint)})`)
      .where('state', 'in', ['executed', 'confirmed', 'settled'])
      .execute(),
    work.db.selectFrom('complaints_merges').select('issues').where('into_id', '=', complaint).where('undone_at', 'is', null).execute(),
  ])
  // Written only by the merging: issue there -> its copy here.
  const copies = Object.assign({}, ...merges.map(({ issues }) => issues)) as Record<string, Id>
  return rows.map(({ issue_id, kind, basis, amount, currency, valued }) => ({
    issue: copies[issue_id] ?? issue_id,
    kind,
    // the column's check holds the same codes
    basis: basis as Basis,
    worth: worthOf({ amount, currency, valued }, rules.currency),
  }))
}

function worthOf(
  { amount, currency, valued }: { amount: number | null; currency: string | null; valued: number | null },
  house: string,
): Sum | null {
  if (amount === null || currency === null) return null
  return valued === null ? { amount, currency } : { amount: valued, currency: house }
}
