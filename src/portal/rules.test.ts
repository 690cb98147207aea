import { expect, test } from 'vitest'
import { states } from '#modules/complaints/contract.ts'
import { stageOf, stages, withoutQuote } from './rules.ts'

test('every state is one of the four stages', () => {
  expect(states.map(stageOf).every((stage) => stages.includes(stage))).toBe(true)
})

test.each([
  ['Thank you.\n\n> On Monday we wrote:\n> Sorry.\n', { said: 'Thank you.', quoted: '> On Monday we wrote:\n> Sorry.' }],
  ['> Sorry.\nI do not think so.', { said: '> Sorry.\nI do not think so.', quoted: '' }],
  ['> only a quotation', { said: '> only a quotation', quoted: '' }],
  ['No quotation.\n\n', { said: 'No quotation.', quoted: '' }],
])('%# quoted lines fold where they stand at the end', (text, parts) => {
  expect(withoutQuote(text)).toEqual(parts)
})
