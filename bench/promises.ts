import { readFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { labelledSentences } from '#modules/promises/labelled/read-labelled.ts'
import { detectPromises } from '#modules/promises/rules/detect-promises.ts'

const languages = ['en', 'el', 'es'] as const
const rounds = 400
const length = 2_000
const floor = 2

/**
 * How long finding the promises of a message takes, in milliseconds: of the processor, and of the clock at the middle and at 95 %; for a whole reply as
 * colleagues write them, for 2,000 characters of nothing but promises that nobody has seen, and for the same with one letter more, as somebody types.
 */
export function promisesReport(): string {
  for (const language of languages) for (const message of messagesOf(language, 'warm')) look(message)
  const rows = languages.flatMap((language) => {
    const messages = messagesOf(language, 'new')
    const typed = messages.map((message) => () => {
      detect(message)
      return look(`${message.slice(0, -1)}s`)
    })
    return [
      row(`${language}, a whole reply`, figuresOf(repliesOf(language).map((reply) => () => look(reply)))),
      row(`${language}, all promises, never seen`, figuresOf(messages.map((message) => () => look(message)))),
      row(`${language}, all promises, one letter more`, figuresOf(typed)),
    ]
  })
  return [
    `Promises in whole replies, and in messages of ${length} characters that are all promises, on ${cpus().length} cores of ${cpus()[0]?.model ?? 'an unknown processor'}; the processor's floor is ${floor} ms.`,
    '',
    '| message | processor p50 ms | processor p95 ms | clock p50 ms | clock p95 ms | floor |',
    '| --- | --: | --: | --: | --: | --- |',
    ...rows,
    '',
  ].join('\n')
}

interface Look {
  processor: number
  clock: number
}

function figuresOf(looks: readonly (() => Look)[]): Record<keyof Look, { p50: number; p95: number }> {
  const all = looks.map((run) => run())
  const of = (name: keyof Look) => {
    const sorted = all.map((one) => one[name]).toSorted((one, other) => one - other)
    const at = (share: number) => sorted[Math.floor(sorted.length * share)] ?? Number.NaN
    return { p50: at(0.5), p95: at(0.95) }
  }
  return { processor: of('processor'), clock: of('clock') }
}

const row = (name: string, { processor, clock }: ReturnType<typeof figuresOf>): string =>
  `| ${[name, ...[processor.p50, processor.p95, clock.p50, clock.p95].map((ms) => ms.toFixed(2))].join(' | ')} | ${processor.p50 < floor ? 'held' : 'missed'} |`

/** Messages with more promises than any person makes; each sentence has a name of its own in it, so that none was ever seen. */
function messagesOf(language: (typeof languages)[number], series: string): string[] {
  const sentences = labelledSentences(language).tune.map(({ sentence }) => sentence)
  return Array.from({ length: rounds }, (_, round) => {
    let text = ''
    for (let at = round * 7; text.length < length; at += 1)
      text += `${named(sentences[at % sentences.length] ?? '', `${series}${round}x${at}`)} `
    return text.slice(0, length)
  })
}

/** Replies of a few hundred characters; each sentence has a name of its own in it, too. */
function repliesOf(language: (typeof languages)[number]): string[] {
  const replies = JSON.parse(readFileSync(new URL(`../src/modules/tone/replies/${language}.json`, import.meta.url), 'utf8')) as {
    text: string
  }[]
  return Array.from({ length: rounds }, (_, round) =>
    (replies[round % replies.length]?.text ?? '')
      .split(/(?<=[.!?;])\s+/)
      .map((sentence, at) => named(sentence, `reply${round}x${at}`))
      .join(' '),
  )
}

/** «Kestrelwarm0x3»: a word of letters, so that it is no figure of a date. */
const named = (sentence: string, own: string): string =>
  sentence.replace(/(?=[.!?;]?$)/, ` Kestrel${own.replaceAll(/\d/g, (figure) => 'abcdefghij'.charAt(Number(figure)))}`)

const said = { at: Temporal.Instant.from('2026-11-24T10:15:00Z'), zone: 'Europe/Athens' }
const detect = (text: string) => detectPromises(text, said)

function look(text: string): Look {
  const [began, before] = [performance.now(), process.cpuUsage()]
  detect(text)
  const { user, system } = process.cpuUsage(before)
  return { processor: (user + system) / 1000, clock: performance.now() - began }
}
