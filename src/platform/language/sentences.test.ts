import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sentencesOf } from './sentences.ts'

const said = (text: string) => sentencesOf(text).map(({ start, end }) => text.slice(start, end))

test.each([
  ['Dear Mr. Boyd, thank you. The sum is 10.50 EUR! Is it right?', ['Dear Mr. Boyd, thank you.', 'The sum is 10.50 EUR!', 'Is it right?']],
  ['Κύριε κ. Μαρή, το δέμα ήρθε. Πότε το στείλατε; Περιμένω.', ['Κύριε κ. Μαρή, το δέμα ήρθε.', 'Πότε το στείλατε;', 'Περιμένω.']],
  ['Estimado Sr. Gil: llega hoy. ¿Le va bien? Dña. Ana lo lleva.', ['Estimado Sr. Gil: llega hoy.', '¿Le va bien?', 'Dña. Ana lo lleva.']],
  ['See https://shop.example/a.b?c=1;d now; it works. Done', ['See https://shop.example/a.b?c=1;d now; it works.', 'Done']],
  ['Write to ana.gil@shop.example by 5 p.m. on Friday. Thanks.', ['Write to ana.gil@shop.example by 5 p.m. on Friday.', 'Thanks.']],
  ['He said "no." Then he left...and came back.', ['He said "no."', 'Then he left...and came back.']],
  ['Wait… please. J. Smith signed.', ['Wait… please.', 'J. Smith signed.']],
  ['1. First point.\n2. Second point.', ['1. First point.', '2. Second point.']],
  ['Hello,\n\nthis stays\n\n- one\n- two', ['Hello,', 'this stays', '- one', '- two']],
  ['Κ.λπ. και π.χ. το δέμα. Τέλος', ['Κ.λπ. και π.χ. το δέμα.', 'Τέλος']],
  ['', []],
  [' \n\t ', []],
  ['😀😀', ['😀😀']],
])('%j has its sentences', (text, sentences) => {
  expect(said(text)).toEqual(sentences)
})

test('a line that a mail program wrapped goes on', () => {
  expect(said('I am very sorry that you had to wait for so long on that\nrainy Monday. It ends here.')).toEqual([
    'I am very sorry that you had to wait for so long on that\nrainy Monday.',
    'It ends here.',
  ])
})

test('sentences of any text stand in order, do not overlap, and lose nothing but space', () => {
  const piece = fc.constantFrom(
    'Mr. ',
    'κ. ',
    '10.50',
    '; ',
    '. ',
    '! ',
    '\n',
    '\n\n',
    'Έλα',
    'no',
    '…',
    '"',
    '\u200f',
    '😀',
    'Ñ',
    '\r\n',
    ' ',
  )
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.array(piece).map((pieces) => pieces.join('')),
      ),
      (text) => {
        const found = sentencesOf(text)
        let last = 0
        for (const { start, end } of found) {
          expect(start).toBeGreaterThanOrEqual(last)
          expect(end).toBeGreaterThan(start)
          last = end
        }
        const kept = found.map(({ start, end }) => text.slice(start, end)).join('')
        expect(kept.replaceAll(/\s/g, '')).toBe(text.replaceAll(/\s/g, ''))
      },
    ),
  )
})

test('a hundred thousand characters without an end are one sentence', () => {
  expect(sentencesOf('a '.repeat(50_000))).toEqual([{ start: 0, end: 99_999 }])
  expect(sentencesOf('.'.repeat(100_000))).toEqual([{ start: 0, end: 100_000 }])
})
