import type { Work } from '#platform/work.ts'
import type { Sending } from '../email/send-mail.ts'

/** How a mailbox's sending is, for the settings page: the trouble in the server's own words, since when; or when it last worked. */
export async function noteHealth(work: Work, mailbox: string | null, said: Sending): Promise<void> {
  // A no to one letter says nothing about the next: the letter is red, not the mailbox.
  if (!mailbox || said.result === 'failed') return
  if (said.result === 'sent') return noteWorks(work, mailbox)
  await work.db
    .updateTable('channels_mailboxes')
    .set((row) => ({ send_trouble: said.reason, send_trouble_since: row.fn.coalesce('send_trouble_since', row.val(work.now)) }))
    .where('id', '=', mailbox)
    .execute()
  if (said.away) await noteAway(work, mailbox)
}

/** Written once a minute at most while all is well, so that letters which leave together do not wait for each other. */
async function noteWorks(work: Work, mailbox: string): Promise<void> {
  await work.db
    .updateTable('channels_mailboxes')
    .set({ last_sent_at: work.now, send_trouble: null, send_trouble_since: null, send_tries: 0, send_retry_at: null })
    .where('id', '=', mailbox)
    .where((match) =>
      match.or([
        match('send_trouble', 'is not', null),
        match('last_sent_at', 'is', null),
        match('last_sent_at', '<', work.now.subtract({ minutes: 1 })),
      ]),
    )
    .execute()
}

/** Minutes in which a server that is away is not asked, the last ones for ever. */
const restMinutes = [1, 5, 15, 60] as const

async function noteAway(work: Work, mailbox: string): Promise<void> {
  const found = await work.db.selectFrom('channels_mailboxes').select('send_tries').where('id', '=', mailbox).forUpdate().executeTakeFirst()
  const tries = found?.send_tries ?? 0
  const minutes = restMinutes[Math.min(tries, restMinutes.length - 1)] ?? 60
  await work.db
    .updateTable('channels_mailboxes')
    .set({ send_tries: tries + 1, send_retry_at: work.now.add({ minutes }) })
    .where('id', '=', mailbox)
    // Two letters that found nobody at the same time are one try.
    .where((match) => match.or([match('send_retry_at', 'is', null), match('send_retry_at', '<=', work.now)]))
    .execute()
}

/** Until when nobody asks the server of a mailbox that was away; null when it may be asked. */
export async function awayUntil(work: Work, mailbox: string | null): Promise<Temporal.Instant | null> {
  if (!mailbox) return null
  const found = await work.db
    .selectFrom('channels_mailboxes')
    .select('send_retry_at')
    .where('id', '=', mailbox)
    .where('send_retry_at', '>', work.now)
    .executeTakeFirst()
  return found?.send_retry_at ?? null
}

/** The mailbox was read to its end just now; so we hear of what comes next. */
export async function noteRead(work: Work, mailbox: string, listening: 'idle' | 'poll'): Promise<void> {
  await work.db
    .updateTable('channels_mailboxes')
    .set((row) => ({
      last_read_at: work.now,
      read_trouble: null,
      read_trouble_since: null,
      next_try_at: null,
      listening,
      listening_since: row.case().when('listening', '=', listening).then(row.ref('listening_since')).else(row.val(work.now)).end(),
    }))
    .where('id', '=', mailbox)
    .execute()
}

/** The mailbox cannot be read: the other server's own words, and since when. */
export async function noteReadTrouble(work: Work, mailbox: string, said: string): Promise<void> {
  await work.db
    .updateTable('channels_mailboxes')
    .set((row) => ({ read_trouble: said, read_trouble_since: row.fn.coalesce('read_trouble_since', row.val(work.now)) }))
    .where('id', '=', mailbox)
    .execute()
}

/** Nobody is connected to the mailbox now; when it is tried again, if it is. */
export async function noteNextTry(work: Work, mailbox: string, wait: Temporal.Duration | null): Promise<void> {
  await work.db
    .updateTable('channels_mailboxes')
    .set({ listening: null, listening_since: null, next_try_at: wait && work.now.add(wait) })
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
