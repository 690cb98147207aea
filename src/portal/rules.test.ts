import { expect, test } from 'vitest'
import { withoutQuote } from './rules.ts'

test.each([
  ['Thank you.\n\n> On Monday we wrote:\n> Sorry.\n', { said: 'Thank you.', quoted: '> On Monday we wrote:\n> Sorry.' }],
  ['> Sorry.\nI do not think so.', { said: '> Sorry.\nI do not think so.', quoted: '' }],
  ['> only a quotation', { said: '> only a quotation', quoted: '' }],
  ['No quotation.\n\n', { said: 'No quotation.', quoted: '' }],
])('%# quoted lines fold where they stand at the end', (text, parts) => {
  expect(withoutQuote(text)).toEqual(parts)
})
