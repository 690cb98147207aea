import { sql } from 'kysely'
import { findNumbers } from '#modules/complaints/index.ts'
import { maskNumbers } from '#modules/conversations/rules/mask-numbers.ts'
import { cursorAfter, readCursor } from '#platform/cursor.ts'
import { withShownAddress } from '#platform/shown-address.ts'
import type { Work } from '#platform/work.ts'
import type { MailAside } from '../contract.ts'
import { visibleMailboxes } from '../mailboxes/find-mailbox.ts'

/** The mails that were put aside, newest first: those of mailboxes whose complaints the caller sees, and of none. */
export async function listAside(
  work: Work,
  asked: { cursor?: string | undefined; limit: number },
): Promise<{ data: MailAside[]; next: string | null }> {
  const mailboxes = await visibleMailboxes(work)
  const after = readCursor(asked.cursor, ['instant', 'id'])
  const rows = await work.db
    .selectFrom('channels_mails')
    .select(['id', 'put_aside', 'arrived_at', 'subject', 'from_name', 'from_address', 'recipient', 'size', 'beginning'])
    .select('suggested_complaint_id as suggested')
    .select(sql<string[]>`coalesce(automatic -> 'recipients', '[]'::jsonb)`.as('unreached'))
    .where('state', '=', 'put_aside')
    .where((match) => match.or([match('mailbox_id', 'is', null), ...(mailboxes.length > 0 ? [match('mailbox_id', 'in', mailboxes)] : [])]))
    .$if(after !== null, (query) => query.where(sql<boolean>`(arrived_at, id) < (${after?.[0]}::timestamptz, ${after?.[1]}::uuid)`))
    .orderBy('arrived_at', 'desc')
    .orderBy('id', 'desc')
    .limit(asked.limit + 1)
    .execute()
  const page = rows.slice(0, asked.limit)
  const last = rows.length > page.length ? page.at(-1) : undefined
  const numbers = await findNumbers(
    work,
    page.flatMap(({ suggested }) => suggested ?? []),
  )
  const data = page.map((row) => ({
    id: row.id,
    reason: row.put_aside ?? 'unreadable',
    arrived_at: row.arrived_at.toString(),
    subject: maskNumbers(row.subject ?? ''),
    from: row.from_address ? withShownAddress({ name: row.from_name, address: row.from_address }) : null,
    recipient: row.recipient,
    size: row.size,
    beginning: maskNumbers(row.beginning ?? ''),
    unreached: row.unreached,
    suggested: numbers.find(({ id }) => id === row.suggested) ?? null,
  }))
  return { data, next: last ? cursorAfter([last.arrived_at.toString(), last.id]) : null }
}
