import { expect, test } from 'vitest'
import { inWords } from '#workspace/kit/in-words.ts'
import { appointedWhen } from './appointed-when.ts'

const zone = 'Europe/Athens'
const reader = {
  zone,
  words: inWords({ language: 'en-GB', zone }),
  say: (key: string, data: Record<string, unknown> = {}) => [key.replace('web.invitation.', ''), ...Object.values(data)].join(' '),
}
const time = (local: string, inZone: string | null = null, instant: string | null = null) => ({ local, zone: inZone, instant })
const told = (start: ReturnType<typeof time> | null, end: ReturnType<typeof time> | null = null) =>
  appointedWhen({ start, end }, reader).replaceAll('\u00a0', ' ')

test('an hour is told by the reader’s clock', () => {
  const [from, until] = [
    time('2031-03-07T10:00:00', zone, '2031-03-07T08:00:00Z'),
    time('2031-03-07T10:30:00', zone, '2031-03-07T08:30:00Z'),
  ]
  expect(told(from)).toBe('7 Mar 2031 10:00')
  expect(told(from, until)).toBe('7 Mar 2031 10:00–10:30')
})

test('where the sender’s clock shows another hour, both are told with the name of their zone', () => {
  const from = time('2031-03-07T18:00:00', 'America/New_York', '2031-03-07T23:00:00Z')
  const until = time('2031-03-07T19:00:00', 'America/New_York', '2031-03-08T00:00:00Z')
  expect(told(from, until)).toBe('8 Mar 2031 01:00–02:00 (as_sent 7 Mar 2031 18:00–19:00 America/New_York)')
})

test('what nobody can place on our clock stays as it was sent, and says so', () => {
  expect(told(time('2031-03-07T10:00:00', 'Island time'))).toBe('7 Mar 2031 10:00 (unknown_zone Island time)')
  expect(told(time('2031-03-07T10:00:00'))).toBe('7 Mar 2031 10:00 (no_zone)')
  expect(told(null)).toBe('no_time')
})

test('whole days end with the last one', () => {
  expect(told(time('2031-03-07'), time('2031-03-08'))).toBe('whole_days 7 Mar 2031')
  expect(told(time('2031-03-07'), time('2031-03-10'))).toBe('whole_days 7 Mar 2031 – 9 Mar 2031')
  expect(told(time('2031-03-07'))).toBe('whole_days 7 Mar 2031')
  expect(told(time('2031-03-07'), time('2031-03-08T10:00:00'))).toBe('whole_days 7 Mar 2031')
})

test('an end before the start, and a night between, are told as they are', () => {
  const at = (hour: string) => time(`2031-03-07T${hour}:00:00`, zone, `2031-03-07T${String(Number(hour) - 2).padStart(2, '0')}:00:00Z`)
  expect(told(at('12'), at('10'))).toBe('7 Mar 2031 12:00')
  expect(told(at('22'), time('2031-03-08T02:00:00', zone, '2031-03-08T00:00:00Z'))).toBe('7 Mar 2031 22:00 – 8 Mar 2031 02:00')
})
