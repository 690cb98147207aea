import { createHash } from 'node:crypto'
import type { Id } from '#platform/endpoint.ts'
import { newId } from '#platform/id.ts'
import { toolsOf } from '#platform/open-work.ts'
import type { Work } from '#platform/work.ts'
import { findMailboxByAddress } from '../mailboxes/find-mailbox.ts'
import { noteMail } from '../mailboxes/note-health.ts'
import { readMail } from './read-mail.ts'

/** The largest mail that we take by SMTP and HTTP, in bytes. */
export const mailLimit = 35 * 1024 * 1024

/** A mail as it came, before anybody has read it. */
export interface ArrivedMail {
  raw: Uint8Array
  /** Whom its envelope names; null when nobody said. */
  recipient: string | null
  envelopeFrom?: string | null
  remoteAddress?: string | null
  /** How the server that brought it called itself. */
  helo?: string | null
  source: 'smtp' | 'http' | Fetched | Imported
  /** What we took is not all of it. */
  cut?: boolean | 'withheld'
  /** When it reached the mailbox, where that was before now. */
  arrivedAt?: Temporal.Instant | null
}

/** From which folder it was fetched: never the same mail twice, whatever it says. */
export interface Fetched {
  mailbox: Id
  uidValidity: bigint
  uid: number
}

/** Out of an archive: known by its content, and read by who imports it, one after the other. */
export interface Imported {
  archiveKey: string
}

/** Keeps a mail as it came, sealed, and has it read next. Nothing is judged yet; the same mail again is the one that is here. */
export async function keepMail(work: Work, mail: ArrivedMail): Promise<{ id: Id; isNew: boolean }> {
  const [stored, mailbox] = await Promise.all([toolsOf(work).files.keep(work, mail.raw, { sealed: true }), mailboxOf(work, mail)])
  const source_key = keyOf(mail, stored.sha256)
  const id = newId()
  const kept = await work.db
    .insertInto('channels_mails')
    .values({
      id,
      source_key,
      ...columnsOf(mail),
      mailbox_id: mailbox,
      raw_sha256: stored.sha256,
      size: stored.size,
      arrived_at: arrivalOf(work, mail),
    })
    .onConflict((conflict) => conflict.column('source_key').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!kept) {
    const earlier = await work.db.selectFrom('channels_mails').select('id').where('source_key', '=', source_key).executeTakeFirstOrThrow()
    return { id: earlier.id, isNew: false }
  }
  const isImported = columnsOf(mail).source === 'import'
  // What is old says nothing about the mailbox; and should the import die before it has read the mail, the desk does so a little later.
  const when = { key: `read-mail/${id}`, ...(isImported && { at: work.now.add({ minutes: 10 }) }) }
  await Promise.all([
    mailbox && !isImported && noteMail(work, mailbox),
    !mail.cut && work.enqueue(readMail, { mail: id, ...(mail.source === 'smtp' && { prove: true }) }, when),
  ])
  return { id, isNew: true }
}

function arrivalOf(work: Work, { arrivedAt }: ArrivedMail): Temporal.Instant {
  if (!arrivedAt || Temporal.Instant.compare(arrivedAt, work.now) > 0) return work.now
  return arrivedAt.round({ smallestUnit: 'millisecond', roundingMode: 'floor' })
}

function keyOf({ source, recipient }: ArrivedMail, sha256: string): string {
  if (isFromArchive(source)) return importKey(source.archiveKey)
  if (typeof source !== 'string') return `imap/${source.mailbox}/${source.uidValidity}/${source.uid}`
  return createHash('sha256')
    .update(`${clean(recipient)?.toLowerCase() ?? ''}\0${sha256}`)
    .digest('hex')
}

function columnsOf({ source, recipient, envelopeFrom, remoteAddress, helo, cut }: ArrivedMail) {
  return {
    source: typeof source === 'string' ? source : isFromArchive(source) ? 'import' : 'imap',
    recipient: clean(recipient),
    // An empty sender is how servers write; that nobody said it is another thing.
    envelope_from: envelopeFrom === '' ? '' : clean(envelopeFrom ?? null),
    remote_address: remoteAddress ?? null,
    helo: clean(helo ?? null),
    ...(cut && { state: 'put_aside', put_aside: cut === 'withheld' ? cut : 'too_large' }),
  }
}

/** What makes an imported mail the one that is here already. */
export const importKey = (archiveKey: string): string => `import/${archiveKey}`

const isFromArchive = (source: ArrivedMail['source']): source is Imported => typeof source !== 'string' && 'archiveKey' in source

const clean = (address: string | null): string | null => address?.replaceAll('\0', '').trim().slice(0, 320).toWellFormed() || null

async function mailboxOf(work: Work, { source, recipient }: ArrivedMail): Promise<Id | null> {
  if (typeof source !== 'string' && !isFromArchive(source)) return source.mailbox
  return recipient ? ((await findMailboxByAddress(work, [recipient]))?.id ?? null) : null
}
