import type { Language } from '#platform/endpoint.ts'
import type { Case } from './judged-cases.ts'

/** The layer speaks from a probability on; below another it takes the word of a pattern back. */
export interface Limits {
  from: number
  below: number
}

/** What is known of one label: in whole texts and in single sentences. */
export interface Graded {
  label: string
  whole: readonly Case[]
  single: readonly Case[]
}

/**
 * The limits of each label, by language: those with the highest F1 in whole texts, where each label is lent some cases of all others (a label
 * has few of its own, and what is best for these alone is chance). Null where they gain nothing in that language, or where less than half of what they
 * add is right.
 */
export function chooseLimits(graded: readonly Graded[], mayTakeBack: boolean): Map<string, (language: Language) => Limits | null> {
  const tried = froms.flatMap((from) => (mayTakeBack ? belows : [0]).map((below): Limits => ({ from, below })))
  const counts = graded.map(({ whole }) => tried.map((limits) => countOf(whole, limits)))
  const all = tried.map((_, at) => counts.map((own) => own[at] ?? none).reduce(add, none))
  return new Map(
    graded.map((one, label) => {
      const f1s = tried.map((limits, at) =>
        isTrusted(one.whole, limits) ? f1Of(add(counts[label]?.[at] ?? none, partOf(all[at] ?? none))) : 0,
      )
      const best = tried[indexOfHighest(f1s)] ?? silent
      return [one.label, (language) => (isWorth(one, best, language) ? best : null)]
    }),
  )
}

interface Counts {
  right: number
  wrong: number
  missed: number
}

const none: Counts = { right: 0, wrong: 0, missed: 0 }
const silent: Limits = { from: 2, below: 0 }
const froms = [...Array.from({ length: 36 }, (_, at) => Math.round(100 + 25 * at) / 1000), silent.from]
const belows = [0, 0.01, 0.02, 0.03, 0.05, 0.08, 0.12, 0.18, 0.25]
// So many true cases of all labels together are lent to each.
const lentCases = 8

const add = (one: Counts, other: Counts): Counts => ({
  right: one.right + other.right,
  wrong: one.wrong + other.wrong,
  missed: one.missed + other.missed,
})

function partOf({ right, wrong, missed }: Counts): Counts {
  const share = lentCases / Math.max(1, right + missed)
  return { right: right * share, wrong: wrong * share, missed: missed * share }
}

const says = ({ sentences }: Case, { from, below }: Limits): boolean =>
  sentences.some(({ score, pattern }) => score >= from || (pattern && score >= below))

function countOf(cases: readonly Case[], limits: Limits): Counts {
  const counts = { ...none }
  for (const one of cases) {
    const said = says(one, limits)
    if (said && one.right) counts.right++
    else if (said) counts.wrong++
    else if (one.right) counts.missed++
  }
  return counts
}

const f1Of = ({ right, wrong, missed }: Counts): number => (right === 0 ? 0 : (2 * right) / (2 * right + wrong + missed))

const indexOfHighest = (values: readonly number[]): number => values.indexOf(Math.max(...values))

function isWorth({ whole, single }: Graded, limits: Limits, language: Language): boolean {
  const own = [whole, single].map((cases) => cases.filter((one) => one.language === language))
  const gain = own.reduce((sum, cases) => sum + f1Of(countOf(cases, limits)) - f1Of(countOf(cases, silent)), 0)
  return gain > 0 && isTrusted(own[0] ?? [], limits)
}

/** At least half of what is added to the patterns is right. */
function isTrusted(cases: readonly Case[], limits: Limits): boolean {
  const added = cases.filter((one) => says(one, limits) && !says(one, silent))
  return added.filter(({ right }) => right).length * 2 >= added.length
}
