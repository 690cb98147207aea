import type { Id } from '#platform/endpoint.ts'
import { newId } from '#platform/id.ts'
import type { Work } from '#platform/work.ts'
import { tellAdministrators } from '../tell-administrators.ts'
import { senderKey } from './senders.ts'

export interface Alarm {
  reason: 'mailbox_budget' | 'desk_budget' | 'loop'
  /** Whose automatic mail stops; null is the whole desk. */
  mailbox: Id | null
  /** A suspected loop stops only what goes to this address, from all mailboxes: else who writes in others' names could silence a mailbox. */
  address?: string
}

/** Stops automatic mail until a person has looked, and says so: once, however often it happens meanwhile. */
export async function raiseAlarm(work: Work, { reason, mailbox, address }: Alarm): Promise<void> {
  const stop = await work.db
    .insertInto('channels_stops')
    .values({
      id: newId(),
      holds: 'automatic',
      mailbox_id: mailbox,
      address: address ? senderKey(address) : null,
      reason,
      begun_by: 'desk',
      begun_at: work.now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!stop) return
  await work.announce({ fact: 'mail.stopped', house: 'channels', stop: stop.id, holds: 'automatic', mailbox, reason })
  await work.enqueue(tellAdministrators, { stop: stop.id }, { key: `tell-administrators/${stop.id}` })
}
