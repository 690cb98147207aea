import { sql } from 'kysely'
import { nameActors, organisationOf } from '#modules/people/index.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { matrixOf } from '../authority/find-matrix.ts'
import type { Entry, Terms } from './contract.ts'
import { holdsOn, inOrder } from './rules/terms.ts'
import { starterEntries } from './starter-entries.ts'
import './refusals.ts'

export interface EntryVersion {
  code: string
  number: number
  terms: Terms
  change: string | null
  writtenBy: string | null
  writtenAt: Temporal.Instant | null
}

/** Every entry as it stands now, ended ones too. */
export async function findEntries(work: Work): Promise<EntryVersion[]> {
  const [rows, shipped] = await Promise.all([
    work.db.selectFrom('remedies_catalogue').distinctOn('code').selectAll().orderBy('code').orderBy('number', 'desc').execute(),
    shippedEntries(work),
  ])
  const written = rows.map(versionOf)
  const untouched = shipped.filter(({ code }) => !written.some((one) => one.code === code))
  return [...written, ...untouched].toSorted((one, other) =>
    inOrder({ kind: one.terms.kind, code: one.code }, { kind: other.terms.kind, code: other.code }),
  )
}

/** All versions of one, newest first. */
export async function entryVersions(work: Work, code: string): Promise<EntryVersion[]> {
  const rows = await work.db.selectFrom('remedies_catalogue').selectAll().where('code', '=', code).orderBy('number', 'desc').execute()
  const found = [...rows.map(versionOf), ...(await shippedEntries(work)).filter((one) => one.code === code)]
  if (found.length === 0) throw refuse('catalogue.not_found')
  return found
}

/** The versions by which remedies were proposed, by `code number`. */
export async function entriesOf(
  work: Work,
  wanted: readonly { code: string; number: number }[],
): Promise<ReadonlyMap<string, EntryVersion>> {
  if (wanted.length === 0) return new Map()
  const [rows, shipped] = await Promise.all([
    work.db
      .selectFrom('remedies_catalogue')
      .selectAll()
      .where(
        'code',
        'in',
        wanted.map(({ code }) => code),
      )
      .execute(),
    shippedEntries(work),
  ])
  const found = [...rows.map(versionOf), ...shipped]
  return new Map(found.map((one) => [`${one.code} ${one.number}`, one]))
}

/** The day at the desk. */
export async function today(work: Work): Promise<string> {
  const { zone } = await organisationOf(work)
  return work.now.toZonedDateTimeISO(zone).toPlainDate().toString()
}

/** Categories, and everything above them in the tree. */
export async function categoryLine(work: Work, own: readonly (string | null)[]): Promise<string[]> {
  const known = own.filter((code) => code !== null)
  if (known.length === 0) return []
  const { rows } = await sql<{ code: string }>`with recursive line as (
      select code, parent_code, 1 as up from complaints_categories where code = any(${known})
      union all
      select k.code, k.parent_code, line.up + 1 from complaints_categories k join line on k.code = line.parent_code where line.up < 12)
    select distinct code from line`.execute(work.db)
  return rows.map(({ code }) => code)
}

export async function presentEntries(work: Work, versions: readonly EntryVersion[]): Promise<Entry[]> {
  const [day, named] = await Promise.all([
    today(work),
    nameActors(
      work,
      versions.map(({ writtenBy }) => writtenBy),
    ),
  ])
  return versions.map(({ code, number, terms, change, writtenBy, writtenAt }) => ({
    code,
    number,
    ...terms,
    holds: holdsOn(terms, day),
    by: writtenBy === null ? null : named(writtenBy),
    at: writtenAt?.toString() ?? null,
    change,
  }))
}

async function shippedEntries(work: Work): Promise<EntryVersion[]> {
  const { rules } = await matrixOf(work)
  return starterEntries(rules.currency).map((one) => ({ ...one, number: 0, change: null, writtenBy: null, writtenAt: null }))
}

interface Row {
  code: string
  number: number
  terms: unknown
  change: string | null
  written_by: string
  written_at: Temporal.Instant
}

const versionOf = ({ code, number, terms, change, written_by, written_at }: Row): EntryVersion => ({
  code,
  number,
  // Written by write-entry.ts alone, from the contract's own shape.
  terms: terms as Terms,
  change,
  writtenBy: written_by,
  writtenAt: written_at,
})
