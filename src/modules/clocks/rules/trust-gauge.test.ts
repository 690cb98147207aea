import fc from 'fast-check'
import { expect, test } from 'vitest'
import { promptness, timeLeft } from './time-left.ts'
import { contactShares, type TrustEvent, trustAt } from './trust-gauge.ts'

const limit = 24

test.each([
  [0, 1, 1],
  [1, 0.9583, 0.917],
  [4, 0.8333, 0.7071],
  [8, 0.6667, 0.5],
  [12, 0.5, 0.3536],
  [16, 0.3333, 0.25],
  [24, 0, 0.125],
  [36, -0.5, 0.0442],
])('after %i hours of 24, %d of the time is left and %d of the trust', (hours, left, trust) => {
  expect(timeLeft(hours, limit)).toBeCloseTo(left, 4)
  expect(trustAt(hours, limit, [])).toBeCloseTo(trust, 4)
})

const run = (events: TrustEvent[]) => events.map(({ at }) => trustAt(at, limit, events))

test('an acknowledgement, a person, progress and an answer each bring some of it back', () => {
  const trust = run([
    { at: 0.05, what: 'automatic' },
    { at: 2, what: 'acknowledged' },
    { at: 8, what: 'progress' },
    { at: 20, what: 'answered' },
  ])
  for (const [at, expected] of [0.9959, 0.8808, 0.619, 0.5313].entries()) expect(trust[at]).toBeCloseTo(expected, 3)
})

test('a broken promise costs a third of what is there', () => {
  const trust = run([
    { at: 2, what: 'acknowledged' },
    { at: 10, what: 'broken' },
    { at: 23, what: 'answered' },
  ])
  for (const [at, expected] of [0.8807, 0.2862, 0.4557].entries()) expect(trust[at]).toBeCloseTo(expected, 3)
})

test('nothing decays while we wait for the customer', () => {
  expect(trustAt(10, limit, [{ at: 2, what: 'rest', until: 10 }])).toBeCloseTo(trustAt(2, limit, []), 10)
})

const anyEvent = fc.record({
  at: fc.double({ min: 0, max: 100, noNaN: true }),
  what: fc.constantFrom(...(Object.keys(contactShares) as (keyof typeof contactShares)[]), 'broken' as const),
})

test('it stays between 0 and 1, and falls while nothing happens', () => {
  fc.assert(
    fc.property(
      fc.array(anyEvent),
      fc.double({ min: 0, max: 200, noNaN: true }),
      fc.double({ min: 0.01, max: 50, noNaN: true }),
      (events, hour, later) => {
        const inOrder = events.toSorted((one, other) => one.at - other.at)
        const trust = trustAt(hour, limit, inOrder)
        expect(trust).toBeGreaterThanOrEqual(0)
        expect(trust).toBeLessThanOrEqual(1)
        const past = inOrder.filter(({ at }) => at <= hour)
        expect(trustAt(hour + later, limit, past)).toBeLessThan(trust || 1)
      },
    ),
  )
})

test('promptness is the mean of what was left, late ones counting nothing, and null where nothing was due', () => {
  expect(promptness([1, 0.5, -3])).toBe(0.5)
  expect(promptness([])).toBeNull()
})
