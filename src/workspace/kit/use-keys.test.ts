import { expect, test } from 'vitest'
import { keysInWords } from './use-keys.ts'
import { pickedTo, toggled } from './use-row-keys.ts'

test('keys are written as they stand on the keyboard', () => {
  expect(['KeyJ', 'shift+KeyX', 'mod+KeyK', 'shift+Slash', 'KeyG KeyH', 'alt+Digit1'].map(keysInWords)).toEqual([
    'J',
    'Shift X',
    'Ctrl K',
    '?',
    'G H',
    'Alt 1',
  ])
})

test('picking to here takes everything between, in either direction', () => {
  const ids = ['a', 'b', 'c', 'd']
  expect(pickedTo(ids, 'b', 'd')).toEqual(['b', 'c', 'd'])
  expect(pickedTo(ids, 'd', 'b')).toEqual(['b', 'c', 'd'])
  expect(pickedTo(ids, null, 'c')).toEqual(['c'])
})

test('picking a row twice lets it go', () => {
  expect([...toggled(toggled(new Set(['a']), 'b'), 'a')]).toEqual(['b'])
})
