import { fold, words } from '#platform/fold.ts'

const readAtMost = 6_000
const shortest = 4
const fewest = 4

/** The words of a text that say what it is about: folded, once each, without the short ones. */
const saying = (text: string): Set<string> => new Set(words(fold(text.slice(0, readAtMost))).filter((word) => word.length >= shortest))

/** How much two texts say the same, from 0 to 1: of the words of the shorter one, the share that the other one has; 0 where one has too few to tell. */
export function likeness(one: string, other: string): number {
  const [few, many] = [saying(one), saying(other)].toSorted((a, b) => a.size - b.size) as [Set<string>, Set<string>]
  return few.size < fewest ? 0 : few.intersection(many).size / Math.max(few.size, many.size / 3)
}

export const saysTheSame = (one: string, other: string): boolean => likeness(one, other) >= 0.55

const codes = /[\p{L}\p{N}][\p{L}\p{N}./-]{2,58}[\p{L}\p{N}]/gu

/** What in a text may be an order number: a code of letters and digits with at least three digits, at most forty of them. */
export const orderLike = (text: string): string[] =>
  [...new Set((text.slice(0, readAtMost).match(codes) ?? []).filter((code) => (code.match(/\p{Nd}/gu) ?? []).length >= 3))].slice(0, 40)
