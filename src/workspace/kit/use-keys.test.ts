import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { fixedKeys, knownKeys, mayCarry, moved, swapped, takenBy } from './known-keys.ts'
import { keysInWords, pressed } from './use-keys.ts'
import { pickedTo, stretched, toggled } from './use-row-keys.ts'

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

test('Shift with an arrow takes the next row along, and lets go of it on the way back', () => {
  const one = stretched(new Set(), 'a', 'b')
  const two = stretched(one, 'b', 'c')
  expect([...two].toSorted()).toEqual(['a', 'b', 'c'])
  expect([...stretched(two, 'c', 'b')].toSorted()).toEqual(['a', 'b'])
})

test('every key that a page binds is among those that a person may put elsewhere', () => {
  const root = join(import.meta.dirname, '../..')
  const files = globSync('{workspace,modules}/**/*.{ts,tsx}', { cwd: root }).filter((file) => !file.endsWith('.test.ts'))
  const bound = files.flatMap((file) =>
    [...readFileSync(join(root, file), 'utf8').matchAll(/\bkeys: '([^']+)'/g)].map(([, keys = '']) => keys),
  )
  const known = new Set([...knownKeys.map(({ keys }) => keys), ...fixedKeys])
  expect(bound.length).toBeGreaterThan(10)
  expect([...new Set(bound)].filter((keys) => !known.has(keys))).toEqual([])
})

test('the words of every key are there', () => {
  const read = (namespace: string) => {
    const folder = namespace === 'workspace' ? '..' : `../../modules/${namespace}`
    return JSON.parse(readFileSync(join(import.meta.dirname, folder, 'words/en.json'), 'utf8')) as object
  }
  const wordsOf = (namespace: string, key: string) =>
    key.split('.').reduce<unknown>((at, step) => (at as Record<string, unknown> | undefined)?.[step], read(namespace))
  expect(knownKeys.filter(({ words }) => typeof wordsOf(words.namespace, words.key) !== 'string')).toEqual([])
})

test('a key that another act has is named, until that one is put elsewhere', () => {
  expect(takenBy('KeyN', 'KeyJ', {})).toBe('KeyN')
  expect(takenBy('KeyN', 'KeyJ', { KeyN: 'KeyM' })).toBe(null)
  expect(takenBy('KeyM', 'KeyJ', { KeyN: 'KeyM' })).toBe('KeyN')
  expect(takenBy('KeyG', 'KeyJ', {})).toBe('KeyG KeyH')
  expect(takenBy('KeyJ', 'KeyJ', {})).toBe(null)
})

test('two keys change places, and on its own place again a key is as it came', () => {
  const own = swapped({}, 'KeyJ', 'KeyN')
  expect(own).toEqual({ KeyJ: 'KeyN', KeyN: 'KeyJ' })
  expect(swapped(own, 'KeyJ', 'KeyN')).toEqual({})
  expect(moved({ KeyJ: 'KeyM' }, 'KeyJ', 'KeyJ')).toEqual({})
})

test('what browsers need carries no act', () => {
  expect(['Enter', 'Tab', 'Escape', 'mod+KeyC', 'ArrowDown', 'F5'].filter(mayCarry)).toEqual([])
  expect(['KeyM', 'shift+KeyM', 'alt+Digit4', 'Slash'].every(mayCarry)).toBe(true)
})

test('a press is named by the place of the key, whatever letter stands on it', () => {
  const plain = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false }
  expect(pressed({ ...plain, shiftKey: true, code: 'KeyX' })).toBe('shift+KeyX')
  expect(pressed({ ...plain, metaKey: true, code: 'KeyK' })).toBe('mod+KeyK')
})
