import { describe, expect, test } from 'vitest'
import { deadlineAfter, isWorkingMoment, nextWorkingMoment, timeBetween } from './deadline.ts'
import { CalendarFault, checkWorkingTime, type Shift, type Span, type WorkingTime } from './working-time.ts'

const nineToFive: Shift[] = [{ from: '09:00', to: '17:00' }]
const weekdays = [nineToFive, nineToFive, nineToFive, nineToFive, nineToFive, [], []]
const calendar = (zone: string, holidays: string[] = [], week: Shift[][] = weekdays): WorkingTime => ({
  zone,
  week,
  isHoliday: (day) => holidays.includes(day),
})
const local = (time: string, zone: string) => Temporal.PlainDateTime.from(time).toZonedDateTime(zone).toInstant()
const said = (at: Temporal.Instant, { zone }: WorkingTime) => at.toZonedDateTimeISO(zone).toPlainDateTime().toString()
const due = (time: WorkingTime, from: string, span: Span) => said(deadlineAfter(time, local(from, time.zone), span), time)

const london = calendar('Europe/London', ['2026-12-25', '2026-12-28', '2027-01-01'])
const madrid = calendar('Europe/Madrid', ['2026-12-08', '2026-12-25', '2027-01-01', '2027-01-06'])
const regional = calendar('Europe/Madrid', ['2026-12-07', '2026-12-08', '2026-12-25', '2027-01-01', '2027-01-06'])
const athens = calendar('Europe/Athens')
const sydney = calendar('Australia/Sydney')
const newYork = calendar('America/New_York')

test.each<[string, WorkingTime, Span, string]>([
  ['United Kingdom, 8 weeks', london, { amount: 56, unit: 'calendar_day' }, '2027-01-18'],
  ['United Kingdom, 3rd business day', london, { amount: 3, unit: 'business_day' }, '2026-11-26'],
  ['United Kingdom, 15 business days', london, { amount: 15, unit: 'business_day' }, '2026-12-14'],
  ['United Kingdom, 35 business days', london, { amount: 35, unit: 'business_day' }, '2027-01-14'],
  ['Spain, 15 business days', madrid, { amount: 15, unit: 'business_day' }, '2026-12-15'],
  ['Spain, 15 business days with a regional holiday', regional, { amount: 15, unit: 'business_day' }, '2026-12-16'],
  ['Spain, 15 days', madrid, { amount: 15, unit: 'calendar_day' }, '2026-12-08'],
  ['Spain, 5 days', madrid, { amount: 5, unit: 'calendar_day' }, '2026-11-28'],
  ['Spain, 5 business days', madrid, { amount: 5, unit: 'business_day' }, '2026-11-30'],
  ['Andalusia, 10 business days where nothing is celebrated on 7 December', madrid, { amount: 10, unit: 'business_day' }, '2026-12-07'],
  ['Greece, insurance, 50 days', athens, { amount: 50, unit: 'calendar_day' }, '2027-01-12'],
  ['Australia, 30 days', sydney, { amount: 30, unit: 'calendar_day' }, '2026-12-23'],
  ['Australia, 21 days', sydney, { amount: 21, unit: 'calendar_day' }, '2026-12-14'],
  ['Australia, 45 days', sydney, { amount: 45, unit: 'calendar_day' }, '2027-01-07'],
  ['Australia, 5 business days', sydney, { amount: 5, unit: 'business_day' }, '2026-11-30'],
  ['United States, 15 days', newYork, { amount: 15, unit: 'calendar_day' }, '2026-12-08'],
  ['United States, 60 days', newYork, { amount: 60, unit: 'calendar_day' }, '2027-01-22'],
])('received on Monday 23 November 2026: %s', (_name, ...[time, span, day]) => {
  expect(due(time, '2026-11-23T10:00', span)).toBe(`${day}T23:59:59`)
  expect(due(time, '2026-11-23T00:00', span)).toBe(`${day}T23:59:59`)
  expect(due(time, '2026-11-23T23:59:59', span)).toBe(`${day}T23:59:59`)
})

describe('hours that have passed', () => {
  test('cross the nights on which the clocks change', () => {
    expect(due(athens, '2026-10-24T12:00', { amount: 24, unit: 'elapsed_hour' })).toBe('2026-10-25T11:00:00')
    expect(due(athens, '2027-03-27T12:00', { amount: 24, unit: 'elapsed_hour' })).toBe('2027-03-28T13:00:00')
  })

  test('begin at half past three on a night on which that comes twice or never', () => {
    const twice = Temporal.Instant.from('2026-10-25T00:30:00Z') // 03:30 for the first time
    expect(said(deadlineAfter(athens, twice, { amount: 1, unit: 'elapsed_hour' }), athens)).toBe('2026-10-25T03:30:00')
    expect(due(athens, '2027-03-28T03:30', { amount: 1, unit: 'elapsed_hour' })).toBe('2027-03-28T05:30:00')
  })
})

describe('business hours', () => {
  const split = [
    { from: '09:00', to: '14:00' },
    { from: '17:00', to: '20:00' },
  ]

  test('run in shifts only, and end with the shift, not at the beginning of the next', () => {
    const time = calendar('Europe/Madrid', ['2026-11-24'], [split, split, split, split, split, [], []])
    expect(due(time, '2026-11-23T13:00', { amount: 2, unit: 'business_hour' })).toBe('2026-11-23T18:00:00')
    expect(due(time, '2026-11-23T13:00', { amount: 4, unit: 'business_hour' })).toBe('2026-11-23T20:00:00')
    expect(due(time, '2026-11-23T13:00', { amount: 4.5, unit: 'business_hour' })).toBe('2026-11-25T09:30:00')
    expect(due(time, '2026-11-21T11:00', { amount: 1, unit: 'business_hour' })).toBe('2026-11-23T10:00:00')
  })

  test('count all of a day that is open to 24:00', () => {
    const always = Array.from({ length: 7 }, () => [{ from: '00:00', to: '24:00' }])
    const time = calendar('Europe/Athens', [], always)
    expect(due(time, '2026-11-23T10:00', { amount: 168, unit: 'business_hour' })).toBe('2026-11-30T10:00:00')
    expect(due(time, '2026-10-24T12:00', { amount: 24, unit: 'business_hour' })).toBe('2026-10-25T11:00:00')
  })

  test('count the hour that comes twice twice, and the one that never comes not at all', () => {
    const early = calendar('Europe/Athens', [], [[], [], [], [], [], [], [{ from: '03:00', to: '04:00' }]])
    expect(
      timeBetween(early, local('2026-10-25T00:00', 'Europe/Athens'), local('2026-10-26T00:00', 'Europe/Athens'), 'business_hour'),
    ).toBe(2)
    expect(
      timeBetween(early, local('2027-03-28T00:00', 'Europe/Athens'), local('2027-03-29T00:00', 'Europe/Athens'), 'business_hour'),
    ).toBe(0)
  })
})

describe('days', () => {
  test('end with the last shift where the rule says so', () => {
    expect(due(london, '2026-11-23T10:00', { amount: 3, unit: 'business_day', end: 'close_of_business' })).toBe('2026-11-26T17:00:00')
    expect(due(london, '2026-11-23T18:00', { amount: 0, unit: 'business_day', end: 'close_of_business' })).toBe('2026-11-23T23:59:59')
    expect(due(london, '2026-11-23T10:00', { amount: 5, unit: 'calendar_day', end: 'close_of_business' })).toBe('2026-11-28T23:59:59')
  })

  test('of business begin after the day of receipt, whatever day that is', () => {
    expect(due(london, '2026-11-21T10:00', { amount: 1, unit: 'business_day' })).toBe('2026-11-23T23:59:59')
    expect(due(london, '2026-12-24T10:00', { amount: 1, unit: 'business_day' })).toBe('2026-12-29T23:59:59')
    expect(due(london, '2026-11-22T10:00', { amount: 0, unit: 'business_day' })).toBe('2026-11-23T23:59:59')
  })

  test('end where the clocks go back at midnight, and where a day was skipped', () => {
    const beirut = calendar('Asia/Beirut')
    const over = deadlineAfter(beirut, local('2026-10-24T10:00', 'Asia/Beirut'), { amount: 0, unit: 'calendar_day' })
    expect(over.add({ seconds: 1 }).toString()).toBe(local('2026-10-25T00:00', 'Asia/Beirut').toString())
    expect(due(calendar('Pacific/Apia'), '2011-12-29T10:00', { amount: 1, unit: 'calendar_day' })).toBe('2011-12-29T23:59:59')
    expect(due(calendar('Pacific/Apia'), '2011-12-29T10:00', { amount: 2, unit: 'calendar_day' })).toBe('2011-12-31T23:59:59')
  })

  test('are counted ten years back and far ahead', () => {
    expect(due(london, '2016-02-28T10:00', { amount: 1, unit: 'calendar_day' })).toBe('2016-02-29T23:59:59')
    expect(due(london, '1925-02-28T10:00', { amount: 1, unit: 'calendar_day' })).toBe('1925-03-01T23:59:59')
    expect(due(london, '2099-12-31T10:00', { amount: 60, unit: 'calendar_day' })).toBe('2100-03-01T23:59:59')
  })
})

test('a month later is the same day number, else the last of the month', () => {
  const months = (from: string, amount: number) => due(athens, `${from}T12:00`, { amount, unit: 'calendar_month' }).slice(0, 10)
  expect(months('2027-01-31', 1)).toBe('2027-02-28')
  expect(months('2028-01-31', 1)).toBe('2028-02-29')
  expect(months('2028-02-29', 12)).toBe('2029-02-28')
  expect(months('2028-02-29', 1)).toBe('2028-03-29')
  expect(months('2026-11-30', 3)).toBe('2027-02-28')
  expect(months('2026-12-15', 1)).toBe('2027-01-15')
})

describe('a pause', () => {
  const paused = (time: WorkingTime, from: string, { span, stops, goesOn }: { span: Span; stops: string; goesOn: string }) => {
    const pause = { from: local(stops, time.zone), to: local(goesOn, time.zone) }
    return said(deadlineAfter(time, local(from, time.zone), span, [pause]), time)
  }
  const from = '2026-11-23T10:00'

  test('moves a deadline by as much as it lasts, in the unit that is counted', () => {
    const stops = '2026-11-24T10:00'
    const goesOn = '2026-11-27T10:00'
    expect(paused(london, from, { span: { amount: 30, unit: 'elapsed_hour' }, stops, goesOn })).toBe('2026-11-27T16:00:00')
    expect(paused(london, from, { span: { amount: 10, unit: 'business_hour' }, stops, goesOn })).toBe('2026-11-27T12:00:00')
    expect(paused(london, from, { span: { amount: 5, unit: 'business_day' }, stops, goesOn })).toBe('2026-12-03T23:59:59')
    expect(paused(london, from, { span: { amount: 5, unit: 'calendar_day' }, stops, goesOn })).toBe('2026-12-01T23:59:59')
    expect(paused(london, from, { span: { amount: 1, unit: 'calendar_month' }, stops, goesOn })).toBe('2026-12-26T23:59:59')
  })

  test('on the last day leaves the day on which it ends', () => {
    const span: Span = { amount: 2, unit: 'business_day' }
    expect(paused(london, from, { span, stops: '2026-11-25T16:00', goesOn: '2026-12-01T09:00' })).toBe('2026-12-01T23:59:59')
    expect(paused(london, from, { span, stops: '2026-11-25T16:00', goesOn: '2026-11-28T09:00' })).toBe('2026-11-30T23:59:59')
  })

  test('moves nothing after the deadline, within a day, or when it is none', () => {
    const span: Span = { amount: 2, unit: 'business_day' }
    expect(paused(london, from, { span, stops: '2026-11-26T09:00', goesOn: '2026-12-01T09:00' })).toBe('2026-11-25T23:59:59')
    expect(paused(london, from, { span, stops: '2026-11-24T09:00', goesOn: '2026-11-24T16:00' })).toBe('2026-11-25T23:59:59')
    expect(paused(london, from, { span, stops: '2026-11-24T16:00', goesOn: '2026-11-24T09:00' })).toBe('2026-11-25T23:59:59')
  })

  test('that overlaps another counts once, and one that began before the clock counts from its beginning', () => {
    const at = (time: string) => local(time, 'Europe/London')
    const span: Span = { amount: 24, unit: 'elapsed_hour' }
    const pauses = [
      { from: at('2026-11-23T20:00'), to: at('2026-11-23T23:00') },
      { from: at('2026-11-23T18:00'), to: at('2026-11-23T22:00') },
      { from: at('2026-11-22T18:00'), to: at('2026-11-23T11:00') },
    ]
    expect(said(deadlineAfter(london, at(from), span, pauses), london)).toBe('2026-11-24T16:00:00')
  })
})

test('a shift is half open: it begins with its first minute and ends before its last', () => {
  const at = (time: string) => local(time, 'Europe/London')
  expect(isWorkingMoment(london, at('2026-11-23T09:00'))).toBe(true)
  expect(isWorkingMoment(london, at('2026-11-23T16:59:59'))).toBe(true)
  expect(isWorkingMoment(london, at('2026-11-23T17:00'))).toBe(false)
  expect(isWorkingMoment(london, at('2026-12-25T12:00'))).toBe(false)
  expect(said(nextWorkingMoment(london, at('2026-12-24T17:00')), london)).toBe('2026-12-29T09:00:00')
  expect(said(nextWorkingMoment(london, at('2026-11-23T12:00')), london)).toBe('2026-11-23T12:00:00')
})

describe('a calendar with which nobody can count is refused', () => {
  const fault = (run: () => unknown) => {
    try {
      run()
    } catch (error) {
      if (error instanceof CalendarFault) return [error.fault, error.day]
      throw error
    }
    return 'none'
  }
  const withMonday = (...shifts: Shift[]) => calendar('Europe/London', [], [shifts, [], [], [], [], [], []])

  test('without working time, with shifts that overlap or are none, without seven days', () => {
    expect(fault(() => checkWorkingTime(withMonday()))).toEqual(['no_working_time', null])
    expect(fault(() => checkWorkingTime(withMonday({ from: '09:00', to: '13:00' }, { from: '12:59', to: '18:00' })))).toEqual([
      'overlapping_shifts',
      0,
    ])
    expect(fault(() => checkWorkingTime(withMonday({ from: '09:00', to: '13:00' }, { from: '13:00', to: '24:00' })))).toBe('none')
    for (const [from, to] of [
      ['17:00', '09:00'],
      ['09:00', '09:00'],
      ['9:00', '17:00'],
      ['09:00', '24:01'],
      ['24:00', '24:00'],
      ['09:60', '12:00'],
      ['', ''],
    ] as const)
      expect(fault(() => checkWorkingTime(withMonday({ from, to })))).toEqual(['bad_shift', 0])
    expect(fault(() => checkWorkingTime(calendar('Europe/London', [], [nineToFive])))).toEqual(['seven_days', null])
  })

  test('with a zone that does not exist', () => {
    expect(fault(() => checkWorkingTime(calendar('Europe/Atlantis')))).toEqual(['unknown_zone', null])
    const now = Temporal.Instant.from('2026-11-23T10:00:00Z')
    expect(fault(() => deadlineAfter(calendar('Europe/Atlantis'), now, { amount: 1, unit: 'business_day' }))).toEqual([
      'unknown_zone',
      null,
    ])
  })

  test('when every day is a holiday, and when a span leads nowhere', () => {
    const now = Temporal.Instant.from('2026-11-23T10:00:00Z')
    const never: WorkingTime = { ...london, isHoliday: () => true }
    expect(fault(() => deadlineAfter(never, now, { amount: 1, unit: 'business_hour' }))).toEqual(['too_far', null])
    expect(fault(() => nextWorkingMoment(never, now))).toEqual(['too_far', null])
    expect(isWorkingMoment(never, now)).toBe(false)
    for (const amount of [-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])
      expect(fault(() => deadlineAfter(london, now, { amount, unit: 'business_day' }))).not.toBe('none')
    expect(fault(() => deadlineAfter(london, now, { amount: 25_001, unit: 'business_day' }))).toEqual(['too_far', null])
  })
})

test('time between two moments is counted as deadlines are', () => {
  const at = (time: string) => local(time, 'Europe/London')
  const [from, to] = [at('2026-12-24T12:00'), at('2026-12-30T12:00')]
  expect(timeBetween(london, from, to, 'elapsed_hour')).toBe(144)
  expect(timeBetween(london, from, to, 'business_hour')).toBe(16)
  expect(timeBetween(london, from, to, 'calendar_day')).toBe(6)
  expect(timeBetween(london, from, to, 'business_day')).toBe(2)
  expect(timeBetween(london, to, from, 'business_day')).toBe(-2)
  expect(timeBetween(london, at('2027-01-31T10:00'), at('2027-02-28T09:00'), 'calendar_month')).toBe(1)
  expect(timeBetween(london, at('2027-01-31T10:00'), at('2027-02-27T09:00'), 'calendar_month')).toBe(0)
  expect(timeBetween(london, from, from, 'calendar_month')).toBe(0)
})
