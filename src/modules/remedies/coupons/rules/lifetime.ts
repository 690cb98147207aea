interface Dates {
  days: number | null
  valid_from: Temporal.PlainDate | null
  valid_to: Temporal.PlainDate | null
}

/** Whether a code of the pool can be given out on this day. */
export function isOpenOn({ valid_from, valid_to }: Omit<Dates, 'days'>, day: Temporal.PlainDate): boolean {
  return (!valid_from || Temporal.PlainDate.compare(valid_from, day) <= 0) && (!valid_to || Temporal.PlainDate.compare(day, valid_to) <= 0)
}

/** The end of a code that is issued now: midnight after its last day, which is the pool's own or so many days from now, whichever is earlier. */
export function endOf({ days, valid_to }: Omit<Dates, 'valid_from'>, now: Temporal.Instant, zone: string): Temporal.Instant {
  const today = now.toZonedDateTimeISO(zone).toPlainDate()
  const last = [days === null ? null : today.add({ days }), valid_to]
    .filter((day) => day !== null)
    .toSorted((one, other) => Temporal.PlainDate.compare(one, other))[0]
  if (!last) throw new Error('A pool of coupons without an end')
  return last.add({ days: 1 }).toZonedDateTime(zone).toInstant()
}
