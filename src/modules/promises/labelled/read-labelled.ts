import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Language } from '#platform/endpoint.ts'

/** A sentence with what is promised in it: when each promise is due, null for one without a date. */
export interface LabelledSentence {
  sentence: string
  kind: string
  at: Temporal.Instant
  zone: string
  dues: (Temporal.Instant | null)[]
}

/** The labelled sentences of a language, split by their SHA-256: about six in ten to build with, the rest held out. `more` was written later and is not held out. */
export function labelledSentences(language: Language): { tune: LabelledSentence[]; held: LabelledSentence[] } {
  const all = read(`${language}.txt`)
  const isTune = ({ sentence }: LabelledSentence): boolean => createHash('sha256').update(sentence).digest().readUInt32BE(0) % 10 < 6
  return { tune: [...all.filter(isTune), ...read(`${language}-more.txt`)], held: all.filter((one) => !isTune(one)) }
}

/** A head line `# kind 2026-11-24T10:15 Europe/London` says when and where the lines below it were written: `sentence | due & due`. */
function read(file: string): LabelledSentence[] {
  let [kind, at, zone] = ['', '', '']
  return readFileSync(new URL(file, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .flatMap((line) => {
      if (line.startsWith('# ')) {
        ;[kind = '', at = '', zone = ''] = line.slice(2).split(' ')
        return []
      }
      const [sentence = '', dues] = line.split(' | ')
      const when = Temporal.PlainDateTime.from(at).toZonedDateTime(zone).toInstant()
      return [{ sentence, kind, at: when, zone, dues: dues === undefined ? [] : dues.split(' & ').map((due) => dueOf(due, zone)) }]
    })
}

const dueOf = (due: string, zone: string): Temporal.Instant | null =>
  due === '?'
    ? null
    : Temporal.PlainDateTime.from(due.includes('T') ? due : `${due}T23:59:59`)
        .toZonedDateTime(zone)
        .toInstant()
