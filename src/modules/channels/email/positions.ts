import type { ImapFlow } from 'imapflow'
import { theDesk } from '#platform/actor.ts'
import type { OpenWork } from '#platform/open-work.ts'
import type { Work } from '#platform/work.ts'
import type { MailboxRecord } from '../edit-mailbox.ts'

/** How far a folder has been read. */
export interface Position {
  uidValidity: bigint
  lastUid: number
}

interface Asked {
  open: OpenWork
  client: ImapFlow
  mailbox: MailboxRecord
  uidValidity: bigint
}

/**
 * Where to go on. A folder that is read for the first time begins with what came since its mailbox was set up here; one whose UIDs have all
 * changed begins a day before it was last read: what is here already is seen by its Message-ID.
 */
export async function nextPosition({ open, client, mailbox, uidValidity }: Asked): Promise<Position> {
  const known = await open(theDesk, (work) => readPosition(work, mailbox.id))
  if (known && BigInt(known.uid_validity) === uidValidity) return { uidValidity, lastUid: known.last_uid }
  const since = known ? known.seen_at.subtract({ hours: 24 }) : mailbox.created_at
  const position = { uidValidity, lastUid: await lastUidBefore(client, since) }
  await open(theDesk, (work) => writePosition(work, mailbox.id, position))
  return position
}

function readPosition(work: Work, mailbox: string) {
  return work.db.selectFrom('channels_positions').selectAll().where('mailbox_id', '=', mailbox).executeTakeFirst()
}

export async function writePosition(work: Work, mailbox: string, { uidValidity, lastUid }: Position): Promise<void> {
  const row = { uid_validity: Number(uidValidity), last_uid: lastUid, seen_at: work.now }
  await work.db
    .insertInto('channels_positions')
    .values({ mailbox_id: mailbox, ...row })
    .onConflict((conflict) => conflict.column('mailbox_id').doUpdateSet(row))
    .execute()
}

/** The server's clock and ours may differ a little. */
const margin = { minutes: 10 }

async function lastUidBefore(client: ImapFlow, moment: Temporal.Instant): Promise<number> {
  const from = moment.subtract(margin)
  const next = client.mailbox ? client.mailbox.uidNext : 1
  // A day earlier: SINCE knows only days, and in the server's own zone.
  const day = from.subtract({ hours: 24 }).toString().slice(0, 10)
  const found = (await client.search({ since: day }, { uid: true })) || []
  for (const uid of found.toSorted((one, other) => one - other)) {
    const about = await client.fetchOne(String(uid), { internalDate: true }, { uid: true })
    const at = about && typeof about.internalDate === 'object' ? about.internalDate.getTime() : 0
    if (at >= from.epochMilliseconds) return uid - 1
  }
  return next - 1
}
