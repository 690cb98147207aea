import { expect, test } from 'vitest'
import { readDate } from './mail-dates.ts'

test.each([
  ['Tue, 5 Mar 2024 14:30:00 +0200', '2024-03-05T12:30:00Z'],
  ['5 Mar 2024 14:30 GMT', '2024-03-05T14:30:00Z'],
  ['Tue, 05 Mar 2024 14:30:00 -0500 (EST)', '2024-03-05T19:30:00Z'],
  ['5 Mar 24 14:30:00 EDT', '2024-03-05T18:30:00Z'],
  ['Tue Mar  5 14:30:00 2024', '2024-03-05T14:30:00Z'],
  ['2024-03-05T14:30:00+02:00', '2024-03-05T12:30:00Z'],
  ['2024-03-05 14:30:00', '2024-03-05T14:30:00Z'],
  ['Fri, 31 Dec 1999 23:59:60 +0000', '1999-12-31T23:59:59Z'],
  ['Tue, 31 Feb 2024 14:30:00 +0000', null],
  ['yesterday', null],
  ['', null],
])('%j is %s', (field, instant) => {
  expect(readDate(field)?.toString() ?? null).toBe(instant)
})
