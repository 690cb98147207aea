import { fold } from '#platform/fold.ts'
import type { PersonalKind, PersonalSpan } from './spans.ts'

export interface KnownValue {
  kind: PersonalKind
  value: string
}

const between = '[\\s\\-–—./()_]{0,3}'
const folded = new Map<string, string>()

/** A text folded letter by letter, so that places stay. */
function evenly(text: string): string {
  let all = ''
  for (let at = 0; at < text.length; at += 1) {
    const letter = text.charAt(at)
    let plain = folded.get(letter)
    if (plain === undefined) {
      const whole = fold(letter).replace('ñ', 'n')
      plain = whole.length === 1 ? whole : letter
      folded.set(letter, plain)
    }
    all += plain
  }
  return all
}

const lettersOf = (value: string): string => evenly(value.normalize('NFC')).replace(/[^\p{L}\p{N}]/gu, '')

// A telephone is written with its country or without.
const spellings = ({ kind, value }: KnownValue): string[] => {
  const letters = lettersOf(value)
  if (kind !== 'PHONE') return [letters]
  return [letters, ...[10, 9, 8, 7].filter((length) => letters.length > length).map((length) => letters.slice(-length))]
}

/** Where values of the record stand, with or without spaces, dashes and accents. A shorter value stands only by itself. */
export function knownValuesIn(text: string, known: readonly KnownValue[]): PersonalSpan[] {
  const plain = evenly(text)
  return known.flatMap((one) =>
    spellings(one)
      .filter((letters) => letters.length > 1 && letters.length <= 200)
      .flatMap((letters) => {
        const whole = [...letters].join(between)
        const pattern = letters.length >= 7 ? whole : `(?<![\\p{L}\\p{N}])${whole}(?![\\p{L}\\p{N}])`
        return [...plain.matchAll(new RegExp(pattern, 'gu'))].map((match) => ({
          kind: one.kind,
          start: match.index,
          end: match.index + match[0].length,
        }))
      }),
  )
}
