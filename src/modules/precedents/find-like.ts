import { sql } from 'kysely'
import { type ComplaintRecord, issuesOf, mergedHere } from '#modules/complaints/index.ts'
import { organisationOf } from '#modules/people/index.ts'
import type { Id } from '#platform/endpoint.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { presentable } from './present-precedents.ts'
import { type Band, bandOfAll } from './rules/band.ts'
import { type Comparable, type Likeness, likenessOf, mostShown } from './rules/similarity.ts'
import { wordsOf } from './rules/words-of.ts'
import type { Sources } from './sources.ts'
import './refusals.ts'

// Newer ones of the same kind before older ones of another: beyond these nothing is likelier.
const mostCompared = 200
const longestRead = 600

/** A sum that somebody thinks of, in minor units. */
export interface Thought {
  amount?: number | undefined
  currency?: string | undefined
}

/** What is decided and holds, with how like the issue it is. The complaint itself, and what was merged into it, are not among them. */
export async function findLike(
  work: Work,
  sources: Sources,
  { complaint, issue, thought }: { complaint: ComplaintRecord; issue: Id; thought: Thought },
) {
  const here = await comparableOf(work, sources, { complaint, issue })
  const rows = await candidates(work, complaint.id, here)
  return rows.map(({ text, ...row }) => {
    const there = {
      category: row.category_code,
      branch: row.branch ?? row.category_code,
      cause: row.cause_code,
      wishes: row.wishes,
      amount: row.at_stake,
      currency: row.currency,
      words: wordsOf(text),
    }
    const own = likenessOf(here, there)
    // With a sum in mind, what was given is near to it or not. What like cases got does not depend on it.
    const meant = { amount: thought.amount ?? null, currency: thought.currency ?? null }
    const shown = thought.amount === undefined ? own : likenessOf({ ...here, ...meant }, { ...there, amount: row.amount })
    return { ...row, ...shown, own: own.score }
  })
}

export type Like = Awaited<ReturnType<typeof findLike>>[number]

async function comparableOf(
  work: Work,
  sources: Sources,
  { complaint, issue }: { complaint: ComplaintRecord; issue: Id },
): Promise<Comparable> {
  const [[found], causes, wishes] = await Promise.all([
    issuesOf(work, complaint.id, issue),
    sources.causesOf(work, complaint.id),
    sources.wishesOf(work, complaint.id),
  ])
  if (!found) throw refuse('precedents.issue_not_found')
  const branch = found.category === null ? null : await branchOf(work, found.category)
  return {
    category: found.category,
    branch,
    cause: causes.find((one) => one.issue === found.id)?.code ?? null,
    wishes: (wishes.get(found.id) ?? []).map(({ code }) => code),
    amount: complaint.amount_minor,
    currency: complaint.amount_currency,
    words: wordsOf(`${found.title} ${complaint.subject} ${complaint.words.slice(0, longestRead)}`),
  }
}

async function branchOf(work: Work, category: string): Promise<string> {
  const row = await work.db.selectFrom('complaints_categories').select('parent_code').where('code', '=', category).executeTakeFirst()
  return row?.parent_code ?? category
}

async function candidates(work: Work, complaint: Id, { category, branch, cause }: Comparable) {
  if (category === null || branch === null) return []
  const { zone } = await organisationOf(work)
  const today = work.now.toZonedDateTimeISO(zone).toPlainDate()
  return (
    presentable(work)
      .innerJoin('complaints_complaints as c', 'c.id', 'p.complaint_id')
      .innerJoin('complaints_issues as i', (on) => on.onRef('i.complaint_id', '=', 'p.complaint_id').onRef('i.id', '=', 'p.issue_id'))
      // Their words are read to be compared, and go no further than this.
      .select([sql<string>`i.title || ' ' || c.subject || ' ' || left(c.words, ${longestRead})`.as('text')])
      .where((match) => match.or([match('k.code', '=', branch), match('k.parent_code', '=', branch)]))
      .where('p.suspended_at', 'is', null)
      .where('p.outdated_at', 'is', null)
      .where((match) => match.or([match('p.valid_to', 'is', null), match('p.valid_to', '>=', today)]))
      .where('p.complaint_id', '<>', complaint)
      .where('p.complaint_id', 'not in', mergedHere(work, complaint))
      .orderBy(sql`p.category_code = ${category}`, 'desc')
      .orderBy(sql`coalesce(p.cause_code = ${cause}, false)`, 'desc')
      .orderBy('p.decided_at', 'desc')
      .limit(mostCompared)
      .execute()
  )
}

/** Whether there is anything to go by for an issue, before anything is compared: mostly there is not. */
export async function anyLike(work: Work, { complaint, issue }: { complaint: Id; issue: Id }): Promise<boolean> {
  const found = await work.db
    .selectFrom('complaints_issues as i')
    .innerJoin('precedents_precedents as p', 'p.category_code', 'i.category_code')
    .select('p.id')
    .where('i.complaint_id', '=', complaint)
    .where('i.id', '=', issue)
    .where('p.cause_code', 'is not', null)
    .where('p.suspended_at', 'is', null)
    .where('p.outdated_at', 'is', null)
    .limit(1)
    .executeTakeFirst()
  return found !== undefined
}

const isLike = ({ whys }: Likeness): boolean => whys.includes('same_category') && whys.includes('same_cause')

/** Of the same category and cause, what was granted: with this basis, where one is meant. */
export const grantsAmong = (all: readonly Like[], basis?: string): Like[] =>
  all.filter((one) => isLike(one) && one.basis !== 'none' && (basis === undefined || one.basis === basis))

/** What the nearest like cases got; nothing, where all of them were refused. Null where there are none to go by. */
export function bandAmong(all: readonly Like[], basis?: string): (Band & { currency: string | null }) | null {
  const sums = grantsAmong(all, basis)
    .filter(({ amount }) => amount !== null)
    .toSorted((one, other) => other.own - one.own)
    .slice(0, mostShown)
  const currency = sums[0]?.currency ?? null
  const band = bandOfAll(sums.flatMap((one) => (one.currency === currency && one.amount !== null ? [one.amount] : [])))
  if (band !== null) return { ...band, currency }
  const refused = all.filter((one) => isLike(one) && one.basis === 'none' && one.outcome === 'not_upheld')
  return grantsAmong(all).length === 0 && refused.length > 0 ? { from: 0, to: 1, currency: null } : null
}
