import type { FetchMessageObject, ImapFlow } from 'imapflow'
import { theDesk } from '#platform/actor.ts'
import type { OpenWork } from '#platform/open-work.ts'
import type { Work } from '#platform/work.ts'
import type { MailboxRecord } from '../mailboxes/edit-mailbox.ts'
import { type ArrivedMail, keepMail, mailLimit } from './keep-mail.ts'
import { nextPosition, noteCaughtUp, type Position, writePosition } from './positions.ts'

/** Of a mail that is too large we keep the beginning; the whole of it stays on the server. */
const beginning = 1024 * 1024
/** So many are listed at once, and so many bytes fetched by one command: all that is held in memory. */
const batch = 200
const mostBytes = 8 * 1024 * 1024
const mostAtOnce = 50
/** So often one mail is asked for in vain before a stub stands for it and the next has its turn. */
const mostTries = 3

/** What a reader remembers from one connection to the next. */
export interface Memory {
  /** A command for many failed: until one is known to blame, each mail is fetched alone. */
  careful: boolean
  /** Mails that were not handed over, by UID. */
  refused: Map<number, number>
}

export interface CatchingUp {
  open: OpenWork
  client: ImapFlow
  mailbox: MailboxRecord
  memory: Memory
  signal: AbortSignal
  /** Something is safe that was not. */
  onKept: () => void
}

interface Listed {
  uid: number
  size: number
  at: Temporal.Instant | null
}

/** Fetches what is new, oldest first, in batches; each mail and its position are one commit, so that a kill at any moment costs nothing. */
export async function catchUp(catching: CatchingUp): Promise<void> {
  const { open, client, mailbox, signal } = catching
  const box = client.mailbox
  if (!box) throw new Error('The folder is not open.')
  const begun = await open(theDesk, async (work) => work.now)
  const position = await nextPosition({ open, client, mailbox, uidValidity: box.uidValidity })
  const uids = await newUids(client, position)
  for (let from = 0; from < uids.length && !signal.aborted; from += batch) {
    const listed = await listMails(client, uids.slice(from, from + batch))
    for (const group of groupsOf(listed, catching.memory)) await keepGroup(catching, { group, uidValidity: box.uidValidity })
  }
  if (signal.aborted) return
  catching.memory.careful = false
  catching.memory.refused.clear()
  await open(theDesk, (work) => noteCaughtUp(work, mailbox.id, begun))
}

async function newUids(client: ImapFlow, { lastUid }: Position): Promise<number[]> {
  const found = await client.search({ uid: `${lastUid + 1}:*` }, { uid: true })
  // `n:*` always names the last mail, also when it is older.
  return (found || []).filter((uid) => uid > lastUid).toSorted((one, other) => one - other)
}

/** Those of them that are still there: somebody else may tidy this folder. */
async function listMails(client: ImapFlow, uids: number[]): Promise<Listed[]> {
  const listed: Listed[] = []
  for await (const { uid, size, internalDate } of client.fetch(
    uids.join(','),
    { uid: true, size: true, internalDate: true },
    { uid: true },
  ))
    listed.push({ uid, size: size ?? 0, at: instantOf(internalDate) })
  return listed.toSorted((one, other) => one.uid - other.uid)
}

export function instantOf(said: FetchMessageObject['internalDate']): Temporal.Instant | null {
  const milliseconds = typeof said === 'object' ? said.getTime() : Number.NaN
  return Number.isFinite(milliseconds) && milliseconds > 0 ? Temporal.Instant.fromEpochMilliseconds(milliseconds) : null
}

function groupsOf(listed: Listed[], { careful }: Memory): Listed[][] {
  const groups: Listed[][] = []
  let bytes = 0
  for (const mail of listed) {
    const last = groups.at(-1)
    bytes += mail.size
    if (last && !careful && last.length < mostAtOnce && bytes <= mostBytes) last.push(mail)
    else {
      groups.push([mail])
      bytes = mail.size
    }
  }
  return groups
}

async function keepGroup(catching: CatchingUp, { group, uidValidity }: { group: Listed[]; uidValidity: bigint }): Promise<void> {
  const sources = group.length > 1 ? await fetchTogether(catching, group) : new Map<number, Buffer>()
  for (const listed of group) {
    if (catching.signal.aborted) return
    const raw = sources.get(listed.uid)
    // What did not come with the others is gone meanwhile, or not handed over: alone it will show.
    const fetched = raw ? { listed, raw, cut: false } : await fetchOne(catching, listed)
    if (!fetched) continue
    await catching.open(theDesk, (work) => keepFetched(work, catching.mailbox, { ...fetched, uidValidity }))
    catching.onKept()
  }
}

interface Fetched {
  listed: Listed
  raw: Buffer
  cut: NonNullable<ArrivedMail['cut']>
}

async function fetchTogether({ client, memory }: CatchingUp, group: Listed[]): Promise<Map<number, Buffer>> {
  const sources = new Map<number, Buffer>()
  const asked = group.map(({ uid }) => uid).join(',')
  try {
    for await (const { uid, source } of client.fetch(asked, { uid: true, source: true }, { uid: true }))
      if (source) sources.set(uid, source)
  } catch (error) {
    memory.careful = true
    throw error
  }
  return sources
}

/** One mail: the whole of it, the beginning of one that is too large; after tries in vain its head, or nothing but that it is there. */
async function fetchOne({ client, memory }: CatchingUp, listed: Listed): Promise<Fetched | null> {
  const uid = String(listed.uid)
  const tries = memory.refused.get(listed.uid) ?? 0
  if (tries >= mostTries) return { listed, raw: await headOf(client, uid), cut: 'withheld' }
  // Counted before, because the line may break at it.
  memory.refused.set(listed.uid, tries + 1)
  const cut = listed.size > mailLimit
  const found = await client.fetchOne(uid, { uid: true, source: cut ? { maxLength: beginning } : true }, { uid: true })
  // Gone between the list and now.
  if (!found) return null
  if (!found.source && listed.size > 0) throw new Error(`The server does not hand over the mail with UID ${uid}.`)
  return { listed, raw: found.source ?? Buffer.alloc(0), cut }
}

async function headOf(client: ImapFlow, uid: string): Promise<Buffer> {
  try {
    const found = await client.fetchOne(uid, { uid: true, headers: true }, { uid: true })
    return (found && found.headers) || Buffer.alloc(0)
  } catch (error) {
    if (!client.usable) throw error
    return Buffer.alloc(0)
  }
}

/** The mail and the position that says so: one commit. */
async function keepFetched(
  work: Work,
  mailbox: MailboxRecord,
  { listed, raw, cut, uidValidity }: Fetched & { uidValidity: bigint },
): Promise<void> {
  const source = { mailbox: mailbox.id, uidValidity, uid: listed.uid }
  await keepMail(work, { raw, source, recipient: mailbox.address, cut, arrivedAt: listed.at })
  await writePosition(work, mailbox.id, { uidValidity, lastUid: listed.uid, readTo: listed.at })
}
