import type { WorkingTime } from '#modules/calendars/rules/working-time.ts'
import { remembering } from '#modules/tone/rules/remember.ts'
import type { Language } from '#platform/endpoint.ts'
import { type FoundLanguage, languagesOf } from '#platform/language.ts'
import type { Head, ReadSentence } from './commitment.ts'
import { forceInGreek, headsInGreek } from './heads-el.ts'
import { forceInEnglish, headsInEnglish } from './heads-en.ts'
import { forceInSpanish, headsInSpanish } from './heads-es.ts'
import { ownWords, readSentence } from './read-sentence.ts'
import { resolveDue } from './resolve-due.ts'
import { ourSentences, type Stretch } from './written-sentences.ts'

/** A commitment of ours in a text: [start, end) in UTF-16 units, when it is due, and how sure we are that it is one (0–1). */
export interface FoundPromise {
  text: string
  start: number
  end: number
  /** The last moment at which it is kept; null where it is firm and says no date. */
  due: Temporal.Instant | null
  certainty: number
}

export interface Situation {
  at: Temporal.Instant
  /** The clock on which «tomorrow» is said: the customer's, else the desk's. */
  zone: string
  language?: Language | undefined
  /** When the desk works, for working days and closing time; Monday to Friday from nine to five where it is not known. */
  working?: WorkingTime | undefined
}

/**
 * The promises that a text of ours makes, in order: in English, Greek and Spanish, sentence by sentence, in time linear in its length. What
 * was, questions, conditions, denials, quotations, general statements and what the customer shall do are none.
 */
export function detectPromises(text: string, situation: Situation): FoundPromise[] {
  const working = situation.working ?? officeHours
  const own = ourSentences(text)
  const found = languagesOf(
    text,
    own.map(({ sentence }) => sentence),
  )
  const known = { told: situation.language ?? null, whole: found.whole.sure >= 0.9 ? ours(found.whole.language) : null }
  return own.flatMap(({ sentence, quoted }, at) => {
    for (const language of readAs(text.slice(sentence.start, sentence.end), known, () => found.each(at))) {
      const promises = promisesIn({ text, sentence, quoted }, { ...situation, working, language })
      if (promises.length > 0) return promises
    }
    return []
  })
}

const nineToFive = [{ from: '09:00', to: '17:00' }]
const officeHours: WorkingTime = { zone: 'UTC', week: [...Array.from({ length: 5 }, () => nineToFive), [], []], isHoliday: () => false }

const headsOf = { en: headsInEnglish, el: headsInGreek, es: headsInSpanish } as const
const forceOf = { en: forceInEnglish, el: forceInGreek, es: forceInSpanish } as const

interface Said {
  text: string
  sentence: Stretch
  quoted: readonly Stretch[]
}

type Where = Required<Omit<Situation, 'language' | 'working'>> & { language: Language; working: WorkingTime }

interface KnownLanguage {
  told: Language | null
  /** Of the text as a whole, where it leaves no doubt: no sentence of its letters need be asked. */
  whole: Language | null
}

const ours = (language: string | null): Language | null => (language === 'en' || language === 'es' || language === 'el' ? language : null)
const greekLetters = /[\u0370-\u03ff\u1f00-\u1fff]/

/** The language of a sentence; a short one that does not show it is read as what was told, else as each that has its letters. */
function readAs(sentence: string, { told, whole }: KnownLanguage, alone: () => FoundLanguage): readonly Language[] {
  const isGreek = greekLetters.test(sentence)
  if (whole && isGreek === (whole === 'el')) return [whole]
  if (isGreek) return ['el']
  const { language, sure } = alone()
  const known = ours(language)
  if (known && (sure >= 0.7 || !told)) return [known]
  return told ? [told] : ['en', 'es']
}

function promisesIn({ text, sentence, quoted }: Said, where: Where): FoundPromise[] {
  const own = text.slice(sentence.start, sentence.end)
  const inside = quoted.map(({ start, end }) => ({ start: start - sentence.start, end: end - sentence.start }))
  const made = inside.length === 0 ? madeIn[where.language](own) : commitmentsIn(own, where.language, inside)
  return made.flatMap((commitment) => found(own, { commitment, where, from: sentence.start }))
}

// As one types, most sentences stay what they were; what they say is resolved anew each time.
const madeIn = {
  en: remembering((own) => commitmentsIn(own, 'en'), 200),
  el: remembering((own) => commitmentsIn(own, 'el'), 200),
  es: remembering((own) => commitmentsIn(own, 'es'), 200),
} as const

function commitmentsIn(own: string, language: Language, quoted: readonly Stretch[] = []): readonly Made[] {
  const words = ownWords(own, { start: 0, end: own.length }, { quoted, language })
  // Most sentences have no word that could bind us: their dates need not be read.
  if (!words.some(({ written }) => forceOf[language](written) === 'binds')) return []
  const sentence = readSentence(words, language)
  const heads = headsOf[language](sentence).map((head) => (sentence.dark[head.at] ? { ...head, live: false } : head))
  if (!heads.some(({ live }) => live)) return []
  return commitments(sentence, heads).map((commitment) => ({ ...commitment, ...placed(sentence, commitment) }))
}

/** What is committed to in a sentence, and where it stands there. */
interface Made extends Commitment {
  start: number
  end: number
}

interface Commitment {
  head: Head
  dates: ReadSentence['dates']
  from: number
  to: number
}

/** Each live verb with the dates that belong to it; dates joined by «and» are promises of their own, others say the same one more exactly. */
function commitments(sentence: ReadSentence, heads: readonly Head[]): Commitment[] {
  const owned = Map.groupBy(sentence.dates, (date) => governing(sentence, heads, date.from))
  const dated = heads.filter(({ live }) => live).flatMap((head) => split(sentence, head, owned.get(head) ?? []))
  if (dated.length > 0) return dated
  const [firm] = heads.filter(({ live, firm: isFirm }) => live && isFirm)
  // A date that is behind, or that binds others, is not ours; a firm verb without one stands.
  return firm ? [{ head: firm, dates: [], ...clauseOf(sentence, firm.at) }] : []
}

function split(sentence: ReadSentence, head: Head, all: ReadSentence['dates']): Commitment[] {
  const dates = all.filter(({ role }) => role === 'due')
  const made: Commitment[] = []
  for (const date of dates) {
    const last = made.at(-1)
    const previous = last?.dates.at(-1)
    const joined =
      previous && sentence.words.slice(previous.to, date.from).some(({ folded }) => /^(?:and|και|κι|y|e|then|luego)$/.test(folded))
    const inner = clauseOf(sentence, date.from)
    if (last && previous && !joined) {
      made[made.length - 1] = { ...last, dates: [...last.dates, date], to: Math.max(last.to, date.to) }
    } else {
      const begins = previous ? inner.from : Math.min(clauseOf(sentence, head.at).from, date.from)
      made.push({ head, dates: [date], from: begins, to: Math.max(date.to, previous ? inner.to : clauseOf(sentence, head.at).to) })
    }
  }
  return made
}

function clauseOf({ clauses }: ReadSentence, at: number): { from: number; to: number } {
  let [from, to] = [at, at + 1]
  while (from > 0 && clauses[from - 1] === clauses[at]) from -= 1
  while (to < clauses.length && clauses[to] === clauses[at]) to += 1
  return { from, to }
}

/** The verb to which a date belongs: the nearest of its clause, else the last one before it, else the first behind it. */
function governing({ clauses }: ReadSentence, heads: readonly Head[], date: number): Head | undefined {
  const near = heads.filter(({ at }) => clauses[at] === clauses[date])
  const before = heads.filter(({ at }) => at < date)
  if (near.length > 0) return near.filter(({ at }) => at < date).at(-1) ?? near[0]
  return before.at(-1) ?? heads[0]
}

function placed({ words }: ReadSentence, { from, to }: Commitment): Stretch {
  const first = words.slice(from, to).find(({ folded }) => !/^(?:and|but|so|because|και|κι|αλλα|y|e|pero|[,;:()–—-])$/.test(folded))
  const start = first?.start ?? 0
  return { start, end: words.slice(from, to).findLast(({ folded }) => !/^[.,;:!…–—-]$/.test(folded))?.end ?? start }
}

function found(own: string, { commitment, where, from }: { commitment: Made; where: Where; from: number }): FoundPromise[] {
  const { head, dates, start, end } = commitment
  const due = dates.map((date) => resolveDue(date, where)).reduce(later, null)
  if (dates.length > 0 && due === null && !head.firm) return []
  const certainty = due === null ? Math.min(head.certainty, 0.6) : head.certainty
  return [{ text: own.slice(start, end), start: from + start, end: from + end, due, certainty }]
}

const later = (one: Temporal.Instant | null, other: Temporal.Instant | null): Temporal.Instant | null =>
  one && other ? (Temporal.Instant.compare(one, other) < 0 ? other : one) : (one ?? other)
