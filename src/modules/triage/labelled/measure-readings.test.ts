import { expect, test } from 'vitest'
import { shippedBase } from '../rules/base/shipped-base.ts'
import { figuresOf, ownTexts, sampleComplaints, tableOf } from './measure-readings.ts'

const base = await shippedBase()

/** Shown in the output of this test; docs/words.md takes its figures from here. */
const shown = (title: string, rows: Parameters<typeof figuresOf>[0]) => {
  const figures = figuresOf(rows, base)
  process.stdout.write(`\n${tableOf(title, figures)}\n`)
  return Object.fromEntries(figures.map(({ output, right, of }) => [output, right / of]))
}

const below = (found: Record<string, number>, floors: Record<string, number>) =>
  Object.entries(floors).filter(([output, floor]) => (found[output] ?? 0) < floor)

test('the sample complaints are read as the domain paper states', () => {
  const found = shown('24 sample complaints', sampleComplaints)
  expect(Object.keys(found)).toHaveLength(11)
  const floors = {
    language: 1,
    is_complaint: 1,
    category: 0.9,
    urgency: 1,
    'emotion ± 2': 0.9,
    orientation: 0.75,
    conduct: 1,
    'number of issues': 0.6,
    orders: 1,
    amounts: 1,
    dates: 0.95,
  }
  expect(below(found, floors)).toEqual([])
})

test('texts that the words were not chosen by are read nearly as well', () => {
  shown('own texts, tuned on', ownTexts('tune'))
  const found = shown('own texts, held out', ownTexts('hold-out'))
  const floors = {
    language: 1,
    is_complaint: 0.95,
    kind: 0.95,
    category: 0.75,
    urgency: 0.88,
    'emotion ± 2': 0.8,
    orientation: 0.8,
    conduct: 0.92,
    'number of issues': 0.7,
  }
  expect(below(found, floors)).toEqual([])
})

test('the halves are by hash, and both are large enough to say something', () => {
  expect(ownTexts('tune').length).toBeGreaterThan(25)
  expect(ownTexts('hold-out').length).toBeGreaterThan(25)
})
