import type { SaidDate } from './find-dates.ts'
import type { WrittenWord } from './written-words.ts'

/**
 * What makes a clause a commitment, or takes the dates around it away from one: a verb of ours to come is live; what was, what others shall
 * do, and what is denied is not. `at` counts words.
 */
export interface Head {
  at: number
  live: boolean
  /** It binds without a date: «I will call you back». */
  firm: boolean
  /** 0–1 */
  certainty: number
}

/** One sentence, read for its dates. `clauses` is the number of each word's clause; a new one begins at a mark or a conjunction. */
export interface ReadSentence {
  words: readonly WrittenWord[]
  dates: readonly SaidDate[]
  clauses: readonly number[]
}

/** What a word may do wherever it stands: nothing, only take a date away from us, or bind us. Asked of every word, so that only few are looked at. */
export type Force = 'none' | 'takes' | 'binds'

/** The heads of a sentence: of each word that has any force, what it is there. */
export function headsWhere(
  sentence: ReadSentence,
  forceOf: (written: string) => Force,
  headAt: (sentence: ReadSentence, at: number) => Head | null,
): Head[] {
  const heads: Head[] = []
  for (const [at, { written }] of sentence.words.entries()) {
    const head = forceOf(written) === 'none' ? null : headAt(sentence, at)
    if (head) heads.push(head)
  }
  return heads
}

export const dead = (at: number): Head => ({ at, live: false, firm: false, certainty: 0 })

export const setOf = (list: string): ReadonlySet<string> => new Set(list.split(/\s+/))

/** The words of a clause up to a place, as folded, first to last. */
export function clauseBefore({ words, clauses }: ReadSentence, at: number): string[] {
  let from = at
  while (from > 0 && clauses[from - 1] === clauses[at]) from -= 1
  const before: string[] = []
  for (; from < at; from += 1) before.push(words[from]?.folded ?? '')
  return before
}

/** The words of a clause from a place on. */
export function clauseAfter({ words, clauses }: ReadSentence, at: number): string[] {
  let to = at
  while (to < words.length && clauses[to] === clauses[at]) to += 1
  return words.slice(at, to).map(({ folded }) => folded)
}

/** Whether a word stands inside a date, and says nothing else: «no later than», «the next». */
export const inDate = ({ dates }: ReadSentence, at: number): boolean => dates.some(({ from, to }) => at >= from && at < to)
