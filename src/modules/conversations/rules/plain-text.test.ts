import fc from 'fast-check'
import { expect, test } from 'vitest'
import { plainTextOf } from './plain-text.ts'

test('paragraphs and line ends stand as they were written', () => {
  expect(plainTextOf('<p>Dear Ada,</p><p>we are <strong>sorry</strong>.<br>Ben</p>')).toBe('Dear Ada,\n\nwe are sorry.\nBen')
})

test('lists keep their marks and numbers', () => {
  expect(
    plainTextOf('<p>Please send:</p><ul><li><p>the bill</p></li><li><p>a picture</p></li></ul><ol><li>one</li><li>two</li></ol>'),
  ).toBe('Please send:\n\n- the bill\n- a picture\n\n1. one\n2. two')
})

test('a link says its address once', () => {
  expect(plainTextOf('<p><a href="https://desk.example/a?b=1&amp;c=2">Follow it</a></p>')).toBe(
    'Follow it <https://desk.example/a?b=1&c=2>',
  )
  expect(plainTextOf('<p><a href="mailto:ada@example.org">ada@example.org</a></p>')).toBe('ada@example.org')
})

test('a quotation is marked', () => {
  expect(plainTextOf('<p>You wrote:</p><blockquote><p>Nothing works.</p></blockquote><p>Now it does.</p>')).toBe(
    'You wrote:\n\n> Nothing works.\n\nNow it does.',
  )
})

test('signs that HTML writes otherwise come back', () => {
  expect(plainTextOf('<p>5 &lt; 6 &amp; 7 &gt; 2 &#8364;&nbsp;5</p>')).toBe('5 < 6 & 7 > 2 € 5')
})

test('whatever is written between the tags, it ends', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme' }),
      (text) => typeof plainTextOf(`<blockquote><p>${text}</p></blockquote>${text}`) === 'string',
    ),
  )
})
