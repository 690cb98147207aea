import { setTimeout as pause } from 'node:timers/promises'
import type { FetchMessageObject, ImapFlow } from 'imapflow'
import { theDesk } from '#platform/actor.ts'
import type { OpenWork } from '#platform/open-work.ts'
import type { Work } from '#platform/work.ts'
import type { MailboxRecord } from '../edit-mailbox.ts'
import { noteRead, noteReadTrouble } from '../note-health.ts'
import { serversOf } from '../test-mailbox.ts'
import { keepMail, mailLimit } from './keep-mail.ts'
import { imapClient, type MailServer, wordsOf } from './mail-server.ts'
import { nextPosition, type Position, writePosition } from './positions.ts'

/** How long we wait for a server to say that something came before we look ourselves. */
const longestSilence = 300_000
/** Of a mail that is too large we keep the beginning; the whole of it stays on the server. */
const beginning = 1024 * 1024

interface Folder {
  server: MailServer & { folder: string }
  mailbox: MailboxRecord
}

/** Reads one folder until the connection ends or we are stopped, and says whether it went well. Nothing on the server is changed, nothing is marked as read. */
export async function readFolder({ open }: { open: OpenWork }, id: string, signal: AbortSignal): Promise<{ well: boolean }> {
  let client: ImapFlow | null = null
  let well = false
  try {
    const folder = await open(theDesk, (work) => folderOf(work, id))
    if (!folder) return { well: true }
    client = imapClient(folder.server)
    const close = () => client?.close()
    signal.addEventListener('abort', close, { once: true })
    client.on('error', () => undefined)
    await client.connect()
    await client.mailboxOpen(folder.server.folder, { readOnly: true })
    while (!signal.aborted) {
      const heard = somethingCame(client, signal)
      await fetchNew(open, client, folder.mailbox)
      well = true
      await open(theDesk, (work) => noteRead(work, id))
      await heard()
    }
  } catch (error) {
    if (!signal.aborted) await open(theDesk, (work) => noteReadTrouble(work, id, wordsOf(error)))
  } finally {
    client?.close()
  }
  return { well }
}

async function folderOf(work: Work, id: string): Promise<Folder | null> {
  const mailbox = await work.db.selectFrom('channels_mailboxes').selectAll().where('id', '=', id).executeTakeFirst()
  const server = mailbox && serversOf(work, mailbox).imap
  return server ? { mailbox, server } : null
}

/** Begins to listen; what is answered waits until a mail came, the connection ended, or it has been silent for long. */
function somethingCame(client: ImapFlow, signal: AbortSignal): () => Promise<void> {
  const came = Promise.withResolvers<void>()
  const done = () => came.resolve()
  client.on('exists', done)
  client.on('close', done)
  return async () => {
    const enough = new AbortController()
    void client.idle().catch(() => undefined)
    const silence = pause(longestSilence, undefined, { signal: AbortSignal.any([signal, enough.signal]) }).catch(() => undefined)
    await Promise.race([came.promise, silence])
    enough.abort()
    client.off('exists', done)
    client.off('close', done)
    if (!client.usable && !signal.aborted) throw new Error('The server closed the connection.')
  }
}

async function fetchNew(open: OpenWork, client: ImapFlow, mailbox: MailboxRecord): Promise<void> {
  const box = client.mailbox
  if (!box) throw new Error('The folder is not open.')
  const position = await nextPosition({ open, client, mailbox, uidValidity: box.uidValidity })
  const uids = await newUids(client, position)
  for (const uid of uids) {
    const mail = await fetchOne(client, uid)
    // Gone between the list and now: somebody else tidies this folder.
    if (!mail) continue
    await open(theDesk, (work) => keepFetched(work, mailbox, { ...position, lastUid: uid, mail }))
  }
}

async function newUids(client: ImapFlow, { lastUid }: Position): Promise<number[]> {
  const found = await client.search({ uid: `${lastUid + 1}:*` }, { uid: true })
  // `n:*` always names the last mail, also when it is older.
  return (found || []).filter((uid) => uid > lastUid).toSorted((one, other) => one - other)
}

interface FetchedMail {
  source: Buffer
  cut: boolean
  at: Temporal.Instant | null
}

async function fetchOne(client: ImapFlow, uid: number): Promise<FetchedMail | null> {
  const about = await client.fetchOne(String(uid), { uid: true, size: true, internalDate: true }, { uid: true })
  if (!about) return null
  const cut = (about.size ?? 0) > mailLimit
  const fetched = await client.fetchOne(String(uid), { source: cut ? { maxLength: beginning } : true }, { uid: true })
  return fetched && fetched.source ? { source: fetched.source, cut, at: instantOf(about.internalDate) } : null
}

function instantOf(said: FetchMessageObject['internalDate']): Temporal.Instant | null {
  const milliseconds = typeof said === 'object' ? said.getTime() : Number.NaN
  return Number.isFinite(milliseconds) && milliseconds > 0 ? Temporal.Instant.fromEpochMilliseconds(milliseconds) : null
}

/** The mail and the position that says so: one commit. */
async function keepFetched(
  work: Work,
  mailbox: MailboxRecord,
  { uidValidity, lastUid, mail }: Position & { mail: FetchedMail },
): Promise<void> {
  const source = { mailbox: mailbox.id, uidValidity, uid: lastUid }
  await keepMail(work, { raw: mail.source, source, recipient: mailbox.address, cut: mail.cut, arrivedAt: mail.at })
  await writePosition(work, mailbox.id, { uidValidity, lastUid })
}
