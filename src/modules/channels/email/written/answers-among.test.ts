import { expect, test } from 'vitest'
import { answersAmong } from './answers-among.ts'

const ours = `Dear Ada,

thank you for your mail. So that we can look into it, please tell us:

1. What is your booking number?
2. Which cabin was it, and on which deck? The plan is here: https://desk.example/decks.

Kind regards,
Ben Okoro`

const head =
  'From: Care Desk <care@desk.example>\nSent: Friday, 20 November 2026 10:00\nTo: Ada <ada@customer.example>\nSubject: RE: The cabin\n'
const quoted = (text: string) => `-----Original Message-----\n${head}\n${text}`

test('a line that none of our mails holds is an answer', () => {
  const written = ours.replace('number?', 'number?\nIt is B-4711.')
  expect(answersAmong(quoted(written), [ours])).toBe(true)
  expect(answersAmong(quoted(`${ours}\n\nThe deck was the seventh.`), ['Other words of ours.', ours])).toBe(true)
})

test.each([
  ['as it was', ours],
  ['wrapped anew', ours.replaceAll(/(.{30,40}) /g, '$1\n')],
  ['indented, with the link written out', ours.replaceAll('\n', '\n    ').replace('decks.', 'decks<https://desk.example/decks>.')],
  ['with the warning of a gateway', `CAUTION: This mail came from outside the organisation.\n\n${ours}`],
  ['with a disclaimer below', `${ours}\n\nThis e-mail is confidential and intended solely for the addressee.`],
  ['with an earlier mail below', `${ours}\n\n${quoted('The cabin was wet and nobody came.')}`],
])('what we wrote, %s, holds no answer', (_name, history) => {
  expect(answersAmong(quoted(history), [ours, 'The cabin was wet and nobody came.'])).toBe(false)
})

test('a history that is not ours tells nothing', () => {
  expect(answersAmong(quoted('Dear Ada,\n\nthe carrier says that it was delivered on Monday, to a neighbour.'), [ours])).toBe(false)
  expect(answersAmong('', [])).toBe(false)
})
