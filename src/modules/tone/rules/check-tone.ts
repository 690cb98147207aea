import type { Language } from '#platform/endpoint.ts'
import type { Channel, CueCode, Letter, ToneCue, ToneFacts, ToneHit, ToneVerdict } from '../contract/check.ts'
import { cueCodes } from '../contract/check.ts'
import type { HouseRules } from '../contract/rules.ts'
import { isAdvised } from './advised-sentences.ts'
import type { Span } from './compiled-rules.ts'
import { rulesOf } from './house-rules.ts'
import { type JudgedSentence, type JudgedText, judgedText } from './judged-text.ts'
import { companyOf, type LearnedLabel, type LearnedLayer, type LearnedReading, strainOfHit } from './learned-layer.ts'
import { missingCues } from './missing-cues.ts'
import { type Reading, type ReadingSettings, readSentence } from './read-sentence.ts'
import { checkAmounts } from './record/check-amounts.ts'
import { checkCoverage } from './record/check-coverage.ts'
import { checkData } from './record/check-data.ts'
import { checkDates } from './record/check-dates.ts'
import { checkForm } from './record/check-form.ts'
import { checkNames } from './record/check-names.ts'
import { causeEstablished, checkSubstance } from './record/check-substance.ts'
import { type DatedMention, datedMentions, isTold } from './record/commitments.ts'
import type { Finding } from './record/finding.ts'
import { remembering } from './remember.ts'
import { sayFinding, sayLearned } from './say-finding.ts'
import { hostilityOf, politenessOf } from './scores.ts'

export interface ToneOptions {
  language?: Language | null | undefined
  channel?: Channel | null | undefined
  letter?: Letter | null | undefined
  facts?: ToneFacts | null | undefined
  /** What the customer wrote. */
  quoted?: string | null | undefined
  register?: 'formal' | 'informal' | undefined
  /** The day at the desk, ISO; without it no day is past, and relative days are not resolved. */
  today?: string | null | undefined
  /** The desk's zone; UTC when absent. */
  zone?: string | undefined
  /** What the house changed and added. */
  house?: HouseRules | null | undefined
  /** In which language the checks against the record speak; the text's own when absent. */
  reader?: Language | undefined
  learned?: LearnedLayer | null | undefined
}

interface Read {
  sentence: JudgedSentence
  reading: Reading
  dates: readonly DatedMention[]
  learned: LearnedReading | null
  labels: readonly LearnedLabel[]
}

/** Judges the wording of a text: the same in the browser and on the server. Changes nothing, decides nothing. */
export function checkTone(written: string, options: ToneOptions = {}): ToneVerdict {
  const { language = null, quoted = null, letter = null, facts = null, today = null } = options
  const text = judgedText(written, { language, quoted })
  const read = readAll(text, options)
  const reader = options.reader ?? readerOf(text)
  const cues = read.flatMap((one) => cuesIn(one, today))
  const wording = read.flatMap((one) => hitsIn(one, reader))
  const findings = findingsIn(text, read, { options, cues, categories: new Set(wording.map(({ category }) => category)) })
  const hits = [...wording, ...findings.map((finding) => sayFinding(finding, reader))]
  const missing = missingCues(letter, cues, causeEstablished(facts))
  return { language: text.language, hits: inOrder(hits), cues: inOrder(cues), missing, ...scoresOf(read, hits, cues) }
}

/** What `checkTone` would read of each sentence, a step a sentence: taken beforehand, they leave a look at a long text as little to do as one after a letter. */
export function* readAhead(written: string, options: ToneOptions = {}): Generator<void, void> {
  const text = judgedText(written, { language: options.language ?? null, quoted: options.quoted ?? null })
  const settings = settingsOf(options)
  for (const sentence of text.sentences) {
    yield
    readOne(sentence, settings, options)
  }
}

const settingsOf = ({ house, today, channel, register }: ToneOptions): ReadingSettings => ({
  rules: rulesOf(house ?? null, today ?? null),
  channel: channel ?? null,
  register: register ?? 'formal',
})

function readAll({ sentences }: JudgedText, options: ToneOptions): Read[] {
  const settings = settingsOf(options)
  const read = sentences.map((sentence) => readOne(sentence, settings, options))
  const company = companyOf(read.map(strainIn))
  return read.map((one, at) => ({
    ...one,
    labels: one.learned && options.learned ? options.learned.labelsOf(one.learned, company[at] ?? null) : [],
  }))
}

function readOne(sentence: JudgedSentence, settings: ReadingSettings, { learned, today }: ToneOptions): Omit<Read, 'labels'> {
  const [language] = sentence.languages
  return {
    sentence,
    reading: readSentence(sentence, settings),
    dates: datedMentions(sentence, today ?? null),
    learned: (language && learned?.read(sentence.written, language)) ?? null,
  }
}

const strainIn = ({ learned, reading }: Pick<Read, 'learned' | 'reading'>): number | null =>
  learned && Math.max(learned.strain, reading.hits.length > 0 ? strainOfHit : 0)

const readerOf = ({ language }: JudgedText): Language => (language === 'el' || language === 'es' ? language : 'en')

const inOrder = <Place extends { start: number; end: number }>(places: Place[]): Place[] =>
  places.toSorted((one, other) => one.start - other.start || one.end - other.end)

const placeOf = ({ start, map }: JudgedSentence, span: { start: number; end: number }) => {
  const origin = map.origin(span.start, span.end)
  return { start: start + origin.start, end: start + origin.end }
}

function hitsIn({ sentence, reading, labels }: Read, reader: Language): ToneHit[] {
  const own = reading.hits.map(({ rule, ...span }) => ({
    rule: rule.id,
    category: rule.category,
    severity: rule.severity,
    ...placeOf(sentence, span),
    why: rule.why,
    instead: [...rule.say_instead],
  }))
  const seen = new Set(own.map(({ category }) => category))
  const learned = labels.filter(({ label }) => meaningOf(label).isCategory && !seen.has(label))
  if (learned.length === 0 || isAdvised(sentence.written)) return own
  return [...own, ...learned.map(({ label }) => sayLearned(label, sentence, reader))]
}

const isCue = (code: string | undefined): code is CueCode => cueCodes.some((cue) => cue === code)

/** What a label of the model says: a cue with its kind, that there is none, or a category of wording. */
interface Meaning {
  cues: readonly Pick<ToneCue, 'cue' | 'kind'>[]
  isCategory: boolean
  denies: string | null
}

const meaningOf = remembering((label: string): Meaning => {
  const cues = learnedCue(label)
  const denies = label.startsWith('not:') ? label.slice(4) : null
  return { cues, denies, isCategory: cues.length === 0 && denies === null && !['hostile', 'polite', 'none'].includes(label) }
})

/** A day that was, or by which we want an opinion, is no deadline; one that the parser finds and the patterns do not, is. */
function cuesIn({ sentence, reading, dates, labels }: Read, today: string | null): ToneCue[] {
  const spoilt = dates.filter((date) => !isDeadline(date, today))
  // «at 14:02» has no day of its own: its sentence tells whether it was or will be.
  const isPastHour = (span: Span) => !dates.some((date) => date.start < span.end && date.end > span.start) && isTold(sentence, span)
  const patterns = reading.cues.filter(
    ({ cue, start, end }) => cue !== 'deadline' || !spoilt.some((date) => date.start < end && date.end > start),
  )
  const held = patterns.filter(
    ({ cue, ...span }) => cue !== 'deadline' || !(spoilt.some(({ role }) => role === 'survey') || isPastHour(span)),
  )
  const parsed = dates
    .filter(
      (date) => isDeadline(date, today) && !held.some(({ cue, start, end }) => cue === 'deadline' && date.start < end && date.end > start),
    )
    .map(({ start, end }) => ({ cue: 'deadline' as const, start, end }))
  const seen = new Set([...held, ...parsed].map(({ cue }) => cue))
  const believed = [...held, ...parsed].filter(({ cue }) => !labels.some(({ label }) => meaningOf(label).denies === cue))
  const own = believed.map(({ start, end, ...cue }) => ({ ...cue, ...placeOf(sentence, { start, end }) }))
  const learned = labels.flatMap(({ label }) => meaningOf(label).cues).filter(({ cue }) => !seen.has(cue))
  return [...own, ...learned.map((cue) => ({ ...cue, start: sentence.start, end: sentence.end }))]
}

function isDeadline({ role, days }: DatedMention, today: string | null): boolean {
  if (role === 'survey' || role === 'past') return false
  return today === null || days.length === 0 || days.some((day) => day >= today)
}

function learnedCue(label: string): Pick<ToneCue, 'cue' | 'kind'>[] {
  const [cue, kind] = label.split(':')
  if (!isCue(cue)) return []
  return [kind === 'fault' || kind === 'experience' ? { cue, kind } : { cue }]
}

interface Judging {
  options: ToneOptions
  cues: readonly ToneCue[]
  categories: ReadonlySet<string>
}

function findingsIn(text: JudgedText, read: readonly Read[], { options, cues, categories }: Judging): Finding[] {
  const facts = options.facts ?? null
  const known = { facts: facts ?? {}, today: options.today ?? null, zone: options.zone ?? 'UTC' }
  const bySentence = read.flatMap(({ sentence, reading, dates }) => [
    ...checkDates(sentence, dates, known),
    ...(facts ? checkAmounts(sentence, facts, gives(reading)) : []),
  ])
  return [
    ...bySentence,
    ...checkForm(text),
    ...checkData(text, facts),
    ...checkSubstance(text, facts, { cues, categories }),
    ...(facts ? [...checkNames(text, facts), ...checkCoverage(text, facts)] : []),
  ]
}

const gives = ({ cues }: Reading): boolean => cues.some(({ cue }) => cue === 'solution' || cue === 'options')

function scoresOf(read: readonly Read[], hits: readonly ToneHit[], cues: readonly ToneCue[]) {
  const manners = new Map<string, number>()
  for (const { reading } of read) for (const [name, count] of reading.manners) manners.set(name, (manners.get(name) ?? 0) + count)
  const greatest = (label: string) =>
    Math.max(0, ...read.flatMap(({ labels }) => labels.flatMap((one) => (one.label === label ? [one.sure] : []))))
  const parts = {
    manners,
    hits,
    cues,
    shouts: hits.filter(({ rule }) => rule === 'capitals').length,
    exclamations: read.reduce((sum, { sentence }) => sum + (sentence.folded.match(/!/g)?.length ?? 0), 0),
    learned: { hostile: greatest('hostile'), polite: greatest('polite') },
  }
  return { hostility: hostilityOf(parts), politeness: politenessOf(parts) }
}
