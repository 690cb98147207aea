import { type Selectable, sql } from 'kysely'
import { visibleComplaints } from '#modules/complaints/index.ts'
import { organisationOf } from '#modules/people/index.ts'
import type { PrecedentsPrecedents } from '#platform/database.types.ts'
import type { Work } from '#platform/work.ts'
import { mayEditPrecedents } from './access.ts'
import type { Precedent, ShownBand } from './contract.ts'
import { type Band, bandOf } from './rules/band.ts'
import type { Sources } from './sources.ts'

export type PrecedentRecord = Selectable<PrecedentsPrecedents>

interface Names {
  en: string
  el: string
  es: string
}

/** Precedents with the names of their categories; what else a query adds stays in the house. */
export const presentable = (work: Work) =>
  work.db
    .selectFrom('precedents_precedents as p')
    .innerJoin('complaints_categories as k', 'k.code', 'p.category_code')
    .selectAll('p')
    .select([sql<Names>`k.names`.as('category_names'), 'k.parent_code as branch'])

export type Presentable = PrecedentRecord & { category_names: Names }

/** As everybody sees them: codes, a band, a month. Whose they were, and anything that leads there, is not among it. */
export async function present(work: Work, sources: Sources, rows: readonly Presentable[]): Promise<Precedent[]> {
  const [causes, { zone }, seen] = await Promise.all([sources.causeNames(work), organisationOf(work), sourcesSeen(work, rows)])
  const monthOf = (at: Temporal.Instant) => at.toZonedDateTimeISO(zone).toPlainDate().toPlainYearMonth().toString()
  const named = (code: string) => ({ code, names: causes.find((one) => one.code === code)?.names ?? { en: code, el: code, es: code } })
  return rows.map((row) => ({
    id: row.id,
    month: monthOf(row.decided_at),
    category: { code: row.category_code, names: row.category_names },
    cause: row.cause_code === null ? null : named(row.cause_code),
    ...codesOf(row),
    forms: row.forms,
    band: shownBand(row.amount === null ? null : bandOf(row.amount), row.currency),
    sentence: row.sentence,
    rule: row.rule,
    valid_to: row.valid_to?.toString() ?? null,
    outdated: row.outdated_at && row.outdated_reason ? { reason: row.outdated_reason, month: monthOf(row.outdated_at) } : null,
    version: row.version,
    may: {
      write: mayEditPrecedents(work.actor) && row.outdated_at === null && seen.has(row.complaint_id),
      outdate: mayEditPrecedents(work.actor) && row.outdated_at === null,
    },
  }))
}

export const shownBand = (band: Band | null, currency: string | null): ShownBand | null =>
  band === null || currency === null ? null : { ...band, currency }

// These columns are held to the contract's codes by check constraints, and by who writes them.
const codesOf = ({ outcome, basis, reasons }: PrecedentRecord) => ({
  outcome: outcome as Precedent['outcome'],
  basis: basis as Precedent['basis'],
  reasons: reasons as Precedent['reasons'],
})

/** Those of the complaints that the caller sees: only who knows the case writes about it. */
async function sourcesSeen(work: Work, rows: readonly PrecedentRecord[]): Promise<Set<string>> {
  if (rows.length === 0 || !mayEditPrecedents(work.actor)) return new Set()
  const seen = await work.db
    .selectFrom('complaints_complaints')
    .select('complaints_complaints.id')
    .where(
      'complaints_complaints.id',
      'in',
      rows.map(({ complaint_id }) => complaint_id),
    )
    .where(visibleComplaints(work.actor))
    .execute()
  return new Set(seen.map(({ id }) => id))
}
