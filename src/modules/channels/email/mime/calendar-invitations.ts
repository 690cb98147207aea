import { type CalendarBlock, lineNamed, readBlocks, wordsOf } from './calendar-lines.ts'
import { zoneOf } from './calendar-zones.ts'
import type { MailAddress } from './mail-addresses.ts'
import { mailLimits } from './mail-limits.ts'

/** A moment as an invitation names it. `instant` is null for whole days, for times without a zone, and for zones that nobody knows. */
export type CalendarMoment = {
  local: Temporal.PlainDateTime
  allDay: boolean
  zone: string | null
  /** The zone as the sender wrote it, to be shown when it is not known. */
  zoneName: string | null
  instant: Temporal.Instant | null
}

export type CalendarAnswer = 'needs-action' | 'accepted' | 'declined' | 'tentative' | 'delegated'

export type CalendarPerson = MailAddress & { answer: CalendarAnswer | null; optional: boolean }

/** What an invitation says, to be shown in words beside the message. */
export type CalendarInvitation = {
  /** `request` asks, `cancel` takes back, `reply` answers; a calendar that is only passed on is `publish`. */
  method: 'request' | 'cancel' | 'reply' | 'counter' | 'publish'
  uid: string
  sequence: number
  what: string
  description: string
  where: string
  start: CalendarMoment | null
  /** Exclusive for whole days, as RFC 5545 has it. */
  end: CalendarMoment | null
  /** The rule of a series, as it was sent. */
  repeats: string | null
  organiser: MailAddress | null
  people: CalendarPerson[]
}

const methods = ['request', 'cancel', 'reply', 'counter', 'publish'] as const
const answers = ['needs-action', 'accepted', 'declined', 'tentative', 'delegated'] as const

/** Reads the events of an iCalendar text, one more than are kept; a text that holds none gives none. */
export function readInvitations(text: string, methodHint: string | null = null): CalendarInvitation[] {
  const calendars = readBlocks(text).blocks.filter((block) => block.name === 'VCALENDAR')
  return calendars.flatMap((calendar) => eventsOf(calendar, methodHint)).slice(0, mailLimits.calendarEvents + 1)
}

function eventsOf(calendar: CalendarBlock, methodHint: string | null): CalendarInvitation[] {
  const declared = (wordsOf(calendar, 'METHOD') || (methodHint ?? '')).toLowerCase()
  const events = calendar.blocks.filter((block) => block.name === 'VEVENT' || block.name === 'VTODO')
  return events.slice(0, mailLimits.calendarEvents + 1).map((event) => invitationOf(event, calendar, declared))
}

function invitationOf(event: CalendarBlock, calendar: CalendarBlock, declared: string): CalendarInvitation {
  const method = methods.find((one) => one === declared) ?? 'publish'
  const start = momentOf(event, 'DTSTART', calendar)
  return {
    method: wordsOf(event, 'STATUS').toLowerCase() === 'cancelled' ? 'cancel' : method,
    uid: wordsOf(event, 'UID').slice(0, 500),
    sequence: Math.min(Number.parseInt(wordsOf(event, 'SEQUENCE'), 10) || 0, 2 ** 31 - 1),
    what: wordsOf(event, 'SUMMARY'),
    description: wordsOf(event, 'DESCRIPTION'),
    where: wordsOf(event, 'LOCATION'),
    start,
    end: momentOf(event, 'DTEND', calendar) ?? momentOf(event, 'DUE', calendar) ?? afterDuration(start, wordsOf(event, 'DURATION')),
    repeats: wordsOf(event, 'RRULE') || null,
    organiser: peopleOf(event, 'ORGANIZER')[0] ?? null,
    people: peopleOf(event, 'ATTENDEE'),
  }
}

function peopleOf(event: CalendarBlock, name: string): CalendarPerson[] {
  return event.lines
    .filter((line) => line.name === name)
    .slice(0, mailLimits.calendarPeople)
    .map(({ params, value }) => ({
      name: (params.get('CN') ?? '').trim(),
      address: (/^mailto:/i.test(value.trim()) ? value.trim().slice(7) : (params.get('EMAIL') ?? value)).trim(),
      answer: answers.find((one) => one === (params.get('PARTSTAT') ?? '').toLowerCase()) ?? null,
      optional: /^(opt|non)-participant$/i.test(params.get('ROLE') ?? ''),
    }))
}

const timeShape = /^(\d{4})-?(\d\d)-?(\d\d)(?:T(\d\d):?(\d\d):?(\d\d)?(Z?))?/

function momentOf(event: CalendarBlock, name: string, calendar: CalendarBlock): CalendarMoment | null {
  const line = lineNamed(event, name)
  const shape = line === null ? null : timeShape.exec(line.value.trim())
  const local = shape === null ? null : plainTime(shape)
  if (line === null || shape === null || local === null) return null
  if (shape[4] === undefined) return { local, allDay: true, zone: null, zoneName: null, instant: null }
  return inZone(local, shape[7] === 'Z' ? 'UTC' : (line.params.get('TZID') ?? calendarZone(calendar)), calendar)
}

function inZone(local: Temporal.PlainDateTime, zoneName: string | null, calendar: CalendarBlock): CalendarMoment {
  const zone = zoneName === null ? null : zoneOf(zoneName, calendar)
  return { local, allDay: false, zone, zoneName, instant: zone === null ? null : local.toZonedDateTime(zone).toInstant() }
}

function calendarZone(calendar: CalendarBlock): string | null {
  return wordsOf(calendar, 'X-WR-TIMEZONE') || null
}

function plainTime([, year, month, day, hour = '00', minute = '00', second = '00']: RegExpExecArray): Temporal.PlainDateTime | null {
  try {
    return Temporal.PlainDateTime.from(`${year}-${month}-${day}T${hour}:${minute}:${second}`, { overflow: 'reject' })
  } catch {
    return null // a time that no clock shows
  }
}

function afterDuration(start: CalendarMoment | null, duration: string): CalendarMoment | null {
  if (start === null || !/^[+-]?P[\dWDTHMS]{1,30}$/.test(duration)) return null
  try {
    const length = Temporal.Duration.from(duration)
    const local = start.local.add(length)
    const instant = start.zone === null ? null : local.toZonedDateTime(start.zone).toInstant()
    return { ...start, local, instant }
  } catch {
    return null // a length that nobody can count
  }
}
