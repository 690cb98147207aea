import { fold } from '#platform/fold.ts'

// Shorter ones are in every sentence; of longer ones the beginning carries the sense, in all three languages.
const [shortest, kept] = [4, 6]

/** The words of a text by which two cases can be alike: no numbers, and no endings. */
export const wordsOf = (text: string): Set<string> =>
  new Set((fold(text).match(/[\p{L}\p{M}]+/gu) ?? []).filter((word) => word.length >= shortest).map((word) => word.slice(0, kept)))
