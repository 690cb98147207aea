import { expect, test } from 'vitest'
import { scene } from '#test/scene.ts'

const { as } = await scene()
const fay = await as('fay')

const file = (...events: string[][]) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', ...events.flatMap((lines) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT']), 'END:VCALENDAR', ''].join(
    '\r\n',
  )
const day = (date: string, name: string, ...more: string[]) => [`DTSTART;VALUE=DATE:${date}`, `SUMMARY:${name}`, ...more]
const read = (text: string, year = 2027) => fay.post('/api/v1/calendars/GR/readings', { text, year })

interface Entry {
  date: string
  name: string
  verdict: string
}
const of = (entries: Entry[], verdict: string) =>
  entries.filter((entry) => entry.verdict === verdict).map(({ date, name }) => `${date} ${name}`)

test('a file is set beside our days: what is new, what both know, what the file lacks; nothing is written', async () => {
  const { body } = await read(
    file(
      day('20271225', 'Christmas'),
      day('20271008', 'Feast of the town\\, with fireworks'),
      day('20271101', 'Two days', 'DTEND;VALUE=DATE:20271103'),
      day('20271110', 'By duration', 'DURATION:P1D'),
      ['DTSTART;TZID=Europe/Athens:20271115T000000', 'DTEND;TZID=Europe/Athens:20271116T000000', 'SUMMARY:From midnight to midnight'],
      day('20271225', 'Christmas once more'),
    ),
  )
  expect(of(body.entries, 'new')).toEqual([
    '2027-10-08 Feast of the town, with fireworks',
    '2027-11-01 Two days',
    '2027-11-02 Two days',
    '2027-11-10 By duration',
    '2027-11-15 From midnight to midnight',
  ])
  expect(of(body.entries, 'known')).toEqual(['2027-12-25 Christmas'])
  expect(of(body.entries, 'absent')).toContain('2027-08-15 Assumption')
  expect(body.left_out).toEqual([])
  expect((await fay.get('/api/v1/calendars/GR/days?year=2027')).body.corrections).toEqual([])
})

test('days that come back yearly are found in the year asked for', async () => {
  const { body } = await read(
    file(
      day('20200208', 'Every year', 'RRULE:FREQ=YEARLY'),
      day('20200209', 'Every second year', 'RRULE:FREQ=YEARLY;INTERVAL=2'),
      day('20210210', 'Every second year from an odd one', 'RRULE:FREQ=YEARLY;INTERVAL=2'),
      day('20200211', 'Until 2025', 'RRULE:FREQ=YEARLY;UNTIL=20251231'),
      day('20200212', 'Three times', 'RRULE:FREQ=YEARLY;COUNT=3'),
      day('20200213', 'Not in 2027', 'RRULE:FREQ=YEARLY', 'EXDATE;VALUE=DATE:20270213'),
      day('20200229', 'Leap day', 'RRULE:FREQ=YEARLY'),
      day('20200831', 'Last Monday in August', 'RRULE:FREQ=YEARLY;BYMONTH=8;BYDAY=-1MO'),
      day('20200301', 'Never', 'RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30'),
      day('20300301', 'Only later', 'RRULE:FREQ=YEARLY'),
      day('19500310', 'Long ago', 'RRULE:FREQ=YEARLY'),
    ).replace('BEGIN', '\uFEFFBEGIN'),
  )
  expect(of(body.entries, 'new')).toEqual([
    '2027-02-08 Every year',
    '2027-02-10 Every second year from an odd one',
    '2027-03-10 Long ago',
    '2027-08-30 Last Monday in August',
  ])
  const leap = await read(file(day('20200229', 'Leap day', 'RRULE:FREQ=YEARLY')), 2028)
  expect(of(leap.body.entries, 'new')).toEqual(['2028-02-29 Leap day'])
})

test('what is no holiday of the year is named with its reason', async () => {
  const { body } = await read(
    file(
      day('20271008', 'Good'),
      day('20261008', 'Last year'),
      day('20271009', 'Called off', 'STATUS:CANCELLED'),
      ['DTSTART:20271012T090000Z', 'DTEND:20271012T170000Z', 'SUMMARY:Meeting'],
      day('20271001', 'Every Monday', 'RRULE:FREQ=WEEKLY;BYDAY=MO'),
      day('20271001', 'Every second', 'RRULE:FREQ=SECONDLY'),
      day('20270101', 'Every Tuesday of the year', 'RRULE:FREQ=YEARLY;BYDAY=TU'),
      ['SUMMARY:No date at all'],
      ['DTSTART;VALUE=DATE:99999', 'SUMMARY:Torn date'],
      day('20270101', 'The whole summer', 'DTEND;VALUE=DATE:20270801'),
    ),
  )
  const why = Object.fromEntries(body.left_out.map(({ why: reason, names }: { why: string; names: string[] }) => [reason, names]))
  expect(why).toEqual({
    other_year: ['Last year'],
    cancelled: ['Called off'],
    part_of_day: ['Meeting'],
    repeats_otherwise: ['Every Monday', 'Every second', 'Every Tuesday of the year'],
    no_date: ['No date at all', 'Torn date'],
    too_long: ['The whole summer'],
  })
  expect(of(body.entries, 'new')).toEqual(['2027-10-08 Good'])
})

test.each<[string, string, string]>([
  ['that is no calendar', 'Dear sir or madam', 'ical_not_readable'],
  ['that is torn off', 'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:x', 'ical_not_readable'],
  ['with a rule that is none', file(day('20270101', 'x', 'RRULE:FREQ=NEVER')), 'ical_not_readable'],
  ['with a line that never ends', file(day('20271225', `Christmas${'\r\n x'.repeat(21_000)}`)), 'ical_not_readable'],
  ['that is empty', '', 'ical_empty'],
  ['without entries', file(), 'ical_empty'],
  ['of another kind', 'BEGIN:VCARD\r\nFN:Ada\r\nEND:VCARD', 'ical_empty'],
  ['of other years only', file(day('20251225', 'Old'), day('20261225', 'Older')), 'ical_other_year'],
  ['with more entries than a year has reasons', file(...Array.from({ length: 3001 }, () => day('20271225', 'x'))), 'ical_too_many'],
])('a file %s is refused with a sentence', async (_how, text, reason) => {
  const { status, body } = await read(text)
  expect({ status, code: body.code }).toEqual({ status: 400, code: `calendars.${reason}` })
  expect(body.detail).not.toMatch(/\{\{|refusals/)
})

test('a file whose repetitions would hold up the desk is read as far as holidays go, and says what is left', async () => {
  const yearly = day('18500826', 'Often', 'RRULE:FREQ=YEARLY;COUNT=500;BYMONTH=8;BYDAY=-1MO')
  const { body } = await read(file(day('20271008', 'Good'), ...Array.from({ length: 2_000 }, () => yearly)))
  expect(of(body.entries, 'new')).toContain('2027-10-08 Good')
  expect(body.left_out).toEqual([{ why: 'repeats_otherwise', count: expect.any(Number), names: ['Often'] }])
})

test('a file that is larger than we take is refused before it is read', async () => {
  expect((await read('x'.repeat(900_001))).status).toBe(400)
  expect((await read('x'.repeat(2_000_000))).status).toBe(413)
})

test('what a person takes over becomes corrections that say where they come from', async () => {
  const { body } = await read(file(day('20271008', 'Feast of the town')))
  const [entry] = body.entries.filter(({ verdict }: Entry) => verdict === 'new')
  const taken = await fay.post('/api/v1/calendars/GR/corrections', {
    origin: 'ical',
    corrections: [{ kind: 'added', day: entry.date, name: entry.name, reason: 'From the file town.ics' }],
  })
  expect(taken.body.corrections[0]).toMatchObject({ origin: 'ical', day: '2027-10-08', name: 'Feast of the town' })
  const again = await read(file(day('20271008', 'Feast of the town')))
  expect(of(again.body.entries, 'known')).toContain('2027-10-08 Feast of the town')
})
