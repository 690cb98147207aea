import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import tree from '#modules/complaints/rules/category-tree.json' with { type: 'json' }
import { ChecklistPoint, everyCategory, pointKinds } from '../../contract.ts'
import { joined, shippedChecklists } from './checklist.ts'
import { valueIn } from './point-values.ts'

test('every list that comes with the desk has the shape that an administrator’s has, and belongs to a category', () => {
  const categories = [everyCategory, ...tree.flatMap(({ code, children }) => [code, ...children.map((child) => child.code)])]
  for (const [category, points] of shippedChecklists) {
    expect(categories).toContain(category)
    expect(z.array(ChecklistPoint).safeParse(points)).toMatchObject({ success: true })
    expect(new Set(points.map(({ code }) => code)).size).toBe(points.length)
    expect(points.filter(({ purpose }) => Object.values(purpose).some((said) => said.trim() === ''))).toEqual([])
  }
})

test('of two points with the same code the narrower category’s counts, at the place of the first', () => {
  const [point] = shippedChecklists.get('delivery') ?? []
  const [other] = shippedChecklists.get('product_defect') ?? []
  if (!point || !other) throw new Error('The lists that come with the desk are not there')
  const narrower = { ...point, needed: !point.needed }
  expect(joined([[point], [other], [narrower]])).toEqual([narrower, other])
})

test.each([
  { kind: 'date', said: ' 2026-11-22 ', value: '2026-11-22' },
  { kind: 'date', said: '2028-02-29', value: '2028-02-29' },
  { kind: 'date', said: '2026-02-29', value: null },
  { kind: 'date', said: '22/11/2026', value: null },
  { kind: 'number', said: '3', value: '3' },
  { kind: 'number', said: '12,50', value: '12.5' },
  { kind: 'number', said: 'three', value: null },
  { kind: 'amount', said: '49,9 eur', value: '49.90 EUR' },
  { kind: 'amount', said: '1200JPY', value: '1200 JPY' },
  { kind: 'amount', said: '12.5 JPY', value: null },
  { kind: 'amount', said: '1.255 KWD', value: '1.255 KWD' },
  { kind: 'amount', said: '49.90', value: null },
  { kind: 'yes_no', said: 'yes', value: 'yes' },
  { kind: 'yes_no', said: 'yes, twice', value: null },
  { kind: 'text', said: '  the hinge ', value: 'the hinge' },
  { kind: 'text', said: '   ', value: null },
] as const)('$said as $kind is $value', ({ kind, said, value }) => {
  expect(valueIn(kind, said)).toBe(value)
})

test('what was kept reads as itself again', () => {
  const amount = fc
    .tuple(fc.bigInt(0n, 999_999n), fc.integer({ min: 0, max: 99 }), fc.constantFrom('EUR', 'GBP', 'JPY', 'KWD'))
    .map(([whole, part, currency]) => `${whole}.${part} ${currency}`)
  const said = fc.oneof(
    fc.string(),
    fc.double().map(String),
    amount,
    fc.date({ noInvalidDate: true }).map((day) => day.toISOString().slice(0, 10)),
  )
  fc.assert(
    fc.property(fc.constantFrom(...pointKinds), said, (kind, words) => {
      const kept = valueIn(kind, words)
      return kept === null || valueIn(kind, kept) === kept
    }),
    { numRuns: 2_000 },
  )
})
