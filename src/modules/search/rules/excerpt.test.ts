import fc from 'fast-check'
import { expect, test } from 'vitest'
import { codePatterns, codesIn, numberOf, questionOf, wantedWords } from './asked.ts'
import { excerptOf, sameWord, wantedOf } from './excerpt.ts'

const marked = (text: string, question: string) => {
  const { excerpt, marks } = excerptOf(text, wantedOf(wantedWords(question)))
  return marks.map(([start, end]) => excerpt.slice(start, end))
}

test.each([
  ['Your order is late', 'orders', ['order']],
  ['Η παραγγελία άργησε', 'ΠΑΡΑΓΓΕΛΙΕΣ', ['παραγγελία']],
  ['Η παραγγελία άργησε', 'paraggelia', ['παραγγελία']],
  ['El camión y los camiones', 'camion', ['camión', 'camiones']],
  ['Straße und soft\u00adhyphen', 'strasse softhyphen', ['Straße']],
  ['Order WX8823107 is here', '88231', ['WX8823107']],
  ['Ο ΟΔΥΣΣΕΑΣ και ο Οδυσσέας', 'οδυσσεας', ['ΟΔΥΣΣΕΑΣ', 'Οδυσσέας']],
  ['τους δρόμους της', 'ΔΡΟΜΟΥΣ', ['δρόμους']],
  ['die große Straße, danach: Rückgabe', 'ruckgabe', ['Rückgabe']],
  ['Œuvre ß Þór, then the invoice', 'invoice', ['invoice']],
  ['Τιμολόγιο_αγοράς.pdf', 'timologio', ['Τιμολόγιο']],
  ['a restaurant', 'rest', []],
] as const)('in "%s", %s is marked', (text, question, words) => {
  expect(marked(text, question)).toEqual(words)
})

test('the excerpt begins near the first hit, and says that it is a part', () => {
  const text = `${'word '.repeat(200)}needle ${'more '.repeat(200)}`
  const { excerpt, marks } = excerptOf(text, wantedOf(['needle']))
  expect(excerpt.length).toBeLessThan(240)
  expect(excerpt.startsWith('… ') && excerpt.endsWith(' …')).toBe(true)
  expect(marks.map(([start, end]) => excerpt.slice(start, end))).toEqual(['needle'])
})

test('marks lie within the excerpt, in order, whatever the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 500 }), fc.string({ maxLength: 20 }), (text, question) => {
      const { excerpt, marks } = excerptOf(text, wantedOf(wantedWords(question)))
      return marks.every(([start, end], at) => start >= (marks[at - 1]?.[1] ?? 0) && end > start && end <= excerpt.length)
    }),
  )
})

test('two forms of a word are the same, two words are not', () => {
  expect(sameWord('refund', 'refunded')).toBe(true)
  expect(sameWord('late', 'later')).toBe(true)
  expect(sameWord('card', 'care')).toBe(false)
})

test('numbers in a question are read with or without their dashes', () => {
  expect(codesIn('RD-2026-000123-7')).toEqual(['rd20260001237'])
  expect(codesIn('rd 2026 000123 7')).toEqual(['rd20260001237'])
  expect(codesIn('lamp from order 88231-07')).toEqual(['8823107'])
  expect(codesIn('the lamp 7')).toEqual([])
  expect(numberOf('rd20260001237')).toBe('RD-2026-000123-7')
  expect(codePatterns('000123')).toEqual(['%000123%', '%#123%'])
  expect(codePatterns('20260001237')).toEqual(['%20260001237%', '%#1237%'])
})

test('a question is short, without NUL, and well formed', () => {
  expect(questionOf(`a\0b${'x'.repeat(10_000)}`)).toHaveLength(400)
  expect(questionOf('\ud83d').isWellFormed()).toBe(true)
})
