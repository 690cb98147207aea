import { fold, words } from '#platform/fold.ts'

// Links, addresses, our own numbers and times of day differ each time in what a machine says again and again.
const changing = /(?:https?:\/\/|www\.)\S+|\S+@\S+|RD[-\s]?\d{4}[-\s]?\d{6,12}[-\s]?\d|\b\d{1,2}[:.]\d{2}(?:[:.]\d{2})?\b/giu

/** What somebody wrote, without what changes by itself: two texts for which it is the same say the same. Empty when nothing is said. */
export const sameWords = (text: string): string => words(fold(text.slice(0, 20_000).replace(changing, ' '))).join(' ')
