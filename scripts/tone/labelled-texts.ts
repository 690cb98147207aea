import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Language } from '#platform/endpoint.ts'

export interface LabelledSentence {
  text: string
  labels: readonly string[]
  language: Language
}

export interface LabelledReply {
  id: string
  text: string
  letter: string
  good: boolean
  /** Cue codes; of an apology sometimes with its kind after a colon. */
  cues: readonly string[]
  categories: readonly string[]
}

/** A whole letter, sentence by sentence, each with its labels: to learn from, and to choose limits by. */
export interface LabelledLetter {
  sentences: readonly string[]
  labels: readonly string[]
  language: Language
}

export const languages: readonly Language[] = ['en', 'el', 'es']

/** The desk's day in the labelled replies. */
export const today = '2026-11-23'

export type Half = 'tune' | 'hold-out'

/** Which half a text is in, by the first byte of its hash: even to tune by, odd never looked at but to count. */
export function halfOf(text: string): Half {
  return (createHash('sha256').update(text).digest()[0] ?? 0) % 2 === 0 ? 'tune' : 'hold-out'
}

/** The sentences under their headings `# code`, with further codes after a bar. `neither` is no label; the same text twice has the labels of both. */
export function labelledSentences(language: Language): LabelledSentence[] {
  const found = new Map<string, Set<string>>()
  for (const { content } of sentenceFiles(language)) {
    let heading = ''
    for (const line of content.split('\n').map((written) => written.trim())) {
      if (line.startsWith('#')) heading = line.replace(/^#+\s*/, '')
      else if (line !== '') addLine(found, line, heading)
    }
  }
  return [...found].map(([text, labels]) => ({ text, labels: [...labels].toSorted(), language }))
}

/** The letters of `letters.txt`: each begins with a heading. */
export function labelledLetters(language: Language): LabelledLetter[] {
  const own = sentenceFiles(language).filter(({ name }) => name === 'letters.txt')
  return own.flatMap(({ content }) =>
    content.split(/^#.*$/m).flatMap((part) => {
      const found = new Map<string, Set<string>>()
      for (const line of part.split('\n').map((written) => written.trim())) if (line !== '') addLine(found, line, '')
      const labels = [...new Set([...found.values()].flatMap((own) => [...own]))].toSorted()
      return found.size > 0 ? [{ sentences: [...found.keys()], labels, language }] : []
    }),
  )
}

export function labelledReplies(language: Language): LabelledReply[] {
  const file = join(folder, 'replies', `${language}.json`)
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : []
}

/** What the sentences and the concepts are, in 16 hexadecimal digits: others when one of them changes. */
export function inputsOf(): string {
  const hash = createHash('sha256')
  for (const language of languages) {
    for (const { name, content } of sentenceFiles(language)) hash.update(`${language} ${name}\n${content}\n`)
    hash.update(readFileSync(join(folder, 'rules/learned/concepts', `${language}.json`)))
  }
  return hash.digest('hex').slice(0, 16)
}

const folder = join(import.meta.dirname, '../../src/modules/tone')

function sentenceFiles(language: Language): { name: string; content: string }[] {
  const own = join(folder, 'labelled', language)
  const names = readdirSync(own).filter((name) => name.endsWith('.txt'))
  return names.toSorted().map((name) => ({ name, content: readFileSync(join(own, name), 'utf8') }))
}

function addLine(found: Map<string, Set<string>>, line: string, heading: string): void {
  const [text = '', others = ''] = line.split(/\s+\|\s+/)
  const labels = found.get(text) ?? new Set()
  for (const label of [heading, ...others.split(/,\s*/)]) if (/^[a-z_]+(?::[a-z]+)?$/.test(label) && label !== 'neither') labels.add(label)
  found.set(text, labels)
}
