import { expect, test } from 'vitest'
import { theDesk } from '#platform/actor.ts'
import { scene } from '#test/scene.ts'
import { workingTimeFor } from './index.ts'
import known from './known-days.json' with { type: 'json' }
import { listRegions, regionOfZone, zoneOfRegion } from './regions.ts'
import { shippedHolidays } from './shipped-holidays.ts'

const { as, open, facts, token } = await scene()
const [ben, fay, program] = [await as('ben'), await as('fay'), await token('agent')]

/** The days that are no Saturday or Sunday, as `MM-DD`. */
const weekdaysOf = (region: string, year: number) =>
  [...shippedHolidays(region, year).keys()].filter((day) => Temporal.PlainDate.from(day).dayOfWeek < 6).map((day) => day.slice(5))

test.each<[string, number, string]>([
  // gov.uk/bank-holidays
  ['GB-ENG', 2024, '01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26'],
  ['GB-ENG', 2026, '01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28'],
  ['GB-ENG', 2027, '01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28'],
  ['GB-SCT', 2026, '01-01 01-02 04-03 05-04 05-25 06-15 08-03 11-30 12-25 12-28'],
  ['GB-SCT', 2027, '01-01 01-04 03-26 05-03 05-31 08-02 11-30 12-27 12-28'],
  ['GB-NIR', 2026, '01-01 03-17 04-03 04-06 05-04 05-25 07-13 08-31 12-25 12-28'],
  ['GB-NIR', 2027, '01-01 03-17 03-26 03-29 05-03 05-31 07-12 08-30 12-27 12-28'],
  // by Orthodox Easter: 5 May 2024, 20 April 2025, 12 April 2026, 2 May 2027; 1 May 2024 was moved
  ['GR', 2024, '01-01 03-18 03-25 05-03 05-06 05-07 06-24 08-15 10-28 12-25 12-26'],
  ['GR', 2025, '01-01 01-06 03-03 03-25 04-18 04-21 05-01 06-09 08-15 10-28 12-25 12-26'],
  ['GR', 2026, '01-01 01-06 02-23 03-25 04-10 04-13 05-01 06-01 10-28 12-25'],
  ['CY', 2026, '01-01 01-06 02-23 03-25 04-01 04-10 04-13 05-01 06-01 10-01 10-28 12-25'],
  // BOE-A-2025-21667 and the decrees of Andalusia, Madrid, Catalonia, Galicia
  ['ES', 2026, '01-01 01-06 04-03 05-01 10-12 12-08 12-25'],
  ['ES-AN', 2026, '01-01 01-06 04-02 04-03 05-01 10-12 11-02 12-07 12-08 12-25'],
  ['ES-AN', 2025, '01-01 01-06 02-28 04-17 04-18 05-01 08-15 10-13 12-08 12-25'],
  ['ES-MD', 2026, '01-01 01-06 04-02 04-03 05-01 10-12 11-02 12-07 12-08 12-25'],
  ['ES-CT', 2026, '01-01 01-06 04-03 04-06 05-01 06-24 09-11 10-12 12-08 12-25'],
  ['ES-GA', 2026, '01-01 01-06 03-19 04-02 04-03 05-01 06-24 10-12 12-08 12-25'],
  ['IE', 2026, '01-01 02-02 03-17 04-06 05-04 06-01 08-03 10-26 12-25'],
])('%s rests on the right working days of %d', (region, year, days) => {
  expect(weekdaysOf(region, year).join(' ')).toBe(days)
})

test('days that begin in the evening are none, and observed ones of the United States are', () => {
  expect(weekdaysOf('AU-SA', 2026)).not.toContain('12-24')
  expect(weekdaysOf('US', 2028)).toContain('11-10')
  expect(weekdaysOf('US-CA', 2028)).toContain('11-10')
})

test('our list of moved days names its sources, speaks of regions that are known, and says nothing that the rules say already', () => {
  const regions = new Set(listRegions('en').map(({ code }) => code))
  for (const one of [...known.rules, ...known.days]) {
    expect(one.source).not.toBe('')
    expect(one.regions.filter((region) => !regions.has(region.replace('-*', '')))).toEqual([])
  }
  for (const { day, kind, regions: places, ...rest } of known.days) {
    expect(Temporal.PlainDate.from(day).toString()).toBe(day)
    for (const region of places)
      expect({ region, day, rests: shippedHolidays(region, Number(day.slice(0, 4))).has(day) }).toEqual({
        region,
        day,
        rests: kind === 'added',
      })
    expect(kind === 'moved').toBe('to' in rest)
  }
})

test('a zone tells its region, and a region its zone', () => {
  expect(['Europe/Athens', 'Europe/London', 'Atlantic/Canary', 'Australia/Sydney', 'Europe/Paris', 'UTC'].map(regionOfZone)).toEqual([
    'GR',
    'GB-ENG',
    'ES-CN',
    'AU-NSW',
    'FR',
    null,
  ])
  expect(['GR', 'ES-CN', 'ES-AN', 'GB-SCT'].map(zoneOfRegion)).toEqual([
    'Europe/Athens',
    'Atlantic/Canary',
    'Europe/Madrid',
    'Europe/London',
  ])
})

test('the holidays of a year are listed with their names, in the language that is asked for', async () => {
  const { body } = await program.get('/api/v1/calendars/GR/holidays?year=2026')
  expect(Object.keys(body)).toEqual(['holidays'])
  expect(body.holidays.find(({ date }: { date: string }) => date === '2026-04-13')).toEqual({ date: '2026-04-13', name: 'Easter Monday' })
  const greek = await program.get('/api/v1/calendars/GR/holidays?year=2026&language=el')
  expect(greek.body.holidays.find(({ date }: { date: string }) => date === '2026-04-13').name).toBe('Δευτέρα του Πάσχα')
})

test.each<[string, string, string]>([
  ['GB-ENG', 'from=2026-11-23&business_days=15', '2026-12-14'],
  ['GB-ENG', 'from=2026-11-23&business_days=35', '2027-01-14'],
  ['GB-ENG', 'from=2026-12-24&business_days=1', '2026-12-29'],
  ['gb-eng', 'from=2026-11-23&business_days=3', '2026-11-26'],
  ['ES', 'from=2026-11-23&business_days=15', '2026-12-15'],
  ['ES-AN', 'from=2026-11-23&business_days=15', '2026-12-16'],
  ['ES', 'from=2026-11-23&business_days=10', '2026-12-07'],
  ['ES-AN', 'from=2026-11-23&business_days=10', '2026-12-09'],
  ['GR', 'from=2026-04-09&business_days=1', '2026-04-14'],
  ['GR', 'from=2028-02-28&business_days=1', '2028-02-29'],
  ['GB-ENG', 'from=2026-11-22&business_days=0', '2026-11-23'],
  ['GB-ENG', 'from=2026-11-24&business_days=0', '2026-11-24'],
])('%s: %s ends on %s', async (region, query, day) => {
  expect((await ben.get(`/api/v1/calendars/${region}/deadline?${query}`)).body).toEqual({ deadline_date: day })
})

test.each<[string, number]>([
  ['/api/v1/calendars/XX/holidays?year=2026', 404],
  ['/api/v1/calendars/ES-ZZ/deadline?from=2026-11-23&business_days=5', 404],
  ['/api/v1/calendars/GR/holidays', 400],
  ['/api/v1/calendars/GR/holidays?year=99999', 400],
  ['/api/v1/calendars/GR/holidays?year=now', 400],
  ['/api/v1/calendars/GR/deadline?from=2026-11-23&business_days=-1', 400],
  ['/api/v1/calendars/GR/deadline?from=2026-11-23&business_days=1.5', 400],
  ['/api/v1/calendars/GR/deadline?from=2026-11-23&business_days=999999999', 400],
  ['/api/v1/calendars/GR/deadline?from=2027-02-29&business_days=1', 400],
  ['/api/v1/calendars/GR/deadline?from=yesterday&business_days=1', 400],
  ['/api/v1/calendars/GR/deadline?from=0001-01-01&business_days=1', 400],
])('%s is refused with a sentence', async (path, status) => {
  const answer = await ben.get(path)
  expect(answer.status).toBe(status)
  expect((answer.body.errors?.[0]?.sentence ?? answer.body.detail).length).toBeGreaterThan(20)
  expect(answer.body.detail).not.toMatch(/\{\{|refusals/)
})

test('an administrator adds, removes and moves days with a reason, and deadlines follow at once; taken back, all is as it came', async () => {
  const corrections = [
    { kind: 'added', day: '2027-10-08', name: 'Feast of the town', reason: 'Town hall, notice 12' },
    { kind: 'removed', day: '2027-08-16', reason: 'We work' },
    { kind: 'moved', day: '2027-06-21', to: '2027-06-22', reason: 'Agreed with the staff' },
  ]
  await fay.post('/api/v1/calendars/GR/corrections', {
    corrections: [{ kind: 'added', day: '2027-08-16', name: 'Bridge', reason: 'first' }],
  })
  const before = await fay.get('/api/v1/calendars/GR/days?year=2027')
  await fay.post(`/api/v1/calendars/GR/corrections/${before.body.corrections[0].id}/withdrawal`, {})
  const asked = corrections.filter(({ kind }) => kind !== 'removed')
  const made = await fay.post('/api/v1/calendars/GR/corrections', { corrections: asked })
  expect(made.status).toBe(201)
  const removed = await fay.post('/api/v1/calendars/GR/corrections', {
    corrections: [{ kind: 'removed', day: '2027-10-28', reason: 'We work' }],
  })
  expect(removed.body.corrections[0]).toMatchObject({ kind: 'removed', day: '2027-10-28', by: { name: 'Fay Ioannou' }, origin: 'hand' })
  const { holidays } = (await ben.get('/api/v1/calendars/GR/holidays?year=2027&language=en')).body
  const days = new Map<string, string>(holidays.map(({ date, name }: { date: string; name: string }) => [date, name]))
  expect(days.get('2027-10-08')).toBe('Feast of the town')
  expect([days.has('2027-10-28'), days.has('2027-06-21'), days.get('2027-06-22')]).toEqual([false, false, 'Whit Monday'])
  const deadline = () => ben.get('/api/v1/calendars/GR/deadline?from=2027-10-27&business_days=1')
  expect((await deadline()).body.deadline_date).toBe('2027-10-28')
  expect((await ben.get('/api/v1/calendars/GR/deadline?from=2027-10-07&business_days=1')).body.deadline_date).toBe('2027-10-11')
  const back = await fay.post(`/api/v1/calendars/GR/corrections/${removed.body.corrections[0].id}/withdrawal`, {})
  expect(back.status).toBe(200)
  expect((await deadline()).body.deadline_date).toBe('2027-10-29')
  expect((await facts('house/calendars')).filter((fact) => fact.startsWith('holidays.'))).toHaveLength(5)
})

test('a correction of a country holds in its parts; one of a part does not hold in the country', async () => {
  await fay.post('/api/v1/calendars/ES/corrections', {
    corrections: [{ kind: 'added', day: '2027-05-04', name: 'Day of mourning', reason: 'Decree' }],
  })
  await fay.post('/api/v1/calendars/ES-AN/corrections', { corrections: [{ kind: 'removed', day: '2027-05-04', reason: 'Not here' }] })
  const rests = async (region: string) => (await open(theDesk, (work) => workingTimeFor(work, { region }))).isHoliday('2027-05-04')
  expect([await rests('ES'), await rests('ES-MD'), await rests('ES-AN')]).toEqual([true, true, false])
})

test.each<[string, object, string]>([
  ['added where it is one already', { kind: 'added', day: '2028-12-25', name: 'Christmas' }, 'already_holiday'],
  ['added without a name', { kind: 'added', day: '2028-12-27' }, 'name_missing'],
  ['removed where there is none', { kind: 'removed', day: '2028-12-27' }, 'not_a_holiday'],
  ['moved nowhere', { kind: 'moved', day: '2028-12-25' }, 'target_missing'],
  ['moved to another holiday', { kind: 'moved', day: '2028-12-25', to: '2028-12-26' }, 'already_holiday'],
  ['moved to itself', { kind: 'moved', day: '2028-12-25', to: '2028-12-25' }, 'twice_in_list'],
  ['added in a year in which nobody counts', { kind: 'added', day: '1825-12-27', name: 'Old' }, 'out_of_reach'],
])('a day %s is refused, and nothing of the list is written', async (_how, correction, reason) => {
  const good = { kind: 'added', day: '2028-11-06', name: 'Good', reason: 'fine' }
  const answer = await fay.post('/api/v1/calendars/GR/corrections', { corrections: [good, { ...correction, reason: 'because' }] })
  expect(answer.body.code).toBe(`calendars.${reason}`)
  expect((await fay.get('/api/v1/calendars/GR/days?year=2028')).body.corrections).toEqual([])
})

test('two who correct the same day at once: one is told', async () => {
  const correction = { kind: 'added', day: '2029-11-06', name: 'Twice', reason: 'both' }
  const both = await Promise.all([1, 2].map(() => fay.post('/api/v1/calendars/GR/corrections', { corrections: [correction] })))
  expect(both.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([201, 409])
})

test('an agent reads and does not correct; the days say where they come from', async () => {
  expect(
    (await ben.post('/api/v1/calendars/GR/corrections', { corrections: [{ kind: 'removed', day: '2026-12-25', reason: 'x' }] })).status,
  ).toBe(403)
  const { body } = await ben.get('/api/v1/calendars/GB-SCT/days?year=2026')
  expect(body.may).toEqual({ edit: false })
  expect(body.days.find(({ date }: { date: string }) => date === '2026-06-15')).toMatchObject({
    origin: 'known',
    source: expect.stringContaining('proclamation'),
  })
  expect(body.days.find(({ date }: { date: string }) => date === '2026-01-01')).toMatchObject({ origin: 'shipped', source: null })
})
