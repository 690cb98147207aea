import { foldForRules } from '#modules/tone/rules/fold-map.ts'
import labels from './labels.json' with { type: 'json' }

// The words stand as people write them; they are sought folded, as whole words, in every language: a note may mix them.
const patterns = Object.values(labels).flat().map(foldForRules).join('|')
const label = new RegExp(`(?<![\\p{L}\\p{N}])(?:${patterns})(?![\\p{L}\\p{N}])`, 'giu')

/** Words in a note that label a person and do not say what happened (DOMAIN §4.6). Places are of the note. */
export function findLabels(note: string): { start: number; end: number }[] {
  const words = [...note.matchAll(/[\p{L}\p{M}\p{N}]+/gu)]
  const folded = words.map(([word]) => foldForRules(word))
  const places = placesOf(folded)
  return [...folded.join(' ').matchAll(label)].flatMap((match) => {
    const first = places.get(match.index)
    const last = words[(first ?? 0) + match[0].split(' ').length - 1]
    const from = first === undefined ? undefined : words[first]
    return from && last ? [{ start: from.index, end: last.index + last[0].length }] : []
  })
}

/** At which character of the joined words each of them begins. */
function placesOf(folded: readonly string[]): Map<number, number> {
  let at = 0
  return new Map(
    folded.map((word, number) => {
      const begins = at
      at += word.length + 1
      return [begins, number] as const
    }),
  )
}
