import type { Selectable } from 'kysely'
import type { ChannelsSenders } from '#platform/database.types.ts'
import type { Work } from '#platform/work.ts'

export type SenderRecord = Selectable<ChannelsSenders>

/** The form in which we know a sender's address. */
export const senderKey = (address: string): string => address.replaceAll('\0', '').trim().toLowerCase().slice(0, 320).toWellFormed()

export function findSenderRecord(work: Work, address: string): Promise<SenderRecord | undefined> {
  return work.db.selectFrom('channels_senders').selectAll().where('address', '=', senderKey(address)).executeTakeFirst()
}

/** The same, locked; made when absent. */
export async function senderForUpdate(work: Work, address: string): Promise<SenderRecord> {
  const key = senderKey(address)
  await work.db
    .insertInto('channels_senders')
    .values({ address: key })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return work.db.selectFrom('channels_senders').selectAll().where('address', '=', key).forUpdate().executeTakeFirstOrThrow()
}

/** The address has proved itself: it quoted an id of ours, which only who receives its mail can know. */
export async function noteProved(work: Work, address: string): Promise<void> {
  await work.db
    .insertInto('channels_senders')
    .values({ address: senderKey(address), proved_at: work.now })
    .onConflict((conflict) =>
      conflict.column('address').doUpdateSet({ proved_at: work.now }).where('channels_senders.proved_at', 'is', null),
    )
    .execute()
}
