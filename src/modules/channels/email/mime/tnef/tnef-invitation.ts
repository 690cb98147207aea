import type { CalendarInvitation, CalendarMoment } from '../calendar-invitations.ts'
import type { TnefMail } from './read-tnef.ts'

const kinds: readonly { named: RegExp; method: CalendarInvitation['method'] }[] = [
  { named: /^ipm\.(schedule\.meeting\.request|microsoft schedule\.mtgreq)/i, method: 'request' },
  { named: /^ipm\.(schedule\.meeting\.cancel|microsoft schedule\.mtgcncl)/i, method: 'cancel' },
  { named: /^ipm\.(schedule\.meeting\.resp|microsoft schedule\.mtgresp)/i, method: 'reply' },
  { named: /^ipm\.appointment/i, method: 'publish' },
]

/** The invitation that a winmail.dat is, if it is one. */
export function invitationOfTnef(tnef: TnefMail): CalendarInvitation | null {
  const kind = kinds.find(({ named }) => named.test(tnef.messageClass))
  if (kind === undefined) return null
  return {
    method: kind.method,
    uid: '',
    sequence: 0,
    what: tnef.subject ?? '',
    description: tnef.text ?? '',
    where: tnef.location ?? '',
    start: momentOf(tnef.start),
    end: momentOf(tnef.end),
    repeats: null,
    organiser: tnef.from,
    people: [],
  }
}

function momentOf(instant: Temporal.Instant | null): CalendarMoment | null {
  if (instant === null) return null
  const local = instant.toZonedDateTimeISO('UTC').toPlainDateTime()
  return { local, allDay: false, zone: 'UTC', zoneName: 'UTC', instant }
}
