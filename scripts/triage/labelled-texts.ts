import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { BaseTask } from '#modules/triage/rules/base/base-model.ts'
import { ownTexts } from '../../src/modules/triage/labelled/measure-readings.ts'

export const languages = ['en', 'el', 'es'] as const

/** A text, and what is right about it for the tasks that its heading speaks of. */
export interface Labelled {
  text: string
  language: string
  labels: Partial<Record<BaseTask, string>>
}

export type Half = 'tune' | 'hold-out'

/** By the first byte of its hash: even to tune by, odd never looked at but to count. */
export const halfOf = (text: string): Half => ((createHash('sha256').update(text).digest()[0] ?? 0) % 2 === 0 ? 'tune' : 'hold-out')

/** The texts under their headings `# label`; after a bar its urgency, where it is not the usual one of its heading. */
export function labelledTexts(): Labelled[] {
  return languages.flatMap((language) => files(language).flatMap(({ name, content }) => textsIn({ name, content, language })))
}

/** The longer texts of the tuning half. */
export const ownTuningTexts = (): Labelled[] =>
  ownTexts('tune').map(({ text, language, kind, urgency, categories }) => ({
    text,
    language,
    labels: { urgency, ...(kind && { kind }), ...(categories[0] && { category: categories[0] }) },
  }))

/** What the labelled texts and the lexicons are, in 16 hexadecimal digits: others when one of them changes. */
export function inputsOf(): string {
  const hash = createHash('sha256')
  for (const language of languages) for (const { name, content } of files(language)) hash.update(`${language} ${name}\n${content}\n`)
  for (const name of readdirSync(lexicons).toSorted()) hash.update(readFileSync(join(lexicons, name)))
  return hash.digest('hex').slice(0, 16)
}

const triage = join(import.meta.dirname, '../../src/modules/triage')
const lexicons = join(triage, 'rules/lexicon')

function files(language: string): { name: string; content: string }[] {
  const folder = join(triage, 'labelled', language)
  const names = readdirSync(folder).filter((name) => name.endsWith('.txt'))
  return names.toSorted().map((name) => ({ name, content: readFileSync(join(folder, name), 'utf8') }))
}

function textsIn({ name, content, language }: { name: string; content: string; language: string }): Labelled[] {
  const found: Labelled[] = []
  let heading = ''
  for (const line of content.split('\n').map((written) => written.trim())) {
    if (line.startsWith('#')) heading = line.slice(1).trim()
    else if (line !== '') {
      const [text = '', urgency] = line.split(/\s+\|\s+/)
      found.push({ text, language, labels: labelsOf(name, heading, urgency) })
    }
  }
  return found
}

const urgencies: Record<string, string> = { safety: 'critical', discrimination: 'high' }

function labelsOf(file: string, heading: string, urgency: string | undefined): Labelled['labels'] {
  if (file === 'sentiment.txt') return { sentiment: heading }
  if (file === 'urgency.txt') return { urgency: heading }
  if (file === 'kinds.txt') return kindLabels(heading, urgency)
  return { kind: 'complaint', category: heading, sentiment: 'negative', urgency: urgency ?? urgencies[heading] ?? 'normal' }
}

const sentimentOf: Record<string, string> = { praise: 'positive', machine: 'neutral', spam: 'neutral', enquiry: 'neutral' }

function kindLabels(kind: string, urgency: string | undefined): Labelled['labels'] {
  const sentiment = sentimentOf[kind]
  return { kind, urgency: urgency ?? (kind === 'incident' ? 'normal' : 'low'), ...(sentiment && { sentiment }) }
}
