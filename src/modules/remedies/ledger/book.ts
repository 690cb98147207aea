import { actorName } from '#platform/actor.ts'
import type { Id } from '#platform/endpoint.ts'
import { newId } from '#platform/id.ts'
import type { Work } from '#platform/work.ts'
import type { RemedyRecord } from '../present-remedies.ts'
import { type BookedAct, moveOf } from '../rules/bookings.ts'
import type { RemedyState } from '../rules/states.ts'

/** The name of a booking to come; null of what costs nothing. */
export const bookingOf = ({ amount, currency }: RemedyRecord): Id | null => (amount === null || currency === null ? null : newId())

/** Books an act: the sum goes from one account to the next, in two entries that add up to nothing. Answers the booking; null of what costs nothing. */
export async function book(
  work: Work,
  remedy: RemedyRecord,
  { act, message = null, corrects = null, booking = bookingOf(remedy) }: Booking,
): Promise<Id | null> {
  const { amount, currency } = remedy
  if (booking === null || amount === null || currency === null) return null
  // the column's check holds the same codes
  const { from, to } = moveOf(act, remedy.state as RemedyState)
  const side = {
    complaint_id: remedy.complaint_id,
    booking_id: booking,
    remedy_id: remedy.id,
    issue_id: remedy.issue_id,
    team_id: remedy.team_id,
    basis: remedy.basis,
    kind: remedy.kind,
    act,
    currency,
    booked_by: actorName(work.actor),
    booked_at: work.now,
    message_id: message,
    corrects,
  }
  await work.db
    .insertInto('remedies_entries')
    .values([
      { ...side, id: newId(), account: to, amount },
      { ...side, id: newId(), account: from, amount: -amount },
    ])
    .execute()
  return booking
}

interface Booking {
  act: BookedAct
  message?: Id | null
  corrects?: Id | null
  /** Named before, by who says it elsewhere in the same breath. */
  booking?: Id | null
}

/** The booking by which a remedy was executed; null of what costs nothing. */
export async function executionBooking(work: Work, { complaint_id, id }: RemedyRecord): Promise<Id | null> {
  const row = await work.db
    .selectFrom('remedies_entries')
    .select('booking_id')
    .where('complaint_id', '=', complaint_id)
    .where('remedy_id', '=', id)
    .where('act', '=', 'executed')
    .limit(1)
    .executeTakeFirst()
  return row?.booking_id ?? null
}
