/** Why a precedent is like a case, the strongest first. */
export const whys = ['same_category', 'near_category', 'same_cause', 'near_amount', 'same_wishes', 'like_words'] as const
export type Why = (typeof whys)[number]

/** A case as it is compared: codes, a sum in minor units, and the beginnings of its words. */
export interface Comparable {
  category: string | null
  /** The branch that the category is of. */
  branch: string | null
  cause: string | null
  wishes: readonly string[]
  amount: number | null
  currency: string | null
  words: ReadonlySet<string>
}

export interface Likeness {
  score: number
  whys: Why[]
}

const weights: Record<Why, number> = {
  same_category: 4,
  near_category: 1.5,
  same_cause: 3,
  near_amount: 1.5,
  same_wishes: 1.5,
  like_words: 2,
}

// Below these a resemblance is chance.
const [nearEnough, wishesEnough, wordsEnough] = [0.5, 0.34, 0.2]

/** How like two cases are, and in what. */
export function likenessOf(one: Comparable, other: Comparable): Likeness {
  const measured: [Why, number][] = [
    ['same_category', one.category !== null && one.category === other.category ? 1 : 0],
    ['near_category', one.category !== other.category && one.branch !== null && one.branch === other.branch ? 1 : 0],
    ['same_cause', one.cause !== null && one.cause === other.cause ? 1 : 0],
    ['near_amount', enough(nearnessOf(one, other), nearEnough)],
    ['same_wishes', enough(overlapOf(one.wishes, other.wishes), wishesEnough)],
    ['like_words', enough(overlapOf([...one.words], [...other.words]), wordsEnough)],
  ]
  const found = measured.filter(([, share]) => share > 0)
  return { score: found.reduce((sum, [why, share]) => sum + weights[why] * share, 0), whys: found.map(([why]) => why) }
}

const enough = (share: number, least: number): number => (share >= least ? share : 0)

/** 1 where they are the same, 0 where the one is ten times the other or more, or they cannot be compared. */
function nearnessOf(one: Comparable, other: Comparable): number {
  if (!one.amount || !other.amount || one.currency !== other.currency) return 0
  return Math.max(0, 1 - Math.abs(Math.log10(one.amount / other.amount)))
}

/** What they have in common, as the cosine of two sets. */
function overlapOf<Item>(one: readonly Item[], other: readonly Item[]): number {
  if (one.length === 0 || other.length === 0) return 0
  const known = new Set(other)
  return one.filter((item) => known.has(item)).length / Math.sqrt(one.length * other.length)
}

/** So many are shown. */
export const mostShown = 5

interface Ranked extends Likeness {
  amount: number | null
}

/**
 * The most alike, at most five. The most generous one of the same category and cause is always among them: who decides sees also what
 * speaks for more.
 */
export function nearestOf<One extends Ranked>(ranked: readonly One[]): One[] {
  const sorted = ranked.toSorted((one, other) => other.score - one.score)
  const shown = sorted.slice(0, mostShown)
  const like = sorted.filter(({ whys: found }) => found.includes('same_category') && found.includes('same_cause'))
  const generous = like.toSorted((one, other) => (other.amount ?? 0) - (one.amount ?? 0))[0]
  if (generous === undefined || shown.some(({ amount }) => (amount ?? 0) >= (generous.amount ?? 0))) return shown
  return [...shown.slice(0, mostShown - 1), generous]
}
