import { cpus } from 'node:os'
import type { Figures, Voice } from '../../scripts/tone/figures.ts'
import type { Quality, WordsRun } from './run.ts'

const two = (value: number) => value.toFixed(2)
const cell = ({ precision, recall, f1 }: Figures) => `${two(precision)} / ${two(recall)} / **${two(f1)}**`
const names = { cues: 'Cues', categories: 'Unsuitable wording' } as const
const halves = { tune: 'tuned to', 'hold-out': 'held out' } as const

/** The tables of docs/words.md. */
export function wordsReport({ quality, training, speed }: WordsRun): string {
  const parts = [
    '### Whole replies',
    'A cue or category counts once a reply. Precision / recall / **F1**, summed over labels.',
    ...qualityTables(quality, 'replies'),
    '### By label, in the held-out replies of all languages',
    'Right, wrong, missed.',
    ...labelTables(quality),
    '### Single sentences',
    'Held-out sentences, judged by a model that learned from the other half only.',
    ...qualityTables(quality, 'sentences'),
    '### Speed',
    `On ${cpus().length} cores of ${cpus()[0]?.model ?? 'an unknown processor'}.`,
    speedTable(speed),
    table(
      ['labels', 'corrections', 'seconds to learn', 'right, of texts unlike those learned from', 'ms a text'],
      training.map((one) => [one.labels, one.examples, one.seconds.toFixed(1), two(one.accuracy), one.score.toFixed(2)]),
    ),
  ]
  return `${parts.filter(Boolean).join('\n\n')}\n`
}

const mark = '<!-- npm run bench -- --words --write -->'

/** The paper with its tables anew: all that stands below the mark. */
export const withTables = (paper: string, tables: string): string => `${paper.slice(0, paper.indexOf(mark))}${mark}\n\n${tables}`

const qualityTables = (quality: Quality[], of: Quality['of']): string[] =>
  (['cues', 'categories'] as const).map((kind) =>
    table(
      [names[kind], 'half', 'patterns', 'learned', 'both'],
      quality
        .filter((one) => one.of === of && one.kind === kind)
        .map(({ language, half, voices }) => [language, halves[half], ...cells(voices, cell)]),
    ),
  )

const labelTables = (quality: Quality[]): string[] =>
  quality
    .filter(({ of, half, labels }) => of === 'replies' && half === 'hold-out' && labels)
    .map(({ kind, labels = [] }) =>
      table(
        [names[kind], 'patterns', 'learned', 'both'],
        labels.map(({ label, voices }) => [
          `\`${label}\``,
          ...cells(voices, ({ right, wrong, missed }) => `${right}, ${wrong}, ${missed}`),
        ]),
      ),
    )

const cells = (voices: Record<Voice, Figures>, show: (figures: Figures) => string): string[] =>
  [voices.patterns, voices.learned, voices.both].map(show)

function speedTable(speed: WordsRun['speed']): string {
  if (!speed) return ''
  return table(
    [
      'checker in Chromium, 2,000 characters',
      'layer',
      'at once, p50 ms',
      'p95',
      'longest slice, p50 ms',
      'p95',
      'after a letter, p50 ms',
      'p95',
    ],
    speed.map(({ language, learned, fresh, slice, typed }) => [
      language,
      learned ? 'both' : 'patterns',
      ...[fresh.p50, fresh.p95, slice.p50, slice.p95, typed.p50, typed.p95].map(two),
    ]),
  )
}

const table = (head: readonly string[], rows: readonly (readonly (string | number)[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n')
