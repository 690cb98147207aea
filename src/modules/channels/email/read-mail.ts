import { sql } from 'kysely'
import type { Id } from '#platform/endpoint.ts'
import { job } from '#platform/job.ts'
import type { Work } from '#platform/work.ts'
import { judgeMail } from './judge-mail.ts'
import type { Authentication } from './proof/authentication.ts'
import { proveOrigin } from './proof/prove-origin.ts'
import { type Reading, readingOf } from './reading.ts'
import { attachMail, noteRepeated, openMail, putAside } from './settle-mail.ts'
import { isSentByUs, settleSent } from './settle-sent.ts'

/** How often a mail is read in vain before it is put aside as it is. */
const mostTries = 5

/** When much comes at once it is read first: colleagues see it, and answers that come with it meet their complaints. */
const beforeAnswers = -1

/** `prove`: it came to our own receiver, so we ourselves find out from where. Reads one stored mail: all of it or nothing. One that cannot be read is put aside with its raw file, and never blocks the next. */
export const readMail = job<{ mail: Id; prove?: boolean }>(
  'read-mail',
  async ({ step }, { mail, prove }) => {
    try {
      const origin = prove ? await proveOrigin(step, mail) : null
      await step((work) => settleStored(work, mail, origin))
    } catch (error) {
      // What it wrote is rolled back; that it was tried is kept.
      await step((work) => noteTry(work, mail, error))
      throw error
    }
  },
  { priority: beforeAnswers, company: 12 },
)

/** Decides what becomes of a stored mail, and does it. */
export async function settleStored(work: Work, id: Id, origin: Authentication | null = null): Promise<void> {
  const row = await work.db
    .selectFrom('channels_mails')
    .selectAll()
    .where('id', '=', id)
    .where('state', '=', 'stored')
    .forUpdate()
    .executeTakeFirst()
  if (!row) return
  const reading = await readingOf(work, row, origin)
  await oneAtATime(work, reading.understood)
  if (isSentByUs(reading)) return settleSent(work, reading)
  const verdict = await judgeMail(work, reading.understood)
  if (verdict.does === 'aside') await putAside(work, reading, verdict)
  else if (verdict.does === 'repeat') await noteRepeated(work, reading, verdict)
  else if (verdict.does === 'attach') await attachMail(work, reading, verdict)
  else await openMail(work, reading, verdict.follows)
}

/** The same mail to two of our addresses is read by two jobs at once: the second waits here and then finds the first. */
async function oneAtATime(work: Work, { messageId, contentKey }: Reading['understood']) {
  // In this order everywhere, so that no two wait for each other.
  const [first, second] = [messageId ?? contentKey, contentKey ?? messageId].map((key) => `mail/${key}`)
  await sql`select pg_advisory_xact_lock(hashtextextended(${first}, 0)), pg_advisory_xact_lock(hashtextextended(${second}, 0))`.execute(
    work.db,
  )
}

async function noteTry(work: Work, id: Id, error: unknown): Promise<void> {
  const tried = await work.db
    .updateTable('channels_mails')
    .set((row) => ({ tries: row('tries', '+', 1) }))
    .where('id', '=', id)
    .where('state', '=', 'stored')
    .returning('tries')
    .executeTakeFirst()
  if (!tried || tried.tries < mostTries) return
  await work.db
    .updateTable('channels_mails')
    .set({ state: 'put_aside', put_aside: 'unreadable', settled_at: work.now, settled_reason: wordsOf(error) })
    .where('id', '=', id)
    .execute()
}

const wordsOf = (error: unknown): string =>
  String(error instanceof Error ? error.message : error)
    .replaceAll('\0', '')
    .slice(0, 500)
