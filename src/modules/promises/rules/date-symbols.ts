import { remembering } from '#modules/tone/rules/remember.ts'
import type { Language } from '#platform/endpoint.ts'
import lexicon from './date-words.json' with { type: 'json' }
import type { WrittenWord } from './written-words.ts'

/** What a run of words says about a date, the same in every language: `weekday: 5`, `unit: 'day'`, `by: true`. [from, to) counts words. */
export interface DateSymbol {
  says: Readonly<Record<string, string | number | true>>
  from: number
  to: number
}

/** The words as symbols of dates, longest phrase first. Words that say nothing about dates become symbols that say nothing. */
export function symbolsOf(words: readonly WrittenWord[], language: Language): DateSymbol[] {
  const symbols: DateSymbol[] = []
  for (let at = 0; at < words.length; ) {
    const symbol = symbolAt(words, at, phrasesOf(language))
    symbols.push(symbol)
    at = symbol.to
  }
  return symbols
}

/** What a symbol says; nothing beyond the last one. */
export const saysAt = (symbols: readonly DateSymbol[], at: number): DateSymbol['says'] => symbols[at]?.says ?? silent

/** Whether it says nothing about dates, as most words do. */
export const isSilent = ({ says }: DateSymbol): boolean => says === silent

/** Whether it says one of these. */
export const saysAny = (says: DateSymbol['says'], names: readonly string[]): boolean => names.some((name) => says[name] !== undefined)

interface Phrase {
  words: readonly string[]
  says: DateSymbol['says']
}

const silent: DateSymbol['says'] = {}
const read = new Map<Language, Map<string, Phrase[]>>()

function phrasesOf(language: Language): Map<string, Phrase[]> {
  const there = read.get(language)
  if (there) return there
  const said = new Map<string, Record<string, string | number | true>>()
  for (const [symbols, phrases] of Object.entries(lexicon[language] as Record<string, string[]>))
    for (const phrase of phrases) said.set(phrase, { ...said.get(phrase), ...parseSymbols(symbols) })
  const made = Map.groupBy(
    Array.from(said, ([phrase, says]): Phrase => ({ words: phrase.split(' '), says })).toSorted(
      (one, other) => other.words.length - one.words.length,
    ),
    ({ words }) => words[0] ?? '',
  )
  read.set(language, made)
  return made
}

const parseSymbols = (symbols: string): Record<string, string | number | true> =>
  Object.fromEntries(
    symbols.split(' ').map((symbol) => {
      const [name = '', value] = symbol.split(':')
      return [name, value === undefined ? true : /^\d+$/.test(value) ? Number(value) : value]
    }),
  )

function symbolAt(words: readonly WrittenWord[], at: number, phrases: Map<string, Phrase[]>): DateSymbol {
  const word = words[at]
  if (!word) return { says: silent, from: at, to: at + 1 }
  const figures = figuresIn(word)
  if (figures && !(figures.fill && at === 0)) return { says: figures, from: at, to: at + 1 }
  const phrase = phrases
    .get(bare(word.folded))
    ?.find((one) => one.words.every((each, step) => each === bare(words[at + step]?.folded ?? '')))
  return { says: phrase?.says ?? silent, from: at, to: at + (phrase?.words.length ?? 1) }
}

// «a.m.», «p. m.», «π.μ.»: their stops say nothing.
const bare = (folded: string): string =>
  folded.length < 7 && folded.includes('.') && /^\p{L}\. ?\p{L}\.?$/u.test(folded) ? folded.replaceAll(/[. ]/g, '') : folded

function figuresIn({ folded }: WrittenWord): DateSymbol['says'] | null {
  const first = folded.charCodeAt(0)
  if (first < 48 || first > 57) return folded.length === 1 ? (marks[folded] ?? null) : null
  return figuresOf(folded)
}

const figuresOf = remembering((folded: string): DateSymbol['says'] => {
  if (/^\d{1,4}$/.test(folded)) return { number: Number(folded), figures: true }
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(folded)
  if (iso) return { date: true, year: Number(iso[1]), month: Number(iso[2]), day_of_month: Number(iso[3]) }
  const clock = /^([01]?\d|2[0-3])[:.]([0-5]\d)$/.exec(folded)
  if (clock) return { clock: true, hour: Number(clock[1]), minute: Number(clock[2]) }
  const slashed = /^(\d{1,2})([/.-])(\d{1,2})(?:[/.-](\d{4}|\d{2}))?$/.exec(folded)
  return slashed ? slashedDate(slashed) : silent
})

const marks: Readonly<Record<string, DateSymbol['says']>> = {
  ',': { comma: true },
  '(': { bracket: true },
  ')': { bracket: true },
  '.': { stop: true },
  "'": { fill: true },
}

/** «27/11» is a day, and a range where a unit follows: «24-48 hours». */
function slashedDate([, one = '', mark, two = '', year]: RegExpExecArray): DateSymbol['says'] {
  const said = { day_of_month: Number(one), month: Number(two), date: true as const }
  if (year !== undefined) return { ...said, year: Number(year.length === 2 ? `20${year}` : year) }
  return mark === '-' || Number(two) > 12 ? { number: Number(two), figures: true, range: true } : { ...said }
}
