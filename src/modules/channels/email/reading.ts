import type { Selectable } from 'kysely'
import type { ChannelsMails } from '#platform/database.types.ts'
import { toolsOf } from '#platform/open-work.ts'
import type { Work } from '#platform/work.ts'
import type { MailboxRecord } from '../mailboxes/edit-mailbox.ts'
import { findRunningMailboxes, mailboxAmong } from '../mailboxes/find-mailbox.ts'
import { isListOf } from './machines/list-mail.ts'
import type { Authentication } from './proof/authentication.ts'
import { trustedResults } from './proof/trusted-results.ts'
import { addressees, type Understood, understandMail } from './understand-mail.ts'

export type MailRecord = Selectable<ChannelsMails>

/** A mail, what we understood of it, and the mailbox that it came to. */
export interface Reading {
  row: MailRecord
  understood: Understood
  mailboxes: MailboxRecord[]
  mailbox: MailboxRecord | null
  /** Whether it comes from where it says; null where nobody can tell. */
  authentication: Authentication | null
}

/** Takes the raw bytes of a stored mail and reads them. */
export async function readingOf(work: Work, row: MailRecord, origin: Authentication | null = null): Promise<Reading> {
  const envelope = { from: row.envelope_from, recipient: row.recipient, arrivedAt: row.arrived_at }
  const [raw, mailboxes] = await Promise.all([toolsOf(work).files.read(row.raw_sha256), findRunningMailboxes(work)])
  const read = await understandMail(raw, envelope)
  const understood = withoutOwnList(read, [...mailboxes.map(({ address }) => address), ...(row.recipient ? [row.recipient] : [])])
  const ofSource = mailboxes.find(({ id }) => id === row.mailbox_id) ?? null
  const mailbox = ofSource ?? mailboxAmong(mailboxes, addressees(understood))
  const authentication = origin ?? trustedResults(understood.mail.headers, mailbox?.authentication_servers ?? [])
  return { row, understood, mailboxes, mailbox, authentication }
}

/** A group of ours that hands on what it gets is no list to us: who wrote to it wrote to us. */
function withoutOwnList(understood: Understood, ours: readonly string[]): Understood {
  if (!understood.sifted.list || !isListOf(understood.mail, ours)) return understood
  return { ...understood, sifted: { ...understood.sifted, list: false } }
}
