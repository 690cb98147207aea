const mostWords = 1500

/** How much of a text did not reach the reply, 0 to 1, in characters of its words; their order counts, what was added does not. Open slots are left out before. */
export function shareChanged(text: string, reply: string): number {
  const wanted = wordsOf(text).slice(0, mostWords)
  const total = lengthOf(wanted)
  if (total === 0) return 0
  const kept = keptLength(wanted, wordsOf(reply).slice(0, 2 * mostWords))
  return Math.max(0, 1 - kept / total)
}

const wordsOf = (text: string): string[] => text.normalize('NFC').match(/[\p{L}\p{N}]+/gu) ?? []
const lengthOf = (words: readonly string[]): number => words.reduce((sum, word) => sum + word.length, 0)

// The longest common run of words with gaps, weighed by their letters: one row at a time.
function keptLength(wanted: readonly string[], written: readonly string[]): number {
  let before = new Uint32Array(written.length + 1)
  for (const word of wanted) {
    const row = new Uint32Array(written.length + 1)
    for (const [at, other] of written.entries()) {
      const longer = Math.max(before[at + 1] ?? 0, row[at] ?? 0)
      row[at + 1] = word === other ? Math.max(longer, (before[at] ?? 0) + word.length) : longer
    }
    before = row
  }
  return before.at(-1) ?? 0
}
