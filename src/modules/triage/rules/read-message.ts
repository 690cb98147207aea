import { type Base, type Chosen, chosenBy, type Own, toldOf } from './base/base-model.ts'
import { type Entities, entitiesIn, listed } from './find-entities.ts'
import { type Signals, signals, signalsIn } from './find-signals.ts'
import type { Hit } from './lexicon.ts'
import { type Issue, issuesOf, type Ranked, rankedCategories } from './read-category.ts'
import { feelingOf } from './read-feeling.ts'
import { type Kinds, kindOf } from './read-kind.ts'
import { flagsOf, wantsOf } from './read-requests.ts'
import { type Conduct, conductOf, type Urgency, urgencyOf } from './read-risk.ts'
import { withLearnedIssues } from './split-issues.ts'

export interface Asked {
  text: string
  subject?: string | undefined
  language?: string | undefined
  channel?: string | undefined
  /** When it came; null where nobody knows, and then `now` says which year is meant. */
  received?: Temporal.Instant | null | undefined
  now: Temporal.Instant
  /** What came learned with Redress; without it the rules alone speak. */
  base?: Base | undefined
}

/** Where words stand that led to an output; `part` says which text the offsets count in. */
export interface Because {
  part: 'text' | 'subject'
  start: number
  end: number
  rule: string
}

export interface Reason {
  output: string
  value: string
  because: Because[]
  /** Said by what was learned, and how surely (0 to 1): from corrections, by their version; 0 is what came with Redress. */
  learned?: { version: number; probability: number }
}

export interface Reading {
  language: string
  is_complaint: boolean
  kind: Kinds['kind']
  category: string
  urgency: Urgency
  emotion: number
  sentiment: 'negative' | 'neutral' | 'positive'
  orientation: 'result' | 'recognition' | 'both' | 'unknown'
  conduct: Conduct
  issues: Issue[]
  wants: string[]
  entities: Entities
  flags: string[]
  reasons: Reason[]
}

/** Reads a message: what it is, about what, how urgent, how strongly said. Suggestions with their reasons; nothing follows from them by itself. */
export function readMessage(asked: Asked): Reading {
  const parts = partsOf(asked)
  const { found, kinds, issues, feeling, entities } = parts
  return {
    language: found.language,
    is_complaint: kinds.kind === 'complaint',
    kind: kinds.kind,
    category: parts.category,
    urgency: parts.urgent.urgency,
    emotion: feeling.emotion,
    sentiment: parts.learned.sentiment.label as Reading['sentiment'],
    orientation: feeling.orientation,
    conduct: parts.behaved.conduct,
    issues: issues.map(({ category, start, end }) => ({ category, start, end })),
    wants: parts.wants,
    entities: listed(entities),
    flags: parts.flags.map(({ flag }) => flag),
    reasons: reasonsOf(asked.text, parts),
  }
}

function partsOf(asked: Asked) {
  // The subject stands behind the text, so that offsets in the text stay what they are.
  const subject = asked.subject?.trim() ? `\n\n${asked.subject}` : ''
  const found = signalsIn(asked.text + subject, asked.language)
  const ruled = kindOf(found)
  const ranked = rankedCategories(found)
  const choose = chooserOf(asked, { found, kind: ruled.kind, ranked })
  const kind = choose('kind', { own: ruled.kind, sure: Math.min(1, ruled.because.length / 3) })
  const kinds: Kinds = { ...ruled, kind: kind.label as Kinds['kind'] }
  const feeling = feelingOf(found, kinds)
  const urgent = urgencyOf(found, { kind: kinds.kind, channel: asked.channel })
  const issues = issuesIn(asked.text, { found, ranked, kinds, base: asked.base })
  const category = choose('category', categoryAsRuled({ kinds, ranked, issues }))
  const urgency = choose('urgency', urgencyAsRuled(urgent, found))
  const entities = entitiesIn(asked.text, { words: found.words, reading: dayOf(asked, found.language) })
  const felt = Math.min(1, Math.abs(ruled.grievance - ruled.praise) / 4)
  return {
    found,
    kinds,
    ranked,
    issues,
    entities,
    feeling,
    category: category.label,
    learned: { kind, category, urgency, sentiment: choose('sentiment', { own: feeling.sentiment, sure: felt }) },
    behaved: conductOf(found, kinds),
    urgent: { ...urgent, urgency: urgency.label as Urgency },
    flags: flagsOf(found, entities),
    wants: wantsOf(found),
  }
}

const fewestWords = 2

type Choose = (task: keyof Base, own: Own) => Chosen

/** The models' answers, each asked with the same words and marks, which are looked at once. */
function chooserOf({ base = {} }: Asked, { found, kind, ranked }: { found: Signals; kind: string; ranked: readonly Ranked[] }): Choose {
  const told = toldOf(found, { text: found.text, kind, categories: ranked.map(({ code }) => code) })
  // Of a greeting or of pictures nothing can be said.
  const known = found.words.length < fewestWords ? {} : base
  return (task, own) => chosenBy(known[task], told, own)
}

function categoryAsRuled({ kinds, ranked, issues }: { kinds: Kinds; ranked: Ranked[]; issues: Issue[] }): Own {
  const own = categoryOf(kinds, ranked, issues)
  const settled = (kinds.kind !== 'complaint' && kinds.kind !== 'incident') || issues.some(({ point }) => point)
  return { own, sure: Math.min(1, (ranked[0]?.score ?? 0) / 5), ...(settled && { among: (label) => label === own }) }
}

const longEnough = 40

/** A danger that words name is not talked away by what was learned. */
const urgencyAsRuled = ({ urgency, because }: { urgency: Urgency; because: readonly Hit[] }, { words }: Signals): Own => ({
  own: urgency,
  // In a long text, that no word of haste or danger stands there says more than in a short one.
  sure: because.length > 0 ? 1 : Math.min(1, words.length / longEnough),
  ...(urgency === 'critical' && { among: (label) => label === 'critical' }),
})

type Parts = ReturnType<typeof partsOf>

function reasonsOf(text: string, { found, kinds, ranked, category, feeling, behaved, urgent, flags, wants, learned }: Parts): Reason[] {
  const place = placesIn(text)
  const reason = (output: string, value: string, hits: readonly Hit[]): Reason => {
    const by = learned[output as keyof typeof learned]
    return { output, value, because: place(hits), ...(by?.learned && { learned: { version: 0, probability: by.probability } }) }
  }
  const felt = reason('emotion', String(feeling.emotion), feeling.because)
  const marks = feeling.marks.map((mark) => located(text, mark))
  return [
    reason('kind', kinds.kind, kinds.because),
    reason('category', category, ranked.find(({ code }) => code === category)?.hits ?? []),
    reason('urgency', urgent.urgency, urgent.because),
    { ...felt, because: [...felt.because, ...marks].slice(0, mostReasons) },
    reason('sentiment', learned.sentiment.label, signals(found, learned.sentiment.label === 'negative' ? 'anger' : 'praise')),
    reason('orientation', feeling.orientation, [...signals(found, 'want'), ...signals(found, 'result')]),
    reason('conduct', behaved.conduct, behaved.because),
    ...wants.map((code) => reason('wants', code, signals(found, 'want', code))),
    ...flags.map(({ flag, hits }) => reason('flags', flag, hits)),
  ]
}

const mostReasons = 24

function dayOf({ received, now }: Asked, language: string) {
  return { language, day: (received ?? now).toZonedDateTimeISO('UTC').toPlainDate(), relative: Boolean(received) }
}

/** Who numbers their points says the chief one first. */
function categoryOf({ kind }: Kinds, ranked: readonly Ranked[], issues: readonly Issue[]): string {
  if (kind === 'enquiry') return 'inquiry'
  if (kind === 'praise') return 'praise'
  if (kind === 'machine' || kind === 'spam') return 'other'
  const numbered = issues.find(({ point, category }) => point && category !== 'other')
  if (numbered) return numbered.category
  return ranked[0]?.code ?? 'other'
}

interface Read {
  found: Signals
  ranked: readonly Ranked[]
  kinds: Kinds
  base: Base | undefined
}

function issuesIn(text: string, { found, ranked, kinds, base }: Read): Issue[] {
  if (kinds.kind !== 'complaint' && kinds.kind !== 'incident') return []
  const issues = withLearnedIssues(issuesOf(found, ranked), found, base?.category).filter(({ start }) => start < text.length)
  if (issues.length > 0)
    return issues.map(({ category, start, end, point }) => ({ category, start, end: Math.min(end, text.length), ...(point && { point }) }))
  const first = found.sentences[0]
  return first && text.length > 0
    ? [{ category: categoryOf(kinds, ranked, []), start: first.start, end: Math.min(first.end, text.length) }]
    : []
}

const placesIn =
  (text: string) =>
  (hits: readonly Hit[]): Because[] =>
    hits.slice(0, mostReasons).map(({ start, end, group, code }) => located(text, { start, end, rule: `${group}.${code}` }))

/** Offsets behind the text are offsets in the subject; two line ends stand between them. */
function located(text: string, { start, end, rule }: { start: number; end: number; rule: string }): Because {
  const behind = text.length + 2
  return start < text.length
    ? { part: 'text', start, end: Math.min(end, text.length), rule }
    : { part: 'subject', start: start - behind, end: end - behind, rule }
}
