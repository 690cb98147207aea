import { sql } from 'kysely'
import type { Work } from '#platform/work.ts'
import { type HourOfMail, type Silence, silenceOf } from '../rules/silence.ts'
import type { MailboxRecord } from './edit-mailbox.ts'

/** So far back we learn what is usual. */
const weeks = 8
/** Younger silences are none, and not worth a look at eight weeks of mail. */
const shortest = { hours: 2 }

/** Whether a mailbox is silent for far longer than it usually is; null while there is too little to learn from. */
export async function findSilence(work: Work, { id, last_mail_at }: MailboxRecord, zone: string): Promise<Silence | null> {
  if (!last_mail_at) return null
  if (Temporal.Instant.compare(last_mail_at.add(shortest), work.now) > 0) return { missed: 0, isLong: false }
  const since = last_mail_at.subtract({ hours: weeks * 7 * 24 })
  const { rows } = await sql<HourOfMail>`
    select date_trunc('hour', arrived_at) as at, count(*)::int as count from channels_mails
    where mailbox_id = ${id} and arrived_at >= ${since.toString()}::timestamptz and source <> 'import'
    group by 1 order by 1`.execute(work.db)
  return silenceOf({ hours: rows, now: work.now, zone })
}
