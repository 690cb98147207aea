import { expect, test } from 'vitest'
import { inWords } from './in-words.ts'

const said = (language: string) => inWords({ language, zone: 'Europe/Athens' })

test('an amount stays whole on its line and speaks the language', () => {
  expect(said('el').amount({ minor: 124_000, currency: 'EUR' })).toBe('1.240,00\u00a0€')
  expect(said('en-GB').amount({ minor: 12_000, currency: 'GBP' })).toBe('£120.00')
  expect(said('es').amount({ minor: 500, currency: 'JPY' })).toContain('500')
})

test('a time is told in the zone of the desk, by 24 hours', () => {
  expect(said('en-GB').clock('2026-11-24T15:30:00Z')).toBe('17:30')
})

test('the day before, today and the day after have their names', () => {
  const now = Temporal.Now.instant()
  expect(said('en-GB').day(now)).toBe('today')
  expect(said('es').day(now.add({ hours: 24 }))).toBe('mañana')
})

test('what is left is rounded to what a person would say', () => {
  const soon = Temporal.Now.instant().add({ minutes: 38, seconds: 5 })
  expect(said('en-GB').length(soon)).toMatch(/^38.min/)
})
