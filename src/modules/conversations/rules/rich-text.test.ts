import fc from 'fast-check'
import { expect, test } from 'vitest'
import { plainTextOf } from './plain-text.ts'
import { richTextOf } from './rich-text.ts'

test('paragraphs and lines stay what they are; what looks like a tag is words', () => {
  expect(richTextOf('Dear Ada,\n\nwe are sorry.\nBen & <b>Cleo</b>')).toBe(
    '<p>Dear Ada,</p><p>we are sorry.<br>Ben &amp; &lt;b&gt;Cleo&lt;/b&gt;</p>',
  )
  expect(richTextOf(' \n ')).toBe('')
})

test('what is made rich reads as the same words', () => {
  const line = fc.stringMatching(/^[a-zα-ω<>&"' ]{0,20}$/).map((words) => `x${words.trim()}`)
  fc.assert(
    fc.property(fc.array(fc.array(line, { minLength: 1, maxLength: 3 }), { maxLength: 4 }), (paragraphs) => {
      const text = paragraphs.map((lines) => lines.join('\n')).join('\n\n')
      expect(plainTextOf(richTextOf(text))).toBe(text)
    }),
  )
})
