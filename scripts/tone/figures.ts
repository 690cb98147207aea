import { cueCodes } from '#modules/tone/contract.ts'
import { checkTone } from '#modules/tone/rules/check-tone.ts'
import { companyOf, type LearnedLayer } from '#modules/tone/rules/learned-layer.ts'
import { shippedRules } from '#modules/tone/rules/shipped-rules.ts'
import type { Language } from '#platform/endpoint.ts'
import { sentencesOf } from '#platform/language.ts'
import type { Half, LabelledReply, LabelledSentence } from './labelled-texts.ts'
import { halfOf, labelledReplies, labelledSentences, today } from './labelled-texts.ts'

/** Who speaks: the patterns, the learned layer, or both as the checker has them. */
export type Voice = 'patterns' | 'learned' | 'both'
export type Kind = 'cues' | 'categories'

export interface Counts {
  right: number
  wrong: number
  missed: number
}

export interface Figures extends Counts {
  precision: number
  recall: number
  f1: number
}

/** Over the replies of a language and half: which cues, or which categories of unsuitable wording, were found in each whole reply. */
export function replyCounts(asked: { language: Language; half: Half; kind: Kind; voice: Voice; layer: LearnedLayer }): Map<string, Counts> {
  const replies = labelledReplies(asked.language).filter(({ text }) => halfOf(text) === asked.half)
  return countsOf(replies.map((reply) => ({ truth: truthOf(reply, asked.kind), said: saidOf(reply.text, asked) })))
}

/** The same over single sentences. */
export function sentenceCounts(asked: {
  language: Language
  half: Half
  kind: Kind
  voice: Voice
  layer: LearnedLayer
}): Map<string, Counts> {
  const sentences = labelledSentences(asked.language).filter(({ text }) => halfOf(text) === asked.half)
  const isCue = (label: string) => cueNames.has(label)
  return countsOf(
    sentences.map((sentence) => ({
      truth: new Set(wholeLabels(sentence).filter((label) => isCue(label) === (asked.kind === 'cues'))),
      said: saidOf(sentence.text, asked),
    })),
  )
}

export function figuresOf(counts: Iterable<Counts>): Figures {
  const sum = { right: 0, wrong: 0, missed: 0 }
  for (const { right, wrong, missed } of counts) {
    sum.right += right
    sum.wrong += wrong
    sum.missed += missed
  }
  const share = (part: number, whole: number) => (whole === 0 ? 0 : part / whole)
  return {
    ...sum,
    precision: share(sum.right, sum.right + sum.wrong),
    recall: share(sum.right, sum.right + sum.missed),
    f1: share(2 * sum.right, 2 * sum.right + sum.wrong + sum.missed),
  }
}

const cueNames = new Set<string>(cueCodes)

const wholeLabels = ({ labels }: Pick<LabelledSentence, 'labels'>) => labels.map((label) => label.split(':')[0] ?? label)

const truthOf = (reply: LabelledReply, kind: Kind): Set<string> =>
  new Set(kind === 'cues' ? wholeLabels({ labels: reply.cues }) : reply.categories)

// What is found by checks against the record or of the form has no label of its own in the texts.
const wording = new Set(Object.values(shippedRules).flatMap(({ avoid }) => avoid.map(({ category }) => category)))

function saidOf(
  text: string,
  { language, kind, voice, layer }: { language: Language; kind: Kind; voice: Voice; layer: LearnedLayer },
): Set<string> {
  if (voice === 'learned') return learnedIn(text, { language, kind, layer })
  const { cues, hits } = checkTone(text, { language, channel: 'email', today, learned: voice === 'both' ? layer : null })
  return new Set(
    kind === 'cues' ? cues.map(({ cue }) => cue) : hits.map(({ category }) => category).filter((category) => wording.has(category)),
  )
}

function learnedIn(text: string, { language, kind, layer }: { language: Language; kind: Kind; layer: LearnedLayer }): Set<string> {
  const readings = sentencesOf(text).map(({ start, end }) => layer.read(text.slice(start, end), language))
  const company = companyOf(readings.map((reading) => reading && reading.strain))
  const labels = readings.flatMap((reading, at) => (reading ? layer.labelsOf(reading, company[at] ?? null) : [])).map(({ label }) => label)
  return new Set(labels.filter((label) => (kind === 'cues' ? cueNames : wording).has(label)))
}

function countsOf(cases: readonly { truth: Set<string>; said: Set<string> }[]): Map<string, Counts> {
  const counts = new Map<string, Counts>()
  for (const { truth, said } of cases) {
    for (const label of truth.union(said)) {
      const own = counts.get(label) ?? { right: 0, wrong: 0, missed: 0 }
      if (truth.has(label) && said.has(label)) own.right += 1
      else if (said.has(label)) own.wrong += 1
      else own.missed += 1
      counts.set(label, own)
    }
  }
  return counts
}
