import { languageOf } from '#platform/language/detect-language.ts'
import { type Sentence, sentencesOf } from '#platform/language/sentences.ts'
import { type Word, wordsIn } from './folded-words.ts'
import { type Hit, hitsIn } from './lexicon.ts'
import { type LexiconName, lexiconFor } from './lexicons.ts'

/** What the lexicons find in a text, and what stands around it. */
export interface Signals {
  text: string
  language: string
  words: readonly Word[]
  sentences: readonly Sentence[]
  /** Hits that are meant: neither negated nor part of an idiom. */
  hits: readonly Hit[]
  /** Hits that the text says are not so. */
  negated: readonly Hit[]
}

/** Reads the text with the lexicon of its language, and sentences in another language with theirs. */
export function signalsIn(text: string, asked?: string): Signals {
  const words = wordsIn(text)
  const sentences = sentencesOf(text)
  const { language, names } = languagesOf(text, { sentences, asked })
  const all = names.flatMap((name) => hitsIn(words, lexiconFor(name)))
  const exceptions = wordsOfExceptions(all)
  const meant = all.filter((hit) => hit.group !== 'except' && !isExcepted(hit, exceptions))
  return {
    text,
    language,
    words,
    sentences,
    hits: meant.filter((hit) => !(hit.negated && negatable.has(hit.group))),
    negated: meant.filter((hit) => hit.negated),
  }
}

/** Those of a group, or of one of its codes. */
export const signals = ({ hits }: Signals, group: string, code?: string): Hit[] =>
  hits.filter((hit) => hit.group === group && (code === undefined || hit.code === code))

// "No reply" is a signal of its own; "no injury" is none. What is wished or asked stays wished.
const negatable = new Set(['category', 'danger', 'abuse', 'threat', 'praise', 'anger', 'injection', 'spam', 'hardship', 'selfharm'])
const idiomatic = new Set(['danger', 'abuse', 'threat', 'praise', 'vulnerable', 'anger', 'flag', 'selfharm', 'supply'])

interface Exceptions {
  idiom: Set<number>
  reported: Set<number>
}

/** Which words belong to an idiom, or to what somebody else is said to have said. */
function wordsOfExceptions(hits: readonly Hit[]): Exceptions {
  const exceptions: Exceptions = { idiom: new Set(), reported: new Set() }
  for (const { group, code, first, last } of hits)
    if (group === 'except')
      for (let at = first; at <= last + (code === 'reported' ? reach : 0); at += 1)
        exceptions[code === 'reported' ? 'reported' : 'idiom'].add(at)
  return exceptions
}

// An insult follows within so many words of "he called me".
const reach = 3

const covers = (words: Set<number>, { first, last }: Hit): boolean => words.has(first) || words.has(last)

const isExcepted = (hit: Hit, { idiom, reported }: Exceptions): boolean =>
  (idiomatic.has(hit.group) && covers(idiom, hit)) || (hit.group === 'abuse' && covers(reported, hit))

interface Asked {
  sentences: readonly Sentence[]
  asked: string | undefined
}

const supported = (language: string | null): language is 'en' | 'el' | 'es' => language === 'en' || language === 'el' || language === 'es'
const mostSentences = 6
const worthAsking = 40

function languagesOf(text: string, { sentences, asked }: Asked): { language: string; names: LexiconName[] } {
  const whole = languageOf(text.slice(0, 4000))
  const language = whole.language && (whole.sure > 0.3 || !asked) ? whole.language : (asked ?? 'en')
  const hasGreek = /\p{Script=Greek}{3}/u.test(text)
  const names = new Set([
    ...lexiconsOf({ ...whole, language }),
    // Where the whole is plain, a sentence in another language is a quotation; asking of each takes time.
    ...(whole.sure > 0.9 && !hasGreek ? [] : namesIn(text, sentences)),
    // Whatever else it is in: borrowed words, and Greek letters, still tell something.
    ...(hasGreek ? (['el'] as const) : []),
  ])
  // Short texts are easily taken for a neighbour's language.
  return { language, names: names.size > 0 ? [...names] : ['en', 'es'] }
}

function namesIn(text: string, sentences: readonly Sentence[]): LexiconName[] {
  const long = sentences.filter(({ start, end }) => end - start > worthAsking).slice(0, mostSentences)
  const found = long.map(({ start, end }) => languageOf(text.slice(start, Math.min(end, start + 400))))
  return found.filter(({ sure }) => sure >= 0.6).flatMap(lexiconsOf)
}

function lexiconsOf({ language, latin }: { language: string | null; latin: boolean }): LexiconName[] {
  if (language === 'el' && latin) return ['greeklish']
  return supported(language) ? [language] : []
}
