import { actorName } from '#platform/actor.ts'
import type { BodyOf } from '#platform/endpoint.ts'
import { newId } from '#platform/id.ts'
import { refuse } from '#platform/refusal.ts'
import { sameVersion } from '#platform/version.ts'
import type { Work } from '#platform/work.ts'
import { isUnfairlyBound } from '../rules/unfair-condition.ts'
import type { addEntry as addEndpoint, Entry, Terms, writeEntry as writeEndpoint } from './contract.ts'
import { entryVersions, presentEntries } from './find-entries.ts'
import { faultIn } from './rules/terms.ts'
import './facts.ts'
import './refusals.ts'

/** Adds an entry under a code of its own. */
export async function addEntry(work: Work, { terms, change }: BodyOf<typeof addEndpoint>): Promise<Entry> {
  await judgeTerms(work, terms)
  return write(work, { code: newId(), number: 1, terms, change })
}

/** Writes the next version of an entry; what was proposed by an earlier one keeps it. */
export async function writeEntry(work: Work, code: string, { number, terms, change }: BodyOf<typeof writeEndpoint>): Promise<Entry> {
  const [newest] = await entryVersions(work, code)
  sameVersion(newest?.number ?? 0, number)
  await judgeTerms(work, terms)
  return write(work, { code, number: number + 1, terms, change })
}

interface Written {
  code: string
  number: number
  terms: Terms
  change?: string | null | undefined
}

async function write(work: Work, { code, number, terms, change }: Written): Promise<Entry> {
  const written = await work.db
    .insertInto('remedies_catalogue')
    .values({
      code,
      number,
      terms: JSON.stringify(terms),
      change: change?.trim() || null,
      written_by: actorName(work.actor),
      written_at: work.now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('number')
    .executeTakeFirst()
  // Somebody else wrote this version a moment ago.
  if (!written) sameVersion(number, number - 1)
  await work.announce({ fact: 'catalogue.written', house: 'remedies', entry: code, number })
  const [entry] = await presentEntries(work, (await entryVersions(work, code)).slice(0, 1))
  if (!entry) throw new Error('An entry that was just written is not there')
  return entry
}

async function judgeTerms(work: Work, terms: Terms): Promise<void> {
  const fault = faultIn(terms)
  if (fault) throw refuse(codes[fault])
  if ([...Object.values(terms.name), ...Object.values(terms.happens)].some(isUnfairlyBound)) throw refuse('remedies.unfair_condition')
  if (terms.categories.length === 0) return
  const known = await work.db.selectFrom('complaints_categories').select('code').where('code', 'in', terms.categories).execute()
  const unknown = terms.categories.filter((code) => !known.some((one) => one.code === code))
  if (unknown.length > 0) throw refuse('catalogue.unknown_category', { codes: unknown.join(', ') })
}

const codes = {
  range_needed: 'catalogue.range_needed',
  range_unneeded: 'catalogue.range_unneeded',
  range_upside_down: 'catalogue.range_upside_down',
  percent_only_coupon: 'catalogue.percent_only_coupon',
  unknown_currency: 'catalogue.unknown_currency',
  dates_upside_down: 'catalogue.dates_upside_down',
} as const
