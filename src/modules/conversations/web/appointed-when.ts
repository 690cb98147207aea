import type { Say } from '#workspace/kit/desk.ts'
import type { InWords } from '#workspace/kit/in-words.ts'
import type { AppointedTime, Invitation } from '../contract.ts'

/** Who reads: their zone, and how their language says days and times. */
export interface Reader {
  zone: string
  words: Pick<InWords, 'day' | 'clock'>
  say: Say
}

/** When an appointment is, by the reader's clock; and by the sender's, where that shows another time. */
export function appointedWhen({ start, end }: Pick<Invitation, 'start' | 'end'>, reader: Reader): string {
  if (start === null) return reader.say('web.invitation.no_time')
  if (!start.local.includes('T')) return daysIn(start, end, reader)
  if (start.instant === null) return `${spanIn(localsOf(start, end), reader)} (${zoneUnknown(start, reader)})`
  const mine = spanIn(instantsOf(start, end), reader)
  if (start.zone === null || isOnClock(start, reader)) return mine
  return `${mine} (${reader.say('web.invitation.as_sent', { span: spanIn(localsOf(start, end), reader), zone: start.zone })})`
}

type Span = [from: Temporal.Instant, until: Temporal.Instant | null]
type Ends = [AppointedTime, AppointedTime | null]

const instantsOf =
  (...[start, end]: Ends) =>
  (): Span => [Temporal.Instant.from(start.instant ?? ''), end?.instant ? Temporal.Instant.from(end.instant) : null]

/** What the sender's clock shows, told as if it were the reader's. */
const localsOf =
  (...[start, end]: Ends) =>
  (zone: string): Span => [asShown(start.local, zone), end?.local.includes('T') ? asShown(end.local, zone) : null]

const asShown = (local: string, zone: string): Temporal.Instant => Temporal.PlainDateTime.from(local).toZonedDateTime(zone).toInstant()

function spanIn(span: (zone: string) => Span, { zone, words }: Reader): string {
  const [from, until] = span(zone)
  const starts = `${words.day(from)} ${words.clock(from)}`
  if (until === null || Temporal.Instant.compare(until, from) <= 0) return starts
  const sameDay = dayOf(from, zone).equals(dayOf(until, zone))
  return sameDay ? `${starts}–${words.clock(until)}` : `${starts} – ${words.day(until)} ${words.clock(until)}`
}

const dayOf = (instant: Temporal.Instant, zone: string) => instant.toZonedDateTimeISO(zone).toPlainDate()

const isOnClock = ({ instant, local }: AppointedTime, { zone }: Reader): boolean =>
  instant !== null && Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDateTime().equals(local)

const zoneUnknown = ({ zone }: AppointedTime, { say }: Reader): string =>
  zone === null ? say('web.invitation.no_zone') : say('web.invitation.unknown_zone', { zone })

function daysIn(start: AppointedTime, end: AppointedTime | null, { zone, words, say }: Reader): string {
  const first = Temporal.PlainDate.from(start.local)
  const last = end === null ? first : Temporal.PlainDate.from(end.local).subtract({ days: 1 })
  const told = (day: Temporal.PlainDate) => words.day(asShown(day.toString(), zone))
  const days = Temporal.PlainDate.compare(last, first) > 0 ? `${told(first)} – ${told(last)}` : told(first)
  return say('web.invitation.whole_days', { days })
}
