import { createHash } from 'node:crypto'
import type { ImapFlow } from 'imapflow'
import { type Selectable, sql } from 'kysely'
import type { ChannelsMails } from '#platform/database.types.ts'
import type { AnswerOf, BodyOf } from '#platform/endpoint.ts'
import type { Files } from '#platform/files.ts'
import { toolsOf, withTools } from '#platform/open-work.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import type { Rehearsed, rehearseMailbox as rehearseEndpoint } from '../contract.ts'
import type { MailboxRecord } from '../mailboxes/edit-mailbox.ts'
import { serversOf } from '../mailboxes/test-mailbox.ts'
import { accessTokenOf, type Step } from './access-token.ts'
import { instantOf } from './catch-up.ts'
import { keepMail, mailLimit } from './keep-mail.ts'
import { type MailServer, openImap, wordsOf } from './mail-server.ts'
import { settleStored } from './read-mail.ts'

interface Rehearsing {
  mailbox: MailboxRecord
  server: MailServer & { folder: string }
  last: number
}
type Said = AnswerOf<typeof rehearseEndpoint>

/** All of them are in memory at once; of a mail that is too large only its beginning is. */
const mostBytes = 48 * 1024 * 1024
const beginning = 64 * 1024

export async function takeRehearsal(work: Work, { body }: { body: BodyOf<typeof rehearseEndpoint> }): Promise<Rehearsing> {
  const mailbox = await work.db.selectFrom('channels_mailboxes').selectAll().where('id', '=', body.mailbox).executeTakeFirst()
  if (!mailbox) throw refuse('channels.mailbox_not_found')
  const { imap } = serversOf(work, mailbox)
  if (!imap) throw refuse('channels.cannot_read')
  return { mailbox, server: imap, last: body.last }
}

/** Fetches the last mails of a folder and has each read as in earnest, in a Work that is rolled back: nothing of it stays. */
export async function rehearse({ mailbox, server, last }: Rehearsing, step: Step): Promise<Said> {
  let client: ImapFlow | null = null
  try {
    client = await openImap(server, server.consent ? accessTokenOf(step, server.consent) : undefined)
    const { exists, uidValidity } = await client.mailboxOpen(server.folder, { readOnly: true })
    const mails = await fetchLast(client, last)
    return { trouble: null, in_folder: exists, data: await readAndForget(step, { mailbox, uidValidity, mails }) }
  } catch (error) {
    return { trouble: wordsOf(error), in_folder: 0, data: [] }
  } finally {
    await client?.logout().catch(() => client?.close())
  }
}

interface Fetched {
  uid: number
  size: number
  at: Temporal.Instant | null
  raw: Buffer
}

/** The newest ones that fit, oldest first, as they would be read. */
async function fetchLast(client: ImapFlow, last: number): Promise<Fetched[]> {
  const uids = ((await client.search({ all: true }, { uid: true })) || []).toSorted((one, other) => other - one).slice(0, last)
  const mails: Fetched[] = []
  let bytes = 0
  for (const uid of uids) {
    const about = await client.fetchOne(String(uid), { uid: true, size: true, internalDate: true }, { uid: true })
    if (!about) continue
    const size = about.size ?? 0
    const held = size > mailLimit ? beginning : size
    bytes += held
    if (bytes > mostBytes) break
    const found = await client.fetchOne(
      String(uid),
      { uid: true, source: size > mailLimit ? { maxLength: beginning } : true },
      { uid: true },
    )
    if (found) mails.push({ uid, size, at: instantOf(about.internalDate), raw: found.source ?? Buffer.alloc(0) })
  }
  return mails.toReversed()
}

interface Reading {
  mailbox: MailboxRecord
  uidValidity: bigint
  mails: Fetched[]
}

/** What a rolled back Work throws, because only what is thrown rolls it back. */
class Forgotten extends Error {
  rehearsed: Rehearsed[]
  constructor(rehearsed: Rehearsed[]) {
    super('rolled back')
    this.rehearsed = rehearsed
  }
}

async function readAndForget(step: Step, reading: Reading): Promise<Rehearsed[]> {
  try {
    return await step(async (work) => {
      throw new Forgotten(await readAll(withTools(work, { files: filesInMemory(toolsOf(work).files) }), reading))
    })
  } catch (error) {
    if (error instanceof Forgotten) return error.rehearsed
    throw error
  }
}

/** One after the other in the same Work, so that an answer finds the complaint which the mail before it would have opened. */
async function readAll(work: Work, { mailbox, uidValidity, mails }: Reading): Promise<Rehearsed[]> {
  const opened = new Set<string>()
  const rehearsed: Rehearsed[] = []
  for (const mail of mails) {
    await sql`savepoint rehearsed`.execute(work.db)
    try {
      const source = { mailbox: mailbox.id, uidValidity, uid: mail.uid }
      const cut = mail.size > mailLimit
      const { id, isNew } = await keepMail(work, { raw: mail.raw, source, recipient: mailbox.address, cut, arrivedAt: mail.at })
      await settleStored(work, id)
      const row = await work.db.selectFrom('channels_mails').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
      if (isNew && row.state === 'opened' && row.complaint_id) opened.add(row.complaint_id)
      rehearsed.push({ ...(await present(work, row, opened)), size: mail.size, here: !isNew })
    } catch (error) {
      // What the database refused to one mail must not spoil the next.
      await sql`rollback to savepoint rehearsed`.execute(work.db)
      rehearsed.push({ ...unreadable, at: mail.at?.toString() ?? null, size: mail.size, why: wordsOf(error) })
    }
  }
  return rehearsed
}

const unreadable = { from: null, subject: '', does: 'unread', complaint: null, here: false } as const

async function present(work: Work, row: Selectable<ChannelsMails>, opened: Set<string>): Promise<Omit<Rehearsed, 'size' | 'here'>> {
  const { from_address, from_name, arrived_at, subject, state, put_aside } = row
  const does = ({ opened: 'open', attached: 'attach', stored: 'unread' } as const)[state] ?? 'aside'
  return {
    at: arrived_at.toString(),
    from: from_address === null ? null : { name: from_name, address: from_address },
    subject: subject ?? '',
    does,
    why: does === 'aside' ? put_aside : null,
    complaint: row.complaint_id === null || opened.has(row.complaint_id) ? null : await findNumber(work, row.complaint_id),
  }
}

async function findNumber(work: Work, id: string) {
  const found = await work.db.selectFrom('complaints_complaints').select(['id', 'number']).where('id', '=', id).executeTakeFirst()
  return found ?? null
}

/** Keeps nothing on disk. */
function filesInMemory(files: Files): Files {
  const kept = new Map<string, Buffer>()
  return {
    ...files,
    async keep(_work, bytes) {
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      kept.set(sha256, Buffer.from(bytes))
      return { sha256, size: bytes.byteLength }
    },
    read: async (sha256) => kept.get(sha256) ?? files.read(sha256),
  }
}
