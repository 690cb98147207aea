import type { Language } from '#platform/endpoint.ts'
import { type ReadSentence, setOf } from './commitment.ts'
import { datesIn } from './find-dates.ts'
import { inGreekLetters } from './greek-of-latin.ts'
import type { Stretch } from './written-sentences.ts'
import { type WrittenWord, wordsIn } from './written-words.ts'

/** A sentence read for its dates and clauses; `dark` says of each word that nothing there binds: asked, conditional or quoted. */
export interface LitSentence extends ReadSentence {
  dark: readonly boolean[]
}

// Longer than any sentence a person writes; what is beyond is no sentence, and is not read.
const longest = 600

/** The words of a sentence that we say ourselves there. */
export function ownWords(
  text: string,
  { start, end }: Stretch,
  { quoted, language }: { quoted: readonly Stretch[]; language: Language },
): readonly WrittenWord[] {
  const words = wordsIn(text, start, Math.min(end, start + 4000)).slice(0, longest)
  const inQuotes = (word: WrittenWord): boolean => quoted.some((stretch) => word.start >= stretch.start && word.start < stretch.end)
  const own = quoted.length === 0 ? words : words.filter((word) => !inQuotes(word))
  return language === 'el' && !/[\u0370-\u03ff]/.test(text.slice(start, end)) ? inGreekLetters(own) : own
}

export function readSentence(words: readonly WrittenWord[], language: Language): LitSentence {
  const dates = datesIn(words, language)
  const frame = { words, dates, clauses: clausesOf(words, language, dates) }
  return { ...frame, dark: darkness(frame, language) }
}

const marks = /^[,;:()–—·[\]]$/
const conjunctions: Record<Language, ReadonlySet<string>> = {
  en: setOf('and but so because which who while although though'),
  el: setOf('και κι αλλα γιατι διοτι ενω ομωσ ωστοσο οποτε'),
  es: setOf('y e pero porque aunque mientras sino'),
}

/** A clause begins after a mark and with a conjunction, not inside a date. */
function clausesOf(words: readonly WrittenWord[], language: Language, dates: ReadSentence['dates']): number[] {
  let clause = 0
  let date = 0
  return words.map(({ folded, written }, at) => {
    while ((dates[date]?.to ?? Infinity) <= at) date += 1
    const isInner = at > (dates[date]?.from ?? at)
    if (!isInner && (marks.test(written) || conjunctions[language].has(folded))) clause += 1
    return clause
  })
}

/** Whether a condition begins here; short words need their neighbours. */
const opens: Record<Language, (before: () => string, rest: string) => boolean> = {
  en: (before, rest) =>
    /^(?:if|unless|provided|providing|assuming|whenever)\b/.test(rest)
      ? !/\b(?:know|tell|see|check|whether|ask|confirm|find out|say|out|informed|inform|update|sure|as|even)(?: \p{L}+){0,4}$/u.test(
          before(),
        ) && !/^if (?:you (?:like|wish|prefer)|that(?: is|'s)? (?:ok|okay|all right|alright|fine|suits|convenient|works))/.test(rest)
      : /^(?:once (?:we|you|i|the|it|your|our|this|that|he|she|they)\b|as soon as (?!possible|we can|i can)|when (?:we|you|i|the|it|your|our|he|she|they)\b|after (?:you|we|the \p{L}+ (?:has|have|is)|your)|subject to|in case|on condition|in the event|depending on)/u.test(
          rest,
        ) ||
        (/^(?:should|had) (?:the|you|we|it|your|i|there|anything|this)\b/.test(rest) && before() === ''),
  el: (before, rest) =>
    /^(?:αν|εαν|αμα)\s/.test(rest)
      ? !/(?:πω|πει|πουμε|δω|δουμε|ενημερωσω|ενημερωσουμε|ενημερωσει|ελεγξω|ελεγξουμε|επιβεβαιωσω|επιβεβαιωσουμε|μαθω|μαθουμε|απαντησω|απαντησουμε|για το|σχετικα με το|γνωστοποιησουμε|ρωτησω|ρωτησουμε|ενημερωνω)(?: (?:σασ|μεχρι|ωσ|εωσ|την?|αυριο|μεθαυριο|σημερα|το|\p{L}+η|\p{L}+α)){0,4}$/u.test(
          before(),
        )
      : /^(?:εφοσον|μολισ (?!τωρα)|οταν|αφοτου|αφου|με την προυποθεση|υπο την προυποθεση|σε περιπτωση|στην περιπτωση|αρκει να|εκτοσ (?:και )?αν|απαξ|ευθυσ ωσ|αναλογα με|κατοπιν τησ|μετα την (?:παραλαβη|υπογραφη|εγκριση|αποστολη))/.test(
          rest,
        ),
  es: (before, rest) =>
    /^si\s/.test(rest)
      ? !/(?:de|sobre|digo|decir(?:e|le|les)?|diremos|informare(?:mos)?|ver|comprobar(?:e|emos)?|confirmar(?:e|emos|le)?|saber|veremos|vere|miro|reviso|consulto|consultare|preguntar(?:e)?|avisar(?:e|emos)?)$/.test(
          before(),
        )
      : /^(?:cuando (?!antes)|siempre que|siempre y cuando|a condicion|en caso|en el caso de que|salvo que|tras (?:la|el|su|recibir|comprobar)|una vez|en cuanto (?!a\b|podamos|pueda|me sea|nos sea|sea posible)|de haber|excepto que|en el supuesto|a menos que|mientras no|con tal de que|dependiendo|segun (?:lo que|disponibilidad)|despues de (?:que|recibir|firmar)|tan pronto como (?!sea posible|nos sea|me sea|podamos|pueda))/.test(
          rest,
        ),
}

/** A condition darkens its sentence from the last «;» or «:» before it to the next; a question what it asks. */
function darkness(frame: ReadSentence, language: Language): boolean[] {
  const { words } = frame
  const dark = words.map(() => false)
  const darken = (from: number, to: number): void => {
    for (let at = from; at < to; at += 1) dark[at] = true
  }
  for (const [at, { folded }] of words.entries()) {
    if (!starts[language].has(folded)) continue
    const before = () => joinedWords(words.slice(segmentStart(words, at), at)).trim()
    if (opens[language](before, joinedWords(words.slice(at, at + 8)))) darken(segmentStart(words, at), segmentEnd(words, at))
  }
  if (isQuestion(words, language)) darken(...asked(frame))
  for (const [at, { written }] of words.entries()) if (written === '¿') darken(at, words.length)
  return dark
}

const joinedWords = (words: readonly WrittenWord[]): string => words.map(({ folded }) => folded).join(' ')

const starts: Record<Language, ReadonlySet<string>> = {
  en: setOf('if unless provided providing assuming whenever once as when after subject in on depending should had'),
  el: setOf('αν εαν αμα εφοσον μολισ οταν αφοτου αφου με υπο σε στην αρκει εκτοσ απαξ ευθυσ αναλογα κατοπιν μετα'),
  es: setOf('si cuando siempre a en salvo tras una de excepto mientras con dependiendo segun despues tan'),
}

const isQuestion = (words: readonly WrittenWord[], language: Language): boolean =>
  (language === 'el' ? /[?;\u037e]/ : /\?/).test(words.at(-1)?.written ?? '')

/** A short tail behind a comma asks for consent: «…, all right?» leaves what stands before it said. */
function asked({ words, clauses }: ReadSentence): [number, number] {
  const last = clauses.at(-1)
  const from = clauses.indexOf(last ?? 0)
  const tail = from > 0 && words[from]?.written === ',' && words.length - from <= 6
  return tail ? [from, words.length] : [0, words.length]
}

const breaks = /^[;:]$/

function segmentStart(words: readonly WrittenWord[], at: number): number {
  let from = at
  while (from > 0 && !breaks.test(words[from - 1]?.written ?? '')) from -= 1
  return from
}

function segmentEnd(words: readonly WrittenWord[], at: number): number {
  let to = at
  while (to < words.length && !breaks.test(words[to]?.written ?? '')) to += 1
  return to
}
