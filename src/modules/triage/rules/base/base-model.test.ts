import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { inputsOf, labelledTexts, languages } from '../../../../../scripts/triage/labelled-texts.ts'
import { readMessage } from '../read-message.ts'
import { baseTasks } from './base-model.ts'
import file from './learned.json' with { type: 'json' }
import { shippedBase } from './shipped-base.ts'

const base = await shippedBase()
const now = Temporal.Instant.from('2026-11-22T10:00:00Z')
const read = (text: string) => readMessage({ text, now, base })

describe('the models that come with Redress', () => {
  it('were learned from the labelled texts and lexicons that stand in the repository', () => {
    // After a change: node scripts/train-triage.ts
    expect(file.inputs).toBe(inputsOf())
  })

  it('are used only for tasks where held-out texts were read better with them', () => {
    expect(Object.keys(base).toSorted()).toEqual(
      baseTasks.filter((task) => file.figures[task].both.accuracy > file.figures[task].rules.accuracy).toSorted(),
    )
    for (const task of baseTasks) expect(file.figures[task].both.f1).toBeGreaterThan(file.figures[task].rules.f1)
  })

  it('read short held-out texts at least so well, by a model that had not seen them', () => {
    const floors = { kind: 0.8, category: 0.48, sentiment: 0.78, urgency: 0.72 }
    for (const task of baseTasks) expect(file.figures[task].both.accuracy).toBeGreaterThanOrEqual(floors[task])
  })

  it('take less than 500 kilobytes, packed', () => {
    expect(gzipSync(JSON.stringify(file)).length).toBeLessThan(500_000)
  })

  it('find in words that no rule has, and say that it was learned', () => {
    const text = 'They prolonged my magazine for a further year without a word.'
    expect(readMessage({ text, now }).category).not.toBe('contract_renewal')
    const reading = read(text)
    expect([reading.kind, reading.category]).toEqual(['complaint', 'contract_renewal'])
    const said = reading.reasons.filter(({ learned }) => learned)
    expect(said.length).toBeGreaterThan(0)
    for (const { learned } of said) expect(learned?.version).toBe(0)
  })

  it('never talk a danger away', () => {
    const texts = labelledTexts().flatMap(({ text, labels }) => (labels.category === 'safety' ? [text] : []))
    const dangers = texts.filter((text) => readMessage({ text, now }).urgency === 'critical')
    expect(dangers.length).toBeGreaterThan(5)
    expect(dangers.filter((text) => read(text).urgency !== 'critical')).toEqual([])
  })

  it('add a grievance that follows "also", and none for what is wished', () => {
    const one = 'The parcel you sent came two weeks late.'
    const count = (text: string) => read(text).issues.length
    expect(count(`${one} Also, your driver shouted at my father on the stairs.`)).toBe(2)
    expect(count(`${one} I would also like my money back, please.`)).toBe(1)
  })

  it('keep every issue inside the text', () => {
    const texts = labelledTexts().flatMap(({ text }, at) => (at % 7 === 0 ? [text] : []))
    const outside = texts.filter((text) => read(text).issues.some(({ start, end }) => start < 0 || start >= end || end > text.length))
    expect(outside).toEqual([])
  })
})

describe('the labelled texts', () => {
  it.each(languages)('are at least 14 a category and 40 a kind, sentiment and urgency in %s', (language) => {
    const mine = labelledTexts().filter((row) => row.language === language)
    const fewest = (task: (typeof baseTasks)[number]) =>
      Math.min(
        ...Map.groupBy(
          mine.filter(({ labels }) => labels[task]),
          ({ labels }) => labels[task],
        )
          .values()
          .map(({ length }) => length),
      )
    expect(fewest('category')).toBeGreaterThanOrEqual(14)
    for (const task of ['kind', 'sentiment', 'urgency'] as const) expect(fewest(task)).toBeGreaterThanOrEqual(40)
  })
})
