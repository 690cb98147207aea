import { setTimeout as pause } from 'node:timers/promises'
import type { ImapFlow } from 'imapflow'
import { theDesk } from '#platform/actor.ts'
import type { OpenWork } from '#platform/open-work.ts'
import type { Work } from '#platform/work.ts'
import type { MailboxRecord } from '../mailboxes/edit-mailbox.ts'
import { noteRead, noteReadTrouble } from '../mailboxes/note-health.ts'
import { serversOf } from '../mailboxes/test-mailbox.ts'
import { accessTokenOf } from './access-token.ts'
import { catchUp, type Memory } from './catch-up.ts'
import { type MailServer, openImap, wordsOf } from './mail-server.ts'

/** How long we wait, in milliseconds. */
export interface Patience {
  /** For a server to say that something came, before we look ourselves. IDLE is begun anew then, long before the 29 minutes of RFC 2177. */
  silence: number
  /** The same, for a server that says nothing by itself. */
  poll: number
}

export const customary: Patience = { silence: 300_000, poll: 60_000 }

/** How it went. nothing: it could not be read. read: to its end, but the line broke at once. steady: the line held, or mail came. */
export type Went = 'nothing' | 'read' | 'steady'

interface Reading {
  open: OpenWork
  patience: Patience
  memory: Memory
  signal: AbortSignal
}

interface Folder {
  server: MailServer & { folder: string }
  mailbox: MailboxRecord
}

/** Reads one folder until the connection ends or we are stopped, and says how it went. Nothing on the server is changed, nothing is marked as read. */
export async function readFolder(id: string, reading: Reading): Promise<Went> {
  const { open, signal } = reading
  let client: ImapFlow | null = null
  const went: { how: Went } = { how: 'nothing' }
  try {
    const folder = await open(theDesk, (work) => folderOf(work, id))
    if (!folder) return 'steady'
    const { consent } = folder.server
    client = await openImap(folder.server, consent ? accessTokenOf((run) => open(theDesk, run), consent) : undefined)
    const close = () => client?.close()
    signal.addEventListener('abort', close, { once: true })
    if (signal.aborted) close()
    await client.mailboxOpen(folder.server.folder, { readOnly: true })
    await keepReading(client, { ...reading, ...folder, went })
  } catch (error) {
    // A line that breaks after all was read is no trouble; whether it can be had again is seen at once.
    if (!signal.aborted && went.how === 'nothing') await open(theDesk, (work) => noteReadTrouble(work, id, wordsOf(error)))
  } finally {
    client?.close()
  }
  return went.how
}

async function keepReading(
  client: ImapFlow,
  { open, patience, memory, signal, mailbox, went }: Reading & Folder & { went: { how: Went } },
) {
  const idles = client.capabilities.has('IDLE')
  const onKept = () => {
    went.how = 'steady'
  }
  while (!signal.aborted) {
    const heard = somethingCame(client, signal)
    await catchUp({ open, client, mailbox, memory, signal, onKept })
    if (went.how === 'nothing') went.how = 'read'
    await open(theDesk, (work) => noteRead(work, mailbox.id, idles ? 'idle' : 'poll'))
    await heard(idles ? patience.silence : patience.poll)
    went.how = 'steady'
  }
}

async function folderOf(work: Work, id: string): Promise<Folder | null> {
  const mailbox = await work.db.selectFrom('channels_mailboxes').selectAll().where('id', '=', id).executeTakeFirst()
  const server = mailbox && serversOf(work, mailbox).imap
  return server ? { mailbox, server } : null
}

/** Begins to listen; what is answered waits until a mail came, the connection ended, or it has been silent for so long. */
function somethingCame(client: ImapFlow, signal: AbortSignal): (longest: number) => Promise<void> {
  const came = Promise.withResolvers<void>()
  const done = () => came.resolve()
  client.on('exists', done)
  client.on('close', done)
  return async (longest) => {
    const enough = new AbortController()
    void client.idle().catch(() => undefined)
    const silence = pause(longest, undefined, { signal: AbortSignal.any([signal, enough.signal]) }).catch(() => undefined)
    await Promise.race([came.promise, silence])
    enough.abort()
    client.off('exists', done)
    client.off('close', done)
    if (!client.usable && !signal.aborted) throw new Error('The server closed the connection.')
  }
}
