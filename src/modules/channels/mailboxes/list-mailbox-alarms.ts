import type { Selectable } from 'kysely'
import type { ChannelsAlarms } from '#platform/database.types.ts'
import type { Work } from '#platform/work.ts'
import type { MailboxAlarm } from '../contract.ts'

export type AlarmRecord = Selectable<ChannelsAlarms>

/** What is wrong now, oldest first. */
export function findAlarms(work: Work): Promise<AlarmRecord[]> {
  return work.db.selectFrom('channels_alarms').selectAll().where('ended_at', 'is', null).orderBy('raised_at').limit(200).execute()
}

/** The same, with the mailbox's address. */
export async function listMailboxAlarms(work: Work): Promise<{ data: MailboxAlarm[] }> {
  const alarms = await findAlarms(work)
  if (alarms.length === 0) return { data: [] }
  const ids = alarms.map(({ mailbox_id }) => mailbox_id)
  const mailboxes = await work.db.selectFrom('channels_mailboxes').select(['id', 'address']).where('id', 'in', ids).execute()
  return {
    data: alarms.map(({ id, mailbox_id, kind, since, missed }) => ({
      id,
      mailbox: { id: mailbox_id, address: mailboxes.find((one) => one.id === mailbox_id)?.address ?? '' },
      // The three that the table allows.
      kind: kind as MailboxAlarm['kind'],
      since: since.toString(),
      missed,
    })),
  }
}
