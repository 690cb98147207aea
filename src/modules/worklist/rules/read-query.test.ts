import fc from 'fast-check'
import { expect, test } from 'vitest'
import { boundsOf, readMoment } from './moments.ts'
import { readQuery } from './read-query.ts'
import { inCodes, withoutPiece, withTerm } from './write-query.ts'

test.each([
  [
    'state:open assignee:me urgent created>2026-01-01 due<2d category:billing tag:x channel:phone team:north customer:"Ada L" -tag:y order:123 has:promise lamp',
    'state:open assignee:me urgent created>2026-01-01 due<2d category:billing tag:x channel:phone team:north customer:"Ada L" -tag:y order:123 has:promise lamp',
  ],
  ['κατάσταση:ανοιχτό υπεύθυνος:εγώ επείγον προθεσμία<2η έχει:υπόσχεση', 'state:open assignee:me urgent due<2d has:promise'],
  ['ΚΑΤΑΣΤΑΣΗ:ΑΝΟΙΧΤΗ', 'state:open'],
  [
    'estado:abierta responsable:yo -urgente creada>1/2/2026 canal:teléfono',
    'state:open assignee:me -urgent created>2026-02-01 channel:phone',
  ],
  ['status:closed,new priority:high', 'state:closed,received urgency:high'],
  ['is:"σε εξέλιξη"', 'is:running'],
  ['tag:a,"b c"', 'tag:a,"b c"'],
  ['due:none', 'due:none'],
  ['  two   blanks ', 'two blanks'],
])('%s is kept in codes', (typed, kept) => {
  expect(readQuery(typed).troubles).toEqual([])
  expect(inCodes(typed)).toBe(kept)
})

test.each([
  ['foo:bar', 'unknown_operator', 'foo', 'bar'],
  ['state:opne', 'unknown_value', 'state', 'opne'],
  ['state:', 'no_value', 'state', ''],
  ['due<soon', 'not_a_moment', 'due', 'soon'],
  ['created:2026-02-30', 'not_a_moment', 'created', '2026-02-30'],
  ['tag>x', 'not_compared', 'tag', 'x'],
  ['order:1', 'too_short', 'order', '1'],
])('%s is not understood, and it is said why', (typed, ...[reason, operator, value]) => {
  expect(readQuery(`lamp ${typed}`).troubles).toEqual([{ reason, operator, value, part: typed }])
  expect(inCodes(`lamp ${typed}`)).toBe(`lamp ${typed}`)
})

test.each([
  '12:30',
  'http://x.example/a?b=c',
  'Re: lamp',
  're:lamp',
  'RD-2026-000123-7',
  'a<b',
  '"foo:bar"',
  '"urgent"',
  '<->',
  '- x',
  '5:x',
])('%s is text to find', (typed) => {
  const { text, terms, troubles } = readQuery(typed)
  expect([terms, troubles]).toEqual([[], []])
  expect(text).toBe(typed)
})

test('what may not stand in a text has a minus', () => {
  expect(readQuery('lamp -broken -"very late" wx-88')).toMatchObject({ text: 'lamp wx-88', without: ['broken', '"very late"'] })
})

test('an operator is set and taken off, the rest stays as it was', () => {
  const typed = 'tag:x state:open lamp'
  expect(withTerm(typed, { operator: 'state', not: false, how: ':', values: ['closed'] })).toBe('tag:x lamp state:closed')
  expect(withTerm(typed, { operator: 'state', not: false, how: ':', values: [] })).toBe('tag:x lamp')
  expect(withoutPiece(readQuery(typed), typed, 0)).toBe('state:open lamp')
})

test('whatever is typed is read, and what is kept reads the same again', () => {
  const piece = fc.constantFrom(
    'state:open',
    'tag:',
    'Tag:"a',
    '-',
    '"',
    ':',
    'urgent',
    '-urgent',
    'due<2d',
    'λάμπα',
    '<',
    'x:y',
    ' ',
    ',',
    '😀',
    '\ud83d',
  )
  const typed = fc.oneof(
    fc.string({ maxLength: 80 }),
    fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join('')),
  )
  fc.assert(
    fc.property(typed, (text) => {
      const kept = inCodes(text)
      expect(inCodes(kept)).toBe(kept)
    }),
  )
})

const now = Temporal.Instant.from('2026-11-22T22:30:00Z')
const within = (value: string, how: ':' | '<' | '>' | '<=' | '>=', ahead = false) => {
  const { from, before } = boundsOf(readMoment(value)?.moment ?? expect.fail(value), how, { now, zone: 'Europe/Athens', ahead })
  return [from?.toString() ?? null, before?.toString() ?? null]
}

test('days are those of the desk, more and less leave the day itself out', () => {
  expect(within('2026-01-01', ':')).toEqual(['2025-12-31T22:00:00Z', '2026-01-01T22:00:00Z'])
  expect(within('2026-01-01', '>')).toEqual(['2026-01-01T22:00:00Z', null])
  expect(within('2026-01-01', '>=')).toEqual(['2025-12-31T22:00:00Z', null])
  expect(within('2026-01-01', '<')).toEqual([null, '2025-12-31T22:00:00Z'])
  expect(within('2026-01', '<=')).toEqual([null, '2026-01-31T22:00:00Z'])
  expect(within('today', ':')).toEqual(['2026-11-22T22:00:00Z', '2026-11-23T22:00:00Z'])
})

test('a span is a distance from now: behind for what was, ahead for what is due', () => {
  expect(within('7d', '<')).toEqual(['2026-11-15T22:30:00Z', null])
  expect(within('7d', '>')).toEqual([null, '2026-11-15T22:30:00Z'])
  expect(within('2d', '<', true)).toEqual([null, '2026-11-24T22:30:00Z'])
  expect(within('12h', '>', true)).toEqual(['2026-11-23T10:30:00Z', null])
})
