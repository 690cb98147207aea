import { expect, test } from 'vitest'
import { mentionsIn } from './mentions.ts'

const colleagues = [
  { id: 'ana', name: 'Ana' },
  { id: 'maria', name: 'Ana María (night)' },
  { id: 'nikos', name: 'Νίκος Παππάς' },
]

test('a mention is the whole name behind an @, in any language', () => {
  expect(mentionsIn('@Ana, look. And @νίκος παππάς too', colleagues).toSorted()).toEqual(['ana', 'nikos'])
})

test('a longer name is not taken for the shorter one in it, nor for an address', () => {
  expect(mentionsIn('@Ana María (night)', colleagues)).toEqual(['maria'])
  expect(mentionsIn('@Anabel, ana, post@Ana', colleagues)).toEqual([])
})
