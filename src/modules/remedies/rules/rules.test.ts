import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Blocker, judge, needsOf, type Spent } from './authority.ts'
import { bases, columnOf, kinds } from './kinds.ts'
import { firstMatrix, ranks } from './matrix.ts'
import { namedSums } from './named-sums.ts'
import { faultOf, valueOf, valueOfShare, writtenSum } from './sum.ts'
import { isUnfairlyBound } from './unfair-condition.ts'

const amount = fc.integer({ min: 0, max: 10_000_00 })
const spent: fc.Arbitrary<Spent> = fc.record({
  columns: fc.record({ entitlement: amount, cash: amount, voucher: amount, replacement: amount, fee_waiver: amount }),
  complaint: amount,
  customer: amount,
  day: amount,
  budget: fc.option(fc.record({ max: fc.integer({ min: 1, max: 10_000_00 }), left: fc.integer({ min: -10_000, max: 10_000_00 }) }), {
    nil: null,
  }),
})
const worth = fc.record({ kind: fc.constantFrom(...kinds), basis: fc.constantFrom(...bases), valued: fc.option(amount, { nil: null }) })
const blockers = fc.subarray<Blocker>(['evidence', 'payee', 'own_case', 'colleague'])

test('whoever is within passes no limit, and whoever stands higher is within too', () => {
  fc.assert(
    fc.property(worth, spent, blockers, (one, before, hinders) => {
      const verdicts = ranks.map((rank) => judge(firstMatrix, rank, { worth: one, spent: before, blockers: hinders }))
      const within = verdicts.map((verdict) => verdict.within)
      const passed = verdicts
        .filter((verdict) => verdict.within)
        .flatMap(({ limits }) => limits.filter(({ left }) => left < (one.valued ?? 0)))
      expect(passed).toEqual([])
      expect(within).toEqual(within.toSorted((lower, higher) => Number(lower) - Number(higher)))
      expect(verdicts.filter(({ discretion }) => discretion < 0 || discretion > 1)).toEqual([])
      const alone = hinders.length === 0 && one.valued !== null
      expect(within.some(Boolean) && !alone).toBe(false)
    }),
  )
})

test('what is owed is never bound by a budget, a customer’s year or a day', () => {
  fc.assert(
    fc.property(worth, spent, (one, before) => {
      const { limits } = judge(firstMatrix, 'agent', { worth: { ...one, basis: 'entitlement' }, spent: before, blockers: [] })
      expect(limits.map(({ limit }) => limit).filter((limit) => ['budget', 'customer', 'day', 'complaint'].includes(limit))).toEqual([])
    }),
  )
})

test('whose yes it needs has the authority, and nobody below', () => {
  fc.assert(
    fc.property(worth, spent, (one, before) => {
      const needs = needsOf(firstMatrix, { worth: one, spent: before, blockers: [] })
      const fresh = { ...before, day: 0, budget: null }
      const first = ranks.find((rank) => judge(firstMatrix, rank, { worth: one, spent: fresh, blockers: [] }).within)
      expect(needs).toBe(first ?? 'finance_manager')
    }),
  )
})

test('every kind falls under one limit, and a thing under what it costs', () => {
  for (const kind of kinds) for (const basis of bases) expect(firstMatrix.roles.agent.decision[columnOf(kind, basis)]).toBeGreaterThan(0)
  expect(columnOf('replacement', 'entitlement')).toBe('replacement')
  expect(columnOf('fee_waiver', 'goodwill')).toBe('fee_waiver')
})

test('a sum in another currency is worth its rate, rounded up, never floating', () => {
  const house = { currency: 'EUR', rates: { JPY: '0.0061', KWD: '2.98', USD: '0.92' } }
  expect(valueOf({ amount: 5000, currency: 'JPY' }, house)).toBe(3050)
  expect(valueOf({ amount: 1, currency: 'JPY' }, house)).toBe(1)
  expect(valueOf({ amount: 1250, currency: 'KWD' }, house)).toBe(373)
  expect(valueOf({ amount: 999_999_999_999, currency: 'USD' }, house)).toBe(920_000_000_000)
  expect(valueOf({ amount: 10, currency: 'GBP' }, house)).toBe(null)
  expect(valueOfShare(1000, { basket: 6000, use_percent: 50 })).toBe(300)
  expect(['EUR', 'JPY', 'KWD'].map((currency) => writtenSum({ amount: 1250, currency }))).toEqual(['12.50 EUR', '1250 JPY', '1.250 KWD'])
  expect(faultOf({ amount: Number.NaN, currency: 'EUR' })).toBe('fraction')
})

test.each([
  ['We will refund €1,234.50 to your card.', [{ amount: 123_450, currency: 'EUR', gives: true }]],
  ['Θα σας επιστρέψουμε 30,50 ευρώ.', [{ amount: 3050, currency: 'EUR', gives: true }]],
  ['Le reembolsaremos 45 €.', [{ amount: 4500, currency: 'EUR', gives: true }]],
  ['You asked for a refund of £200.', [{ amount: 20_000, currency: 'GBP', gives: false }]],
  ['We cannot refund 200 euros.', [{ amount: 20_000, currency: 'EUR', gives: false }]],
  [
    'We credit JPY 5,000 and 1.250 KWD.',
    [
      { amount: 5000, currency: 'JPY', gives: true },
      { amount: 1250, currency: 'KWD', gives: true },
    ],
  ],
  [
    'You paid €12.40 on 3 May. We offer 20 EUR.',
    [
      { amount: 1240, currency: 'EUR', gives: false },
      { amount: 2000, currency: 'EUR', gives: true },
    ],
  ],
  ['Your booking 4711 is for 2 people.', []],
])('%s', (text, sums) => {
  expect(namedSums(text)).toMatchObject(sums)
  expect(namedSums(text)).toHaveLength(sums.length)
})

test.each([
  ['If you remove your review, we will send you the voucher.', true],
  ['You get it once you withdraw your complaint.', true],
  ['We pay in return for you keeping it confidential.', true],
  ['Το κουπόνι δίνεται εφόσον σβήσετε την κριτική σας.', true],
  ['Θα το λάβετε με τον όρο να αποσύρετε το παράπονό σας.', true],
  ['Le damos el cupón si retira su reclamación.', true],
  ['A cambio, borre su reseña, por favor.', true],
  ['You waited two hours on the quay. If you prefer cash, tell us.', false],
  ['Your complaint was right. We withdraw the charge.', false],
  ['Αν προτιμάτε μετρητά, πείτε μας.', false],
  ['Si prefiere dinero, díganoslo. Su opinión nos ayuda.', false],
])('%s: tied to what nobody may ask for: %s', (text, unfair) => {
  expect(isUnfairlyBound(text)).toBe(unfair)
})
