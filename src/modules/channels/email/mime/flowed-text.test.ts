import { expect, test } from 'vitest'
import { unwrapFlowed } from './flowed-text.ts'

test.each([
  ['one \ntwo\nthree', false, 'one two\nthree'],
  ['one \ntwo', true, 'onetwo'],
  ['> one \n> two\n>> deep \n> not', false, '> one two\n>> deep \n> not'],
  ['words\n-- \nEva', false, 'words\n-- \nEva'],
  [' stuffed\n From', false, 'stuffed\nFrom'],
])('%j (delsp %s) is unwrapped', (text, deleteSpace, unwrapped) => {
  expect(unwrapFlowed(text, deleteSpace)).toBe(unwrapped)
})
