import { expect, test } from 'vitest'
import { shareChanged } from './share-changed.ts'

test('a text that was sent as it stands was not changed, whatever stands around it', () => {
  expect(shareChanged('We are sorry.', 'Dear Ms Alder, we … We are sorry. Kind regards')).toBe(0)
})

test('half of the letters gone is one half', () => {
  expect(shareChanged('abcd efgh', 'abcd')).toBe(0.5)
})

test('words in another order count as changed', () => {
  expect(shareChanged('alpha omega', 'omega alpha')).toBe(0.5)
})

test('nothing of it left is all of it; a text without words changes nothing', () => {
  expect(shareChanged('Λυπάμαι πολύ', 'Gracias')).toBe(1)
  expect(shareChanged('', 'Gracias')).toBe(0)
})

test('very long texts are answered', () => {
  expect(shareChanged('word '.repeat(40_000), 'other '.repeat(40_000))).toBe(1)
})
