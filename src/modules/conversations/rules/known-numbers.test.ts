import { expect, test } from 'vitest'
import { amountsIn, namesIn, numbersIn } from './known-numbers.ts'

const text = 'Το 2026 παρήγγειλα τη GR-75530 στις 3/11/2026 για 1.299 € και 19,50 ευρώ. Δέμα 4471882, Ρόζα Δελή'

test('numbers of orders are told from sums, days and years', () => {
  expect(numbersIn(text)).toEqual(['GR-75530', '4471882'])
})

test('sums stand as they were written, and what begins large may be a name', () => {
  expect(amountsIn(text)).toEqual(['1.299 €', '19,50 ευρω'])
  expect(namesIn(text)).toEqual(expect.arrayContaining(['Ρόζα', 'Δελή']))
})
