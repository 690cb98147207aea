import fc from 'fast-check'
import { expect, test } from 'vitest'
import { escalationRisk, type RiskSigns } from './escalation-risk.ts'

const nothing: RiskSigns = {
  brokenPromise: null,
  reopened: null,
  contacts: null,
  deadlineUsed: null,
  externalBody: null,
  outageOrBilling: null,
  emotion: null,
}
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: null })
const signs: fc.Arbitrary<RiskSigns> = fc.record({
  brokenPromise: maybe(fc.boolean()),
  reopened: maybe(fc.boolean()),
  contacts: maybe(fc.integer({ min: 0, max: 50 })),
  deadlineUsed: maybe(fc.double({ min: 0, max: 3, noNaN: true })),
  externalBody: maybe(fc.boolean()),
  outageOrBilling: maybe(fc.boolean()),
  emotion: maybe(fc.integer({ min: 0, max: 10 })),
})

test('what nobody knows counts nothing and is named as not known', () => {
  const { score, parts } = escalationRisk(nothing)
  expect(score).toBe(0)
  expect(parts.every(({ known, points }) => !known && points === 0)).toBe(true)
})

test.each<[string, Partial<RiskSigns>, number]>([
  ['a broken promise', { brokenPromise: true }, 30],
  ['a reopening', { reopened: true }, 15],
  ['the first contact', { contacts: 1 }, 0],
  ['the third contact', { contacts: 3 }, 20],
  ['the ninth contact, which counts like the fourth', { contacts: 9 }, 30],
  ['a deadline that is three quarters used', { deadlineUsed: 0.75 }, 0],
  ['a deadline that is used further', { deadlineUsed: 0.76 }, 15],
  ['an outside body that is named', { externalBody: true }, 10],
  ['a power cut or a bill', { outageOrBilling: true }, 10],
  ['an emotion of seven', { emotion: 7 }, 14],
])('%s gives the points of the formula', (_title, sign, points) => {
  expect(escalationRisk({ ...nothing, ...sign }).score).toBe(points)
})

test('the score is the sum of its parts, never above a hundred, and no sign lowers it', () => {
  fc.assert(
    fc.property(signs, (given) => {
      const { score, parts } = escalationRisk(given)
      expect(score).toBe(
        Math.min(
          100,
          parts.reduce((sum, { points }) => sum + points, 0),
        ),
      )
      expect(escalationRisk({ ...given, brokenPromise: true }).score).toBeGreaterThanOrEqual(score)
      expect(parts.every(({ points, most }) => points >= 0 && points <= most)).toBe(true)
    }),
  )
})
