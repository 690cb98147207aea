import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkDigit, complaintNumber, numbersIn } from './number.ts'

test('the check digit of 2026 000123 is 7', () => {
  expect(complaintNumber(2026, 123)).toBe('RD-2026-000123-7')
})

test('a counter above a million keeps all its digits', () => {
  expect(complaintNumber(2027, 1_234_567)).toMatch(/^RD-2027-1234567-\d$/)
})

test('one wrong digit is always caught', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 999_999 }),
      fc.integer({ min: 0, max: 9 }),
      fc.integer({ min: 1, max: 9 }),
      (counter, at, step) => {
        const digits = `2026${String(counter).padStart(6, '0')}`
        const wrong = digits.slice(0, at) + ((Number(digits[at]) + step) % 10) + digits.slice(at + 1)
        return checkDigit(wrong) !== checkDigit(digits)
      },
    ),
  )
})

test('numbers are found in a subject, once each, and only with the right check digit', () => {
  expect(numbersIn('Re: [RD-2026-000123-7] and rd 2026 000123 7, but not RD-2026-000123-8')).toEqual(['RD-2026-000123-7'])
})
