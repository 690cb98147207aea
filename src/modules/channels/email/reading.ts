import type { Selectable } from 'kysely'
import type { ChannelsMails } from '#platform/database.types.ts'
import { toolsOf } from '#platform/open-work.ts'
import type { Work } from '#platform/work.ts'
import type { MailboxRecord } from '../edit-mailbox.ts'
import { findRunningMailboxes, mailboxAmong } from '../find-mailbox.ts'
import { addressees, type Understood, understandMail } from './understand-mail.ts'

export type MailRecord = Selectable<ChannelsMails>

/** A mail, what we understood of it, and the mailbox that it came to. */
export interface Reading {
  row: MailRecord
  understood: Understood
  mailboxes: MailboxRecord[]
  mailbox: MailboxRecord | null
}

/** Takes the raw bytes of a stored mail and reads them. */
export async function readingOf(work: Work, row: MailRecord): Promise<Reading> {
  const understood = await understandMail(await toolsOf(work).files.read(row.raw_sha256), row.envelope_from)
  const mailboxes = await findRunningMailboxes(work)
  const ofSource = mailboxes.find(({ id }) => id === row.mailbox_id) ?? null
  // The envelope says most surely where a mail was going.
  const addressed = [...(row.recipient ? [row.recipient] : []), ...addressees(understood)]
  return { row, understood, mailboxes, mailbox: ofSource ?? mailboxAmong(mailboxes, addressed) }
}
