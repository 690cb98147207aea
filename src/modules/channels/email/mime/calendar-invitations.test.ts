import { expect, test } from 'vitest'
import { readInvitations } from './calendar-invitations.ts'

const calendar = (lines: string[], head: string[] = ['METHOD:REQUEST']): string =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', ...head, 'BEGIN:VEVENT', 'UID:a@x.example', ...lines, 'END:VEVENT', 'END:VCALENDAR', ''].join('\r\n')

test('an invitation says what, when, where and who, unfolded and without escapes', () => {
  const [found] = readInvitations(
    calendar([
      'SUMMARY;LANGUAGE=el:Συνάντηση για το παρά',
      ' πονο\\, επείγον',
      'DESCRIPTION:Line one\\nLine two\\; three\\\\',
      'LOCATION:Αίθουσα 3',
      'DTSTART;TZID=Europe/Athens:20260707T100000',
      'DTEND;TZID=Europe/Athens:20260707T110000',
      'ORGANIZER;CN="Sample, Eleni":mailto:eleni@customer.example',
      'ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;CN=Ben;X-NUM="a:b;c":MAILTO:ben@desk.example',
      'ATTENDEE;ROLE=OPT-PARTICIPANT;PARTSTAT=ACCEPTED:mailto:cleo@desk.example',
      'SEQUENCE:2',
      'RRULE:FREQ=WEEKLY;COUNT=3',
    ]),
  )
  expect(found).toMatchObject({
    method: 'request',
    uid: 'a@x.example',
    sequence: 2,
    what: 'Συνάντηση για το παράπονο, επείγον',
    description: 'Line one\nLine two; three\\',
    where: 'Αίθουσα 3',
    repeats: 'FREQ=WEEKLY;COUNT=3',
    organiser: { name: 'Sample, Eleni', address: 'eleni@customer.example' },
    people: [
      { name: 'Ben', address: 'ben@desk.example', answer: 'needs-action', optional: false },
      { name: '', address: 'cleo@desk.example', answer: 'accepted', optional: true },
    ],
  })
  expect([found?.start?.zone, found?.start?.instant?.toString(), found?.end?.instant?.toString()]).toEqual([
    'Europe/Athens',
    '2026-07-07T07:00:00Z',
    '2026-07-07T08:00:00Z',
  ])
})

test.each([
  ['DTSTART:20260707T100000Z', 'UTC', '2026-07-07T10:00:00Z'],
  ['DTSTART;TZID=GTB Standard Time:20260107T100000', 'Europe/Athens', '2026-01-07T08:00:00Z'],
  ['DTSTART;TZID="W. Europe Standard Time":20260107T100000', 'Europe/Berlin', '2026-01-07T09:00:00Z'],
  ['DTSTART;TZID=/calendar.example/20260101/Europe/Madrid:20260107T100000', 'Europe/Madrid', '2026-01-07T09:00:00Z'],
  ['DTSTART;TZID=House Time:20260107T100000', '+05:00', '2026-01-07T05:00:00Z'],
  ['DTSTART;TZID=Nobody Knows:20260107T100000', null, undefined],
  ['DTSTART:20260107T100000', null, undefined],
  ['DTSTART;VALUE=DATE:20260107', null, undefined],
])('%s is in zone %s', (line, zone, instant) => {
  const own = ['BEGIN:VTIMEZONE', 'TZID:House Time', 'BEGIN:STANDARD', 'TZOFFSETTO:+0500', 'END:STANDARD', 'END:VTIMEZONE']
  const [found] = readInvitations(calendar([line], own))
  expect([found?.start?.zone, found?.start?.instant?.toString()]).toEqual([zone, instant])
  expect(found?.start?.local.toString().slice(0, 4)).toBe('2026')
})

test('a whole day has no moment, a length makes an end, and a date that is none is left out', () => {
  expect(readInvitations(calendar(['DTSTART;VALUE=DATE:20260107', 'DTEND;VALUE=DATE:20260109']))[0]).toMatchObject({
    start: { allDay: true, instant: null },
    end: { allDay: true },
  })
  expect(readInvitations(calendar(['DTSTART:20260107T100000Z', 'DURATION:PT1H30M']))[0]?.end?.instant?.toString()).toBe(
    '2026-01-07T11:30:00Z',
  )
  expect(readInvitations(calendar(['DTSTART:20260231T100000Z']))[0]?.start).toBeNull()
})

test.each([
  [['METHOD:CANCEL'], [], 'cancel'],
  [['METHOD:REPLY'], [], 'reply'],
  [['METHOD:REQUEST'], ['STATUS:CANCELLED'], 'cancel'],
  [['METHOD:X-ODD'], [], 'publish'],
])('%j with %j means %s', (head, lines, method) => {
  expect(readInvitations(calendar(lines, head))[0]?.method).toBe(method)
})

test('what the part says of the method counts when the calendar says nothing', () => {
  expect(readInvitations(calendar([], []), 'REQUEST')[0]?.method).toBe('request')
})

test('texts that are no calendar, and bombs of events, give little or nothing', () => {
  expect(readInvitations('Hello')).toEqual([])
  expect(readInvitations('BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:x')).toMatchObject([{ what: 'x' }])
  const bomb = `BEGIN:VCALENDAR\n${'BEGIN:VEVENT\nSUMMARY:x\nEND:VEVENT\n'.repeat(5_000)}END:VCALENDAR`
  expect(readInvitations(bomb)).toHaveLength(21)
  expect(readInvitations(`${'BEGIN:VCALENDAR\n'.repeat(10_000)}`)).toEqual([])
})
