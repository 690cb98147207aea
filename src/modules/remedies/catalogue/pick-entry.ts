import type { Language } from '#platform/endpoint.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { readSum } from '../read-sum.ts'
import type { Basis, Kind } from '../rules/kinds.ts'
import { type Sum, writtenSum } from '../rules/sum.ts'
import type { Range, Terms } from './contract.ts'
import { categoryLine, findEntries, today } from './find-entries.ts'
import { faultOfWorth, holdsOn, isFor } from './rules/terms.ts'
import './refusals.ts'

interface Asked {
  entry?: string | null | undefined
  kind: Kind
  basis: Basis
  money?: Sum | null | undefined
  percent?: number | null | undefined
}

interface Picked {
  catalogue_code: string | null
  catalogue_number: number | null
}

/** The entry by whose terms a remedy is proposed: its form, range, days, categories and evidence hold then. */
export async function pickEntry(
  work: Work,
  { category, evidence }: { category: string | null; evidence: string | null },
  asked: Asked,
): Promise<Picked> {
  if (!asked.entry) return { catalogue_code: null, catalogue_number: null }
  const entry = (await findEntries(work)).find(({ code }) => code === asked.entry)
  if (!entry) throw refuse('catalogue.unknown_entry')
  const language: Language = work.actor.kind === 'person' ? work.actor.language : 'en'
  const { terms } = entry
  const name = terms.name[language]
  if (terms.kind !== asked.kind || terms.basis !== asked.basis) throw refuse('catalogue.other_form', { name })
  if (!holdsOn(terms, await today(work))) throw refuse('catalogue.not_valid', { name })
  if (!isFor(terms, await categoryLine(work, [category]))) throw refuse('catalogue.other_category', { name })
  judgeWorth(terms, asked, name)
  if (terms.evidence !== null && evidence === null) throw refuse('catalogue.evidence_first', { name, evidence: terms.evidence[language] })
  return { catalogue_code: entry.code, catalogue_number: entry.number }
}

function judgeWorth({ range }: Terms, { money, percent }: Asked, name: string): void {
  const fault = faultOfWorth(range, { money: money ? readSum(money) : null, percent: percent ?? null })
  if (fault) throw refuse(codes[fault], { name, ...ends(range) })
}

const codes = {
  by_percent: 'catalogue.by_percent',
  by_sum: 'catalogue.by_sum',
  other_currency: 'catalogue.other_currency',
  out_of_range: 'catalogue.out_of_range',
} as const

function ends(range: Range | null): { min: string; max: string; currency: string } {
  if (range === null) return { min: '0', max: '0', currency: '' }
  if (range.unit === 'percent') return { min: `${range.min} %`, max: `${range.max} %`, currency: '' }
  const { currency, min, max } = range
  return { min: writtenSum({ amount: min, currency }), max: writtenSum({ amount: max, currency }), currency }
}
