import { type Signals, signals } from './find-signals.ts'
import type { Hit } from './lexicon.ts'

export interface Kinds {
  kind: 'complaint' | 'enquiry' | 'praise' | 'incident' | 'machine' | 'spam'
  /** How much speaks of a grievance, and of praise; no unit. */
  grievance: number
  praise: number
  because: Hit[]
}

/** What the text is. A machine's or a trader's text needs clear signs; whoever tells of trouble complains, however politely. */
export function kindOf(found: Signals): Kinds {
  const grievance = grievanceIn(found)
  const praise = praiseIn(found)
  const question = questionIn(found)
  const kind = byMachine(found, grievance) ?? byMeasure(found, { grievance, praise, question })
  return { kind, grievance, praise, because: becauseOf(found, kind) }
}

const capped = (hits: readonly Hit[], each: number, most: number): number => Math.min(most, hits.length * each)

export function grievanceIn(found: Signals): number {
  const trouble = new Set(
    signals(found, 'category')
      .filter(({ weight }) => weight >= 3)
      .map(({ code }) => code),
  )
  const unpraised = found.negated.filter(({ group }) => group === 'praise')
  return (
    Math.min(6, trouble.size * 2) +
    capped(signals(found, 'anger', 'strong'), 2, 6) +
    capped(signals(found, 'anger', 'mild'), 0.8, 2.4) +
    capped(signals(found, 'anger', 'sarcasm'), 3, 3) +
    capped(signals(found, 'anger', 'question'), 1, 2) +
    capped(unpraised, 1.6, 3.2) +
    capped([...signals(found, 'repeat', 'strong'), ...signals(found, 'repeat', 'counted')], 0.8, 1.6) +
    capped([...signals(found, 'danger'), ...signals(found, 'supply')], 2, 4) +
    capped([...signals(found, 'abuse'), ...signals(found, 'threat', 'person')], 2, 4) +
    capped(signals(found, 'legal'), 0.8, 1.6) +
    (signals(found, 'flag', 'complaint_withdrawn').length > 0 ? 2 : 0) +
    capped(signals(found, 'want', 'compensation'), 1, 1) +
    capped(signals(found, 'want', 'refund'), 0.6, 0.6) +
    capped(signals(found, 'threat', 'review'), 1, 1) +
    (signals(found, 'anger', 'despair').length > 0 || signals(found, 'selfharm').length > 0 ? 2 : 0)
  )
}

export function praiseIn(found: Signals): number {
  const sum = capped(signals(found, 'praise', 'strong'), 2, 8) + capped(signals(found, 'praise', 'mild'), 0.9, 3.6)
  return signals(found, 'anger', 'sarcasm').length > 0 ? sum * 0.2 : sum
}

function questionIn(found: Signals): number {
  const marks = found.text.match(/\?|;(?=\s|$)/g)?.length ?? 0
  const asked = signals(found, 'enquiry').filter((hit) => marks > 0 || begins(found, hit) || hit.last - hit.first > 1).length
  const greek = found.language === 'el'
  return Math.min(3, asked) + Math.min(2, greek ? marks : (found.text.match(/\?/g)?.length ?? 0))
}

/** "Which" in the middle of a sentence without a question mark asks nothing. */
const begins = ({ words }: Signals, { first, sentence }: Hit): boolean => words[first - 2]?.sentence !== sentence

const firstPerson = new Set(['i', 'my', 'me', 'im', 'ive', 'mine', 'μου', 'με', 'mou', 'mi', 'mis', 'me', 'yo', 'conmigo'])

// An absence note speaks of itself; one sign may be anybody's story, two without a grievance are not.
const isAbsence = (found: Signals, grievance: number): boolean =>
  signals(found, 'machine').length > 1 && signals(found, 'machine', 'absence').length > 0 && grievance < 2

/** What programs and traders send: their phrases, and nobody who speaks of themselves. */
function byMachine(found: Signals, grievance: number): 'machine' | 'spam' | null {
  const own = found.words.filter(({ text }) => firstPerson.has(text)).length / Math.max(1, found.words.length)
  if (signals(found, 'anger', 'strong').length + signals(found, 'abuse').length > 0) return null
  const machine = signals(found, 'machine').length
  const spam = signals(found, 'spam', 'phishing').length * 2 + signals(found, 'spam', 'offer').length * 1.5 + linksIn(found.text)
  if (spam >= 3 && spam > machine && own < 0.04) return 'spam'
  if (isAbsence(found, grievance)) return 'machine'
  const sure = machine > 1 || (machine > 0 && grievance < 4)
  return sure && own < 0.08 ? 'machine' : null
}

const linksIn = (text: string): number => (/https?:\/\/|www\.|bit\.ly/i.test(text) ? 1 : 0)

interface Measures {
  grievance: number
  praise: number
  question: number
}

const longStory = 14
// A kind word in a long text is manners.
const shortPraise = 16

/** The first that fits, the surest first. */
const byMeasure = (found: Signals, measures: Measures): Kinds['kind'] =>
  kindRules.find(({ fits }) => fits({ ...measures, found }))?.kind ?? 'enquiry'

const kindRules: { kind: Kinds['kind']; fits: (measured: Measures & { found: Signals }) => boolean }[] = [
  { kind: 'incident', fits: ({ found, grievance }) => isReport(found, grievance) },
  { kind: 'praise', fits: ({ praise, grievance, question }) => praise >= 2 && praise > grievance * 1.1 && praise >= question * 0.8 },
  { kind: 'enquiry', fits: ({ question, grievance }) => question >= 2 && grievance < 2 },
  { kind: 'complaint', fits: ({ grievance }) => grievance >= 1.6 },
  {
    kind: 'praise',
    fits: ({ praise, grievance, question, found }) =>
      praise > grievance && praise >= question && praise * shortPraise >= found.words.length,
  },
  { kind: 'enquiry', fits: ({ question }) => question >= 1 },
  { kind: 'complaint', fits: ({ grievance, found }) => grievance > 0 || found.words.length >= longStory },
]

/** Somebody tells of what happened to the public, asks nothing for themselves and is not angry. */
function isReport(found: Signals, grievance: number): boolean {
  const told = signals(found, 'report', 'announce').length > 0
  const shared = signals(found, 'report', 'public').length > 0
  const angry = signals(found, 'anger', 'strong').length + signals(found, 'anger', 'question').length + signals(found, 'repeat').length
  return told && shared && angry === 0 && signals(found, 'want', 'refund').length === 0 && grievance < 7
}

function becauseOf(found: Signals, kind: Kinds['kind']): Hit[] {
  const of = (...groups: string[]) => found.hits.filter(({ group }) => groups.includes(group))
  if (kind === 'praise') return of('praise')
  if (kind === 'enquiry') return of('enquiry')
  if (kind === 'machine' || kind === 'spam' || kind === 'incident') return of(kind === 'incident' ? 'report' : kind)
  return [...of('category').filter(({ weight }) => weight >= 3), ...of('anger', 'danger', 'supply', 'repeat', 'abuse')].filter(
    ({ code }) => !['polite', 'calm'].includes(code),
  )
}
