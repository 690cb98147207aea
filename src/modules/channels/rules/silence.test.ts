import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type HourOfMail, silenceOf } from './silence.ts'

const zone = 'Europe/Athens'
const start = Temporal.ZonedDateTime.from('2026-09-07T00:00[Europe/Athens]')

/** Weeks of mail, so many an hour as said. */
function weeksOf(weeks: number, perHour: (at: Temporal.ZonedDateTime) => number, from = start): HourOfMail[] {
  return Array.from({ length: weeks * 168 }, (_, hour) => from.add({ hours: hour })).flatMap((at) => {
    const count = perHour(at)
    return count > 0 ? [{ at: at.toInstant(), count }] : []
  })
}

const inOfficeHours = (at: Temporal.ZonedDateTime) => (at.dayOfWeek <= 5 && at.hour >= 9 && at.hour < 17 ? 3 : 0)
const at = (said: string) => Temporal.ZonedDateTime.from(`${said}[Europe/Athens]`).toInstant()

test('a night and a weekend are no silence where nothing comes then', () => {
  // Six weeks end on Sunday 18 October; the last mail came on Friday at 16.
  const hours = weeksOf(6, inOfficeHours)
  expect(silenceOf({ hours, zone, now: at('2026-10-17T12:00') })?.isLong).toBe(false)
  expect(silenceOf({ hours, zone, now: at('2026-10-19T08:30') })?.isLong).toBe(false)
  const monday = silenceOf({ hours, zone, now: at('2026-10-19T14:00') })
  expect(monday?.isLong).toBe(true)
  expect(monday?.missed).toBeGreaterThan(10)
})

test('a mailbox to which a mail comes every second day is not silent after three days, and is after three weeks', () => {
  const hours = weeksOf(8, (one) => (one.hour === 11 && one.dayOfYear % 2 === 0 ? 1 : 0))
  const last = hours.at(-1)?.at ?? at('2026-11-01T11:00')
  expect(silenceOf({ hours, zone, now: last.add({ hours: 72 }) })?.isLong).toBe(false)
  expect(silenceOf({ hours, zone, now: last.add({ hours: 24 * 21 }) })?.isLong).toBe(true)
})

test('a mailbox that is used to long pauses is not called silent in one of them', () => {
  // A hundred mails each Monday morning, nothing else in the week; then, in the middle of the week, a trickle that has stopped before.
  const hours = weeksOf(8, (one) =>
    one.dayOfWeek === 1 && one.hour === 9 ? 100 : one.dayOfWeek === 3 && one.hour === 10 && one.day % 2 === 0 ? 1 : 0,
  )
  const last = hours.at(-1)?.at ?? at('2026-11-01T11:00')
  expect(silenceOf({ hours, zone, now: last.add({ hours: 48 }) })?.isLong).toBe(false)
  expect(silenceOf({ hours, zone, now: last.add({ hours: 24 * 30 }) })?.isLong).toBe(true)
})

test('nothing is said before there are two weeks and twenty mails to learn from', () => {
  const now = at('2026-12-24T12:00')
  expect(silenceOf({ hours: [], zone, now })).toBeNull()
  expect(silenceOf({ hours: weeksOf(1, inOfficeHours), zone, now })).toBeNull()
  expect(silenceOf({ hours: weeksOf(8, (one) => (one.dayOfWeek === 1 && one.hour === 9 ? 1 : 0)), zone, now })).toBeNull()
})

test('the longer it lasts, the more is missed; a mail ends it; and a change of the clocks makes no silence', () => {
  const hours = weeksOf(6, inOfficeHours)
  const last = hours.at(-1)?.at ?? at('2026-10-16T16:00')
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2_000 }), fc.integer({ min: 0, max: 2_000 }), (one, more) => {
      const missed = (after: number) => silenceOf({ hours, zone, now: last.add({ hours: after }) })?.missed ?? 0
      expect(missed(one + more)).toBeGreaterThanOrEqual(missed(one) - 1e-9)
    }),
  )
  const ended = [...hours, { at: at('2026-10-26T10:00'), count: 1 }]
  expect(silenceOf({ hours: ended, zone, now: at('2026-10-26T11:30') })?.isLong).toBe(false)
  // Clocks go back on 25 October: Monday morning is Monday morning.
  const acrossTheChange = weeksOf(7, inOfficeHours)
  expect(silenceOf({ hours: acrossTheChange, zone, now: at('2026-10-26T09:00') })?.isLong).toBe(false)
})
