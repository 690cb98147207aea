import type { Language } from '#platform/endpoint.ts'
import type { Channel, CueCode, Severity } from '../contract/check.ts'
import { type CompiledRule, type CompiledRules, type Span, spansOf } from './compiled-rules.ts'
import type { LanguageRules } from './house-rules.ts'
import type { JudgedSentence } from './judged-text.ts'
import type { AvoidRule } from './rule.ts'

export interface WordingHit extends Span {
  rule: AvoidRule
}

export interface CueFound extends Span {
  cue: CueCode
  kind?: 'experience' | 'fault'
}

/** What the patterns see in one sentence; positions are of its folded text. */
export interface Reading {
  hits: readonly WordingHit[]
  cues: readonly CueFound[]
  /** How often each manner was shown. */
  manners: ReadonlyMap<string, number>
}

export interface ReadingSettings {
  rules: LanguageRules
  channel: Channel | null
  register: 'formal' | 'informal'
}

const readings = new WeakMap<LanguageRules, Map<string, Reading>>()
const most = 3_000

/** Reads a sentence; one that was read before under the same rules is not read again, so that typing costs one sentence. */
export function readSentence(sentence: JudgedSentence, settings: ReadingSettings): Reading {
  const known = readings.get(settings.rules) ?? new Map<string, Reading>()
  readings.set(settings.rules, known)
  const key = `${sentence.languages.join()}${sentence.latin ? '~' : ''}|${settings.channel ?? ''}|${settings.register}|${sentence.beyond}`
  const before = known.get(key)
  if (before) return before
  const reading = readAnew(sentence, settings)
  if (known.size >= most) known.clear()
  known.set(key, reading)
  return reading
}

function readAnew(sentence: JudgedSentence, settings: ReadingSettings): Reading {
  const hits: WordingHit[] = []
  const cues: CueFound[] = []
  const manners = new Map<string, number>()
  for (const language of sentence.languages)
    readWith(rulesFor(sentence, language, settings.rules), sentence, { settings, hits, cues, manners })
  return { hits: withoutSuppressed(hits, cues), cues: honest(cues, hits), manners }
}

const rulesFor = ({ latin }: JudgedSentence, language: Language, rules: LanguageRules): CompiledRules =>
  latin && language === 'el' ? rules.el.latin() : rules[language]

interface Collecting {
  settings: ReadingSettings
  hits: WordingHit[]
  cues: CueFound[]
  manners: Map<string, number>
}

function readWith(rules: CompiledRules, { folded, beyond }: JudgedSentence, { settings, hits, cues, manners }: Collecting) {
  for (const [compiled, patterns] of rules.candidates(folded)) {
    const { rule } = compiled
    if (!('cue' in rule)) {
      if (applies(rule, settings)) hits.push(...spansOf(compiled, patterns, { folded, beyond }).map((span) => ({ ...span, rule })))
      continue
    }
    const spans = spansOf(compiled as CompiledRule, patterns, { folded, beyond })
    if (rule.id.startsWith('manner:')) addManner(manners, rule.id.slice(7), spans.length)
    else cues.push(...spans.map((span) => ({ ...span, cue: rule.cue, ...(rule.kind && { kind: rule.kind }) })))
  }
}

function addManner(manners: Map<string, number>, name: string, times: number) {
  if (times > 0) manners.set(name, (manners.get(name) ?? 0) + times)
}

function applies({ channels, only_if }: AvoidRule, { channel, register }: ReadingSettings): boolean {
  if (channels && (channel === null || !channels.includes(channel))) return false
  return only_if === undefined || only_if === `register=${register}`
}

const withoutSuppressed = (hits: WordingHit[], cues: readonly CueFound[]): WordingHit[] =>
  hits.filter(({ rule }) => rule.suppressed_by_cue === undefined || !cues.some(({ cue }) => cue === rule.suppressed_by_cue))

const warns: Severity = 2

/** An apology that its own sentence takes back is none. */
function honest(cues: CueFound[], hits: readonly WordingHit[]): CueFound[] {
  const insincere = hits.some(({ rule }) => rule.category === 'insincere_apology' && rule.severity >= warns)
  return insincere ? cues.filter(({ cue }) => cue !== 'apology') : cues
}
