import { fold } from '#platform/fold.ts'
import { sentencesOf } from '#platform/language.ts'
import { shippedRules } from './shipped-rules.ts'

let advised: ReadonlySet<string> | null = null

/** Whether our own rules advise this sentence: then nothing that was only learned speaks against it. */
export function isAdvised(sentence: string): boolean {
  advised ??= new Set(Object.values(shippedRules).flatMap(({ avoid }) => avoid.flatMap(({ say_instead }) => say_instead.flatMap(partsOf))))
  return advised.has(plain(sentence))
}

const partsOf = (advice: string): string[] => sentencesOf(advice).map(({ start, end }) => plain(advice.slice(start, end)))

const plain = (sentence: string): string => fold(sentence.trim().replace(/\s+/g, ' '))
