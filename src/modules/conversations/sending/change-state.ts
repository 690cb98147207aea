import type { Updateable } from 'kysely'
import type { ConversationsMessages } from '#platform/database.types.ts'
import type { Id } from '#platform/endpoint.ts'
import type { Work } from '#platform/work.ts'
import type { DeliveryState } from '../contract.ts'
import type { MessageRecord } from '../find-message.ts'

interface Change {
  complaint: Id
  message: Id
  from: readonly DeliveryState[]
  to: Omit<Updateable<ConversationsMessages>, 'state'> & { state: DeliveryState }
}

/** The one place that changes a delivery state: only from the states named, so that twice is harmless and of two at once one is told no. */
export async function changeState(work: Work, { complaint, message, from, to }: Change): Promise<MessageRecord | undefined> {
  return work.db
    .updateTable('conversations_messages')
    .set(to)
    .where('complaint_id', '=', complaint)
    .where('id', '=', message)
    .where('direction', '=', 'out')
    .where('state', 'in', [...from])
    .returningAll()
    .executeTakeFirst()
}
