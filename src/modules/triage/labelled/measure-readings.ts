import { createHash } from 'node:crypto'
import type { Base } from '../rules/base/base-model.ts'
import { type Reading, readMessage } from '../rules/read-message.ts'
import samples from './sample-complaints.json' with { type: 'json' }
import texts from './texts.json' with { type: 'json' }

/** A text, and how it should be read. Several categories may be right. */
export interface Labelled {
  name: string
  text: string
  subject?: string | undefined
  channel?: string | undefined
  received: string
  is_complaint: boolean
  categories: readonly string[]
  urgency: string
  emotion: number
  orientation: string
  conduct: string
  issues: number
  language: string
  /** Only where it was labelled. */
  kind?: string
  entities?: { orders: readonly string[]; amounts: readonly string[]; dates: readonly string[] }
}

const orientations: Record<string, string> = { rational: 'result', emotional: 'recognition', mixed: 'both' }

/** The sample complaints of the domain paper, with the triage that it states. */
export const sampleComplaints: Labelled[] = samples.complaints.map(({ id, lang, channel, received_at, text, expected, ...rest }) => ({
  name: id,
  text,
  ...('subject' in rest && { subject: rest.subject }),
  channel,
  received: received_at,
  language: lang,
  is_complaint: expected.is_complaint,
  categories: [expected.category, ...expected.issues.map(({ category }) => category)],
  urgency: expected.urgency,
  emotion: expected.emotion,
  orientation: orientations[expected.orientation] ?? 'unknown',
  conduct: expected.conduct,
  issues: expected.distinct_issue_count,
  entities: expected.entities,
}))

/** Texts of our own. Which half one belongs to, its hash says: what is written for it may not be chosen. */
export const ownTexts = (half: 'tune' | 'hold-out'): Labelled[] =>
  texts
    .filter(({ text }) => ((createHash('sha256').update(text).digest()[0] ?? 0) % 2 === 0) === (half === 'tune'))
    .map((row) => ({ ...row, name: row.text.slice(0, 40), received: '2026-11-22T10:00:00Z', is_complaint: row.kind === 'complaint' }))

export interface Figures {
  output: string
  right: number
  of: number
  /** Mean over the values that an output has: so the rare ones count as much as the frequent. */
  precision: number
  recall: number
}

export const read = ({ text, subject, channel, received }: Labelled, base?: Base): Reading => {
  const moment = Temporal.Instant.from(received)
  return readMessage({ text, subject, channel, received: moment, now: moment, base })
}

/** How often each output is as it should be. Emotion may be two off. */
export function figuresOf(rows: readonly Labelled[], base?: Base): Figures[] {
  const readings = rows.map((row) => ({ row, reading: read(row, base) }))
  return outputs.flatMap(({ output, pair }) => {
    const pairs = readings.flatMap(({ row, reading }) => pair(row, reading) ?? [])
    return pairs.length === 0 ? [] : [{ output, ...countsOf(pairs) }]
  })
}

/** The figures as lines of a table. */
export const tableOf = (title: string, figures: readonly Figures[]): string =>
  [
    `| ${title} | right | precision | recall |`,
    '| --- | --- | --- | --- |',
    ...figures.map(
      ({ output, right, of, precision, recall }) => `| ${output} | ${right} of ${of} | ${precision.toFixed(2)} | ${recall.toFixed(2)} |`,
    ),
    '',
  ].join('\n')

interface Pair {
  wanted: string
  got: string
}

const outputs: { output: string; pair: (row: Labelled, reading: Reading) => Pair | null }[] = [
  { output: 'language', pair: (row, reading) => ({ wanted: row.language, got: reading.language }) },
  { output: 'is_complaint', pair: (row, reading) => ({ wanted: String(row.is_complaint), got: String(reading.is_complaint) }) },
  { output: 'kind', pair: (row, reading) => (row.kind ? { wanted: row.kind, got: reading.kind } : null) },
  {
    output: 'category',
    pair: ({ categories }, { category }) => ({
      wanted: categories.includes(category) ? category : (categories[0] ?? 'other'),
      got: category,
    }),
  },
  { output: 'urgency', pair: (row, reading) => ({ wanted: row.urgency, got: reading.urgency }) },
  {
    output: 'emotion ± 2',
    pair: (row, { emotion }) => ({
      wanted: String(row.emotion),
      got: String(Math.abs(row.emotion - emotion) <= 2 ? row.emotion : emotion),
    }),
  },
  {
    output: 'orientation',
    pair: (row, reading) => (row.orientation === 'unknown' ? null : { wanted: row.orientation, got: reading.orientation }),
  },
  { output: 'conduct', pair: (row, reading) => ({ wanted: row.conduct, got: reading.conduct }) },
  { output: 'number of issues', pair: (row, reading) => ({ wanted: String(row.issues), got: String(reading.issues.length) }) },
  { output: 'orders', pair: (row, reading) => setPairs(row.entities?.orders, reading.entities.orders) },
  { output: 'amounts', pair: (row, reading) => setPairs(row.entities?.amounts, reading.entities.amounts) },
  { output: 'dates', pair: (row, reading) => setPairs(row.entities?.dates, reading.entities.dates) },
]

const setPairs = (wanted: readonly string[] | undefined, got: readonly string[]): Pair | null =>
  wanted ? { wanted: wanted.toSorted().join(' '), got: got.toSorted().join(' ') } : null

function countsOf(pairs: readonly Pair[]): Omit<Figures, 'output'> {
  const share = (key: 'wanted' | 'got') => {
    const groups = [...Map.groupBy(pairs, (pair) => pair[key]).values()]
    const parts = groups.map((group) => group.filter(({ wanted, got }) => wanted === got).length / group.length)
    return parts.reduce((sum, part) => sum + part, 0) / groups.length
  }
  const right = pairs.filter(({ wanted, got }) => wanted === got).length
  return { right, of: pairs.length, precision: share('got'), recall: share('wanted') }
}
