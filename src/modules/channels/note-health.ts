import type { Work } from '#platform/work.ts'
import type { Sending } from './email/send-mail.ts'

/** How a mailbox's sending is, for the settings page: the trouble in the server's own words, since when; or when it last worked. */
export async function noteHealth(work: Work, mailbox: string | null, said: Sending): Promise<void> {
  if (!mailbox) return
  const well = said.result === 'sent'
  await work.db
    .updateTable('channels_mailboxes')
    .set((row) =>
      well
        ? {
            last_sent_at: work.now,
            send_trouble: null,
            trouble_since: row.case().when('read_trouble', 'is', null).then(null).else(row.ref('trouble_since')).end(),
          }
        : { send_trouble: said.reason, trouble_since: row.fn.coalesce('trouble_since', row.val(work.now)) },
    )
    .where('id', '=', mailbox)
    .execute()
}
