import { sql } from 'kysely'
import { organisationOf } from '#modules/people/index.ts'
import type { AnswerOf } from '#platform/endpoint.ts'
import type { Work } from '#platform/work.ts'
import type { listMailboxHealth as listEndpoint, MailboxHealth } from '../contract.ts'
import type { MailboxRecord } from './edit-mailbox.ts'
import { findRunningMailboxes } from './find-mailbox.ts'
import { findSilence } from './find-silence.ts'
import { findAlarms } from './list-mailbox-alarms.ts'

/** Nobody counts further. */
const most = 1_000

type Answer = AnswerOf<typeof listEndpoint>
type Waiting = Answer['house']

/** How each running mailbox is: what was fetched last, what waits, what is wrong since when, when it is tried again. */
export async function listMailboxHealth(work: Work): Promise<Answer> {
  const rows = await findRunningMailboxes(work)
  const waiting = await findWaiting(work)
  const unread = await findUnread(work)
  const alarms = await findAlarms(work)
  const { zone } = await organisationOf(work)
  const data: MailboxHealth[] = []
  for (const row of rows) {
    const silence = await findSilence(work, row, zone)
    data.push({
      ...presentRow(row),
      unread: unread.get(row.id) ?? 0,
      out: waiting.get(row.id) ?? none(),
      missed: silence && Math.round(silence.missed * 10) / 10,
      // The three that the table allows.
      alarms: alarms.filter(({ mailbox_id }) => mailbox_id === row.id).map(({ kind }) => kind as MailboxHealth['alarms'][number]),
    })
  }
  return { data, house: waiting.get(null) ?? none(), most }
}

type Row = Omit<MailboxHealth, 'unread' | 'out' | 'missed' | 'alarms'>

function presentRow(row: MailboxRecord): Row {
  const at = (moment: Temporal.Instant | null) => moment?.toString() ?? null
  const trouble = (said: string | null, since: Temporal.Instant | null) =>
    said !== null && since ? { said, since: since.toString() } : null
  return {
    id: row.id,
    last_read_at: at(row.last_read_at),
    last_in_at: at(row.last_mail_at),
    last_out_at: at(row.last_sent_at),
    read_trouble: trouble(row.read_trouble, row.read_trouble_since),
    send_trouble: trouble(row.send_trouble, row.send_trouble_since),
    // The two that the table allows.
    listening:
      row.listening && row.listening_since ? { how: row.listening as 'idle' | 'poll', since: row.listening_since.toString() } : null,
    next_try_at: at(row.next_try_at),
  }
}

const none = (): Waiting => ({ queued: 0, deferred: 0, failed: 0, unsure: 0 })

/** What waits to go out, by mailbox; of what says no mailbox, by none. */
async function findWaiting(work: Work): Promise<Map<string | null, Waiting>> {
  const { rows } = await sql<{ mailbox_id: string | null; state: keyof Waiting; count: number }>`
    select mailbox_id, state, count(*)::int as count from (
      select mailbox_id, case when state = 'queued' and state_reason is not null then 'deferred' else state end as state
      from conversations_messages where state in ('queued', 'failed', 'unsure') limit ${most * 10}) as waiting
    group by 1, 2`.execute(work.db)
  const found = new Map<string | null, Waiting>()
  for (const { mailbox_id, state, count } of rows)
    found.set(mailbox_id, { ...(found.get(mailbox_id) ?? none()), [state]: Math.min(count, most) })
  return found
}

/** Mails that came and wait to be read, by mailbox. */
async function findUnread(work: Work): Promise<Map<string, number>> {
  const { rows } = await sql<{ mailbox_id: string; count: number }>`
    select mailbox_id, count(*)::int as count from (
      select mailbox_id from channels_mails where state = 'stored' and mailbox_id is not null limit ${most * 10}) as unread
    group by 1`.execute(work.db)
  return new Map(rows.map(({ mailbox_id, count }) => [mailbox_id, Math.min(count, most)]))
}
