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

/** The mailbox was read to its end just now. */
export async function noteRead(work: Work, mailbox: string): Promise<void> {
  await work.db
    .updateTable('channels_mailboxes')
    .set((row) => ({
      last_read_at: work.now,
      read_trouble: null,
      trouble_since: row.case().when('send_trouble', 'is', null).then(null).else(row.ref('trouble_since')).end(),
    }))
    .where('id', '=', mailbox)
    .execute()
}

/** The mailbox cannot be read: the other server's own words, and since when. */
export async function noteReadTrouble(work: Work, mailbox: string, said: string): Promise<void> {
  await work.db
    .updateTable('channels_mailboxes')
    .set((row) => ({ read_trouble: said, trouble_since: row.fn.coalesce('trouble_since', row.val(work.now)) }))
    .where('id', '=', mailbox)
    .execute()
}

/** Mail came to this mailbox. Written once a minute at most, so that mails which come together do not wait for each other. */
export async function noteMail(work: Work, mailbox: string): Promise<void> {
  await work.db
    .updateTable('channels_mailboxes')
    .set({ last_mail_at: work.now })
    .where('id', '=', mailbox)
    .where((match) => match.or([match('last_mail_at', 'is', null), match('last_mail_at', '<', work.now.subtract({ minutes: 1 }))]))
    .execute()
}
