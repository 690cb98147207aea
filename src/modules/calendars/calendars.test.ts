import { expect, test } from 'vitest'
import { theDesk } from '#platform/actor.ts'
import { scene } from '#test/scene.ts'
import { deadlineAfter, defaultCalendarId, regionOfDesk, workingTimeFor } from './index.ts'

const { as, open, db, facts } = await scene()
const [ben, fay] = [await as('ben'), await as('fay')]

const nine = [{ from: '09:00', to: '17:00' }]
const usual = [nine, nine, nine, nine, nine, [], []]
const split = [
  { from: '09:00', to: '14:00' },
  { from: '17:00', to: '20:00' },
]

test('until somebody writes it, the house works from Monday to Friday by its own clock and the holidays of its country', async () => {
  const { body } = await ben.get('/api/v1/calendars')
  expect(body.data).toEqual([
    {
      id: defaultCalendarId,
      name: 'Working time',
      is_default: true,
      zone: 'Europe/Athens',
      region: 'GR',
      week: usual,
      version: 1,
      retired: false,
      may: { edit: false, retire: false },
    },
  ])
  expect(await open(theDesk, regionOfDesk)).toBe('GR')
  const time = await open(theDesk, (work) => workingTimeFor(work))
  const from = Temporal.ZonedDateTime.from('2026-03-24T16:30[Europe/Athens]').toInstant()
  const due = deadlineAfter(time, from, { amount: 1, unit: 'business_hour' })
  expect(due.toZonedDateTimeISO('Europe/Athens').toPlainDateTime().toString()).toBe('2026-03-26T09:30:00')
})

test('an administrator changes it; what it was stays readable; an older version is refused', async () => {
  const path = `/api/v1/calendars/${defaultCalendarId}`
  const week = [split, split, split, split, nine, [], []]
  const edited = await fay.patch(path, { week, change: 'Open in the evening' }, 1)
  expect(edited.body).toMatchObject({ version: 2, week, is_default: true, may: { edit: true, retire: false } })
  expect((await fay.patch(path, { name: 'Other' }, 1)).status).toBe(412)
  expect((await fay.patch(path, {}, 2)).body.code).toBe('calendars.nothing_changed')
  const { body } = await ben.get(`${path}/versions`)
  expect(
    body.data.map(({ number, change, by }: { number: number; change: string; by: { name: string } }) => [number, change, by.name]),
  ).toEqual([
    [2, 'Open in the evening', 'Fay Ioannou'],
    [1, null, 'Fay Ioannou'],
  ])
  expect((await ben.patch(path, { week }, 2)).status).toBe(403)
  const time = await open(theDesk, (work) => workingTimeFor(work))
  expect(time.calendar).toEqual({ id: defaultCalendarId, name: 'Working time', version: 2 })
  expect(await facts('house/calendars')).toContain('calendar.edited')
})

test.each<[string, unknown, string]>([
  ['without working time', [[], [], [], [], [], [], []], 'no_working_time'],
  ['with shifts that overlap', [[...nine, { from: '16:59', to: '18:00' }], [], [], [], [], [], []], 'overlapping_shifts'],
  ['with a shift that ends before it begins', [[{ from: '17:00', to: '09:00' }], [], [], [], [], [], []], 'bad_shift'],
])('a week %s is refused with a sentence', async (_how, week, reason) => {
  const { status, body } = await fay.post('/api/v1/calendars', { name: 'New', zone: 'Europe/Athens', week })
  expect({ status, code: body.code }).toEqual({ status: 400, code: `calendars.${reason}` })
  expect(body.detail).not.toMatch(/\{\{|refusals/)
})

test('a zone that does not exist, a region that nobody knows, a time that is none and a name that is taken are refused', async () => {
  const asked = { name: 'Shop', zone: 'Europe/Athens', region: 'GR', week: usual }
  expect((await fay.post('/api/v1/calendars', { ...asked, zone: 'Europe/Atlantis' })).body.code).toBe('calendars.unknown_zone')
  expect((await fay.post('/api/v1/calendars', { ...asked, region: 'GR-ZZ' })).body.code).toBe('calendars.unknown_region')
  expect((await fay.post('/api/v1/calendars', { ...asked, week: [[{ from: '25:00', to: '26:00' }], ...usual.slice(1)] })).status).toBe(400)
  expect((await fay.post('/api/v1/calendars', { ...asked, week: usual.slice(1) })).status).toBe(400)
  expect((await fay.post('/api/v1/calendars', { ...asked, name: 'working TIME' })).body.code).toBe('calendars.name_taken')
})

test('another calendar takes the place of the one of the house, which then can go; what was counted by it is still found', async () => {
  const asked = { name: 'Call centre', zone: 'Europe/London', region: 'gb-sct', week: [...usual.slice(0, 5), nine, []] }
  const made = await fay.post('/api/v1/calendars', asked)
  expect(made.body).toMatchObject({ region: 'GB-SCT', version: 1, is_default: false, may: { edit: true, retire: true } })
  expect((await fay.post(`/api/v1/calendars/${defaultCalendarId}/retirement`, {})).body.code).toBe('calendars.is_default')
  const now = await fay.patch(`/api/v1/calendars/${made.body.id}`, { is_default: true }, 1)
  expect(now.body.is_default).toBe(true)
  expect((await fay.post(`/api/v1/calendars/${defaultCalendarId}/retirement`, {})).body.retired).toBe(true)
  const { body } = await ben.get('/api/v1/calendars')
  expect(body.data.map(({ name }: { name: string }) => name)).toEqual(['Call centre'])
  expect((await open(theDesk, (work) => workingTimeFor(work, { calendar: defaultCalendarId }))).zone).toBe('Europe/Athens')
  const deadline = await ben.get('/api/v1/calendars/GB-SCT/deadline?from=2026-11-27&business_days=1')
  // Saturday: this house works then
  expect(deadline.body).toEqual({ deadline_date: '2026-11-28' })
})

test('two who change it at once: one is told that the other was first', async () => {
  const { body } = await ben.get('/api/v1/calendars')
  const { id, version } = body.data[0]
  const both = await Promise.all(['One', 'Two'].map((name) => fay.patch(`/api/v1/calendars/${id}`, { name }, version)))
  expect(both.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([200, 412])
  expect(await db.selectFrom('calendars_versions').select('number').where('calendar_id', '=', id).execute()).toHaveLength(3)
})

test('a calendar that is not there is said so', async () => {
  const nobody = '019ab5c0-0000-7000-8000-00000000ffff'
  expect((await fay.patch(`/api/v1/calendars/${nobody}`, { name: 'X' }, 1)).body.code).toBe('calendars.calendar_not_found')
  expect((await fay.post(`/api/v1/calendars/${nobody}/retirement`, {})).status).toBe(404)
  expect((await ben.get(`/api/v1/calendars/${nobody}/versions`)).status).toBe(404)
})
