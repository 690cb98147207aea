import type { ImapFlow } from 'imapflow'
import { theDesk } from '#platform/actor.ts'
import type { OpenWork } from '#platform/open-work.ts'
import type { Work } from '#platform/work.ts'
import type { MailboxRecord } from '../mailboxes/edit-mailbox.ts'

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
 * changed begins a day before the moment up to which all is here: what is here already is seen by its Message-ID.
 */
export async function nextPosition({ open, client, mailbox, uidValidity }: Asked): Promise<Position> {
  const known = await open(theDesk, (work) => readPosition(work, mailbox.id))
  if (known && BigInt(known.uid_validity) === uidValidity) return { uidValidity, lastUid: known.last_uid }
  const readTo = known?.read_to ?? mailbox.created_at
  const since = known ? readTo.subtract({ hours: 24 }) : readTo
  const position = { uidValidity, lastUid: await lastUidBefore(client, since) }
  // What lies between is not here yet: should the UIDs change once more, we go back as far again.
  await open(theDesk, (work) => writePosition(work, mailbox.id, { ...position, readTo }))
  return position
}

function readPosition(work: Work, mailbox: string) {
  return work.db.selectFrom('channels_positions').selectAll().where('mailbox_id', '=', mailbox).executeTakeFirst()
}

/** The last mail that is here, and when it reached the folder: up to then all of it is here. */
export async function writePosition(
  work: Work,
  mailbox: string,
  { uidValidity, lastUid, readTo }: Position & { readTo: Temporal.Instant | null },
): Promise<void> {
  const row = {
    uid_validity: Number(uidValidity),
    last_uid: lastUid,
    seen_at: work.now,
    ...(readTo && { read_to: Temporal.Instant.compare(readTo, work.now) > 0 ? work.now : readTo }),
  }
  await work.db
    .insertInto('channels_positions')
    .values({ mailbox_id: mailbox, ...row })
    .onConflict((conflict) => conflict.column('mailbox_id').doUpdateSet(row))
    .execute()
}

/** All that lay there at that moment is here. */
export async function noteCaughtUp(work: Work, mailbox: string, at: Temporal.Instant): Promise<void> {
  await work.db.updateTable('channels_positions').set({ read_to: at, seen_at: work.now }).where('mailbox_id', '=', mailbox).execute()
}

/** The server's clock and ours may differ a little. */
const margin = { minutes: 10 }

async function lastUidBefore(client: ImapFlow, moment: Temporal.Instant): Promise<number> {
  const from = moment.subtract(margin)
  const next = client.mailbox ? client.mailbox.uidNext : 1
  // A day earlier: SINCE knows only days, and in the server's own zone.
  const day = from.subtract({ hours: 24 }).toString().slice(0, 10)
  const found = ((await client.search({ since: day }, { uid: true })) || []).toSorted((one, other) => one - other)
  for (let at = 0; at < found.length; at += longestList) {
    const first = await firstSince(client, found.slice(at, at + longestList), from)
    if (first !== null) return first - 1
  }
  return next - 1
}

/** A line that names more is too long for some servers. */
const longestList = 500

async function firstSince(client: ImapFlow, uids: number[], from: Temporal.Instant): Promise<number | null> {
  let first: number | null = null
  for await (const { uid, internalDate } of client.fetch(uids.join(','), { uid: true, internalDate: true }, { uid: true })) {
    const at = typeof internalDate === 'object' ? internalDate.getTime() : 0
    if (at >= from.epochMilliseconds && (first === null || uid < first)) first = uid
  }
  return first
}
