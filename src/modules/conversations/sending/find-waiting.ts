import { sql } from 'kysely'
import type { Id } from '#platform/endpoint.ts'
import type { Work } from '#platform/work.ts'

/** A message among those of its mailbox. */
export interface InLine {
  /** How many letters of its mailbox are on their way. */
  sending: number
  /** Written by the desk itself: nobody takes it back. */
  automatic: boolean
  /** Its writer chose this moment: it is not sent before; null where nobody did. */
  leaves: Temporal.Instant | null
}

/** Where a message stands in the line of its mailbox; null when it is not there. */
export async function placeInLine(work: Work, { complaint, message }: { complaint: Id; message: Id }): Promise<InLine | null> {
  const found = await work.db
    .selectFrom('conversations_messages as m')
    .leftJoin('conversations_messages as other', (join) =>
      join.on('other.state', '=', 'sending').on(sql<boolean>`other.mailbox_id is not distinct from m.mailbox_id`),
    )
    .select(({ fn }) => ['m.kind', 'm.state_reason', 'm.next_try_at', fn.count<number>('other.id').as('sending')])
    .where('m.complaint_id', '=', complaint)
    .where('m.id', '=', message)
    .groupBy(['m.kind', 'm.state_reason', 'm.next_try_at'])
    .executeTakeFirst()
  if (!found) return null
  const leaves = found.state_reason === 'later' ? found.next_try_at : null
  return { sending: found.sending, automatic: found.kind !== 'message', leaves }
}

/** The automatic letter of a mailbox that has waited longest to be sent for the first time; locked. What another worker holds is passed over. */
export function nextInLine(
  work: Work,
  mailbox: Id | null,
): Promise<{ complaint: Id; message: Id; written_at: Temporal.Instant } | undefined> {
  return work.db
    .selectFrom('conversations_messages')
    .select(['complaint_id as complaint', 'id as message', 'written_at'])
    .where('state', '=', 'queued')
    .where('kind', '!=', 'message')
    .where('next_try_at', 'is', null)
    .where('state_reason', 'is', null)
    .where(sql<boolean>`mailbox_id is not distinct from ${mailbox}::uuid`)
    .orderBy('at')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
}
