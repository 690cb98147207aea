import type { Language } from '#platform/endpoint.ts'
import { languageOf, sentencesOf } from '#platform/language.ts'
import { type Folded, foldWithMap } from './fold-map.ts'
import { notOurs, type Range, touching } from './our-words.ts'
import { remembering } from './remember.ts'

/** One sentence that is ours, ready for the rules. */
export interface JudgedSentence {
  /** [start, end) in the text as written. */
  start: number
  end: number
  written: string
  /** Folded; what is not ours in it stands as «#». */
  folded: string
  /** The same with the beginning of the sentence that follows. */
  beyond: string
  map: Folded
  /** Which languages' rules apply, likeliest first; none where it is a language that we have no rules for. */
  languages: readonly Language[]
  /** Greek in Latin letters. */
  latin: boolean
}

export interface JudgedText {
  written: string
  sentences: readonly JudgedSentence[]
  /** Of most of it. */
  language: string | null
}

const foldedSentence = remembering(foldWithMap)
const longestPiece = 1_000
const mostSentences = 4_000

/** Reads a text: its sentences that are ours, each folded, with its language. */
export function judgedText(written: string, { language, quoted }: { language?: Language | null; quoted?: string | null } = {}): JudgedText {
  const strange = notOurs(written, quoted ?? '')
  const kept = sentencesOf(written)
    .flatMap((sentence) => pieces(written, sentence))
    .filter(({ start, end }) => !covered(strange, start, end))
    .slice(0, mostSentences)
  const whole = language ?? foundLanguage(sampleOf(written, kept)).language
  const folded = kept.map((range) => ({ range, map: foldedSentence(written.slice(range.start, range.end)) }))
  const sentences = folded.map(({ range, map }, at) => {
    const own = masked(map, range, strange)
    const text = written.slice(range.start, range.end)
    const next = folded[at + 1]?.map.text.slice(0, 80) ?? ''
    return { ...range, written: text, map, folded: own, beyond: next ? `${own} ${next}` : own, ...languagesOf(text, whole) }
  })
  return { written, sentences, language: whole }
}

/** The beginning tells the language of the whole; a greeting alone does not. */
function sampleOf(written: string, kept: readonly Range[]): string {
  let sample = ''
  for (const { start, end } of kept) {
    sample += ` ${written.slice(start, end)}`
    if (sample.length > 1_200) break
  }
  return sample.slice(0, 2_000)
}

/** A sentence without an end is cut where a word ends. */
function pieces(written: string, { start, end }: Range): Range[] {
  const found: Range[] = []
  let from = start
  while (end - from > longestPiece) {
    const space = written.lastIndexOf(' ', from + longestPiece)
    const cut = space > from + longestPiece / 2 ? space : safeCut(written, from + longestPiece)
    found.push({ start: from, end: cut })
    from = cut
  }
  return from < end ? [...found, { start: from, end }] : found
}

/** Never between a letter and what belongs to it. */
function safeCut(written: string, at: number): number {
  let cut = at
  while (cut < written.length && cut < at + 200 && /[\p{M}\ud800-\udfff\u200d]/u.test(written.charAt(cut))) cut += 1
  return cut
}

const covered = (strange: readonly Range[], start: number, end: number): boolean =>
  touching(strange, start, end).some((range) => range.start <= start + 1 && range.end >= end - 1)

function masked(map: Folded, { start, end }: Range, strange: readonly Range[]): string {
  return touching(strange, start, end).reduce((text, range) => {
    const from = map.position(range.start - start)
    const to = map.position(range.end - start)
    return text.slice(0, from) + '#'.repeat(Math.max(0, to - from)) + text.slice(to)
  }, map.text)
}

const ours = ['en', 'el', 'es'] as const
const isOurs = (language: string | null): language is Language => ours.some((one) => one === language)

/** As one types, most sentences stay what they were. */
const foundLanguage = remembering(languageOf)

/** The sentence's own language where it says so clearly; else that of the whole; both where they differ and neither is sure. */
function languagesOf(sentence: string, whole: string | null): { languages: readonly Language[]; latin: boolean } {
  const { language, latin, sure } = foundLanguage(sentence)
  if (language === 'el' && !latin) return { languages: ['el'], latin: false }
  if (sure >= 0.75) return { languages: [language].filter(isOurs), latin }
  const own = sure >= 0.35 ? [language].filter(isOurs) : []
  // Latin letters in a Greek text, or two words that no language owns: English, Spanish, or Greek typed so.
  const anything = whole === 'el' || (whole === null && language === null)
  if (anything) return { languages: own.length > 0 ? [...new Set([...own, 'el' as const])] : ours, latin: true }
  return { languages: firstOf([...own, ...[whole].filter(isOurs)], [language].filter(isOurs)), latin }
}

function firstOf(...lists: (readonly Language[])[]): readonly Language[] {
  const list = lists.find(({ length }) => length > 0)
  return list ? [...new Set(list)] : ours
}
