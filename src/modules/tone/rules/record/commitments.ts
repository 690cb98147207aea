import type { Language } from '#platform/endpoint.ts'
import type { Folded } from '../fold-map.ts'
import type { JudgedSentence } from '../judged-text.ts'
import { type DateMention, dateMentions } from './date-mentions.ts'
import lexicon from './date-words.json' with { type: 'json' }

/** What a sentence does with a day: binds us to it, leaves it to the customer, tells what was, or asks for an opinion by it. */
export interface DatedMention extends DateMention {
  role: 'ours' | 'theirs' | 'past' | 'survey'
}

/** The days that a sentence names, each with what it is there for. */
export function datedMentions(sentence: JudgedSentence, today: string | null): readonly DatedMention[] {
  const [language] = sentence.languages
  if (!language) return []
  // The way back is remembered with its sentence: what it says of days is the same as long as today is.
  const before = known.get(sentence.map)
  const key = `${language} ${today} ${sentence.folded}`
  if (before?.key === key) return before.mentions
  const mentions = readDates(sentence, language, today)
  known.set(sentence.map, { key, mentions })
  return mentions
}

const known = new WeakMap<Folded, { key: string; mentions: readonly DatedMention[] }>()

function readDates(sentence: JudgedSentence, language: Language, today: string | null): readonly DatedMention[] {
  const mentions = dateMentions(sentence.folded, language, today)
  if (mentions.length === 0) return []
  const survey = tense[language].survey.test(sentence.written)
  return mentions.map((mention) => ({ ...mention, role: survey ? 'survey' : roleOf(mention, sentence, { language, today }) }))
}

/** Whether the words around a place tell what was, and not what will be. */
export function isTold(sentence: JudgedSentence, span: { start: number; end: number }): boolean {
  const [language] = sentence.languages
  if (!language) return false
  const clause = clauseAround(sentence, span)
  return tense[language].past.test(clause) && !tense[language].future.test(clause)
}

const words = lexicon as unknown as Record<Language, typeof lexicon.en>

const tenseOf = (language: Language) => {
  const { commits, belongs, future, past, theirs, survey } = words[language]
  const bounded = (body: string) => new RegExp(`(?<![\\p{L}\\p{N}])(?:${body.replaceAll('~', '\\p{L}*')})(?![\\p{L}\\p{N}])`, 'iu')
  return {
    commits: new RegExp(`(?<![\\p{L}\\p{N}])${commits}`, 'u'),
    belongs: new RegExp(`(?<![\\p{L}\\p{N}])${belongs}`, 'u'),
    future: bounded(future.replace("'ll|", "\\p{L}+['’]ll|")),
    past: bounded(past),
    theirs: bounded(theirs),
    survey: bounded(survey),
  }
}
const tense = { en: tenseOf('en'), el: tenseOf('el'), es: tenseOf('es') } satisfies Record<Language, ReturnType<typeof tenseOf>>

function roleOf(
  mention: DateMention,
  sentence: JudgedSentence,
  { language, today }: { language: Language; today: string | null },
): DatedMention['role'] {
  const gone = isGone(mention, today)
  const before = sentence.folded.slice(Math.max(0, mention.start - 60), mention.start)
  const bound = isBound(before, language)
  if (gone && !bound && tense[language].belongs.test(before)) return 'past'
  const told = tenseOfClause(clauseAround(sentence, mention), language)
  if (told === 'past' && bound && !gone) return 'ours'
  // Nothing tells when it is: what is gone was told, what is to come is promised.
  return told ?? (gone && !bound ? 'past' : 'ours')
}

// «From the 2nd to the 9th»: the word before the second day closes what was begun, and binds nobody.
const isBound = (before: string, language: Language): boolean => tense[language].commits.test(before) && !beginsRange.test(before)

const beginsRange =
  /(?<!\p{L})(?:απο|μεταξυ|from|between|del?|desde|entre)\s+(?:(?:τισ|την?|το|τον|the|el|dia)\s+)?\d{1,2}(?!\d)[^.;]{0,25}$/u

const isGone = ({ days }: DateMention, today: string | null): boolean =>
  today !== null && days.length > 0 && days.every((day) => day < today)

function tenseOfClause(clause: string, language: Language): DatedMention['role'] | null {
  const { future, past, theirs } = tense[language]
  if (future.test(clause)) return 'ours'
  if (past.test(clause)) return 'past'
  return theirs.test(clause) ? 'theirs' : null
}

/** The words between the stops around a day, as they were written: accents tell Spanish tenses apart. */
function clauseAround({ written, map }: JudgedSentence, mention: { start: number; end: number }): string {
  const { start, end } = map.origin(mention.start, mention.end)
  const before = written.slice(0, start)
  const from = Math.max(
    ...[...before.matchAll(/[,;:·()–—]|(?<!\p{L})(?:and|but|because|και|αλλά|γιατί|y|pero|porque)(?!\p{L})/giu)].map(
      (stop) => stop.index + 1,
    ),
    0,
  )
  const after = written.slice(end)
  const to = after.search(/[;:·()–—]|,(?!\d)|(?<!\p{L})(?:and|but|because|και|αλλά|y|pero|porque)(?!\p{L})/iu)
  const clause = written.slice(from, to < 0 ? written.length : end + to)
  // «…, by Thursday»: a clause without a verb goes on with the one before.
  return clause.trim().split(/\s+/).length <= 7 && from > 0 ? written.slice(0, end) : clause
}
