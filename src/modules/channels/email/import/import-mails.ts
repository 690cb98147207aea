import { theDesk } from '#platform/actor.ts'
import type { Id } from '#platform/endpoint.ts'
import type { OpenWork } from '#platform/open-work.ts'
import type { Work } from '#platform/work.ts'
import { findRunningMailboxes, mailboxAmong } from '../../mailboxes/find-mailbox.ts'
import { judgeMail } from '../judge-mail.ts'
import { importKey, keepMail } from '../keep-mail.ts'
import { readMail } from '../read-mail.ts'
import { findSentThread, isSentByUs } from '../settle-sent.ts'
import { type Understood, understandMail } from '../understand-mail.ts'
import { archiveKey, arrivalOf, type FoundMail } from './found-mail.ts'

export interface ImportAsked {
  /** To whom the mails came; where nobody says, their own header fields do. */
  recipient: string | null
  /** Says what would become of each mail, and writes nothing. */
  dryRun: boolean
}

/** What became of a mail of the archive. */
export type Imported =
  | { became: 'attached' | 'opened'; complaint: Id | null }
  | { became: 'put_aside'; why: string }
  | { became: 'already_here' }
  | { became: 'skipped'; why: string }

interface Foreseen {
  /** The keys and the Message-IDs of the mails that a dry run has looked at. */
  seen: Set<string>
  recipient: string | null
}

export type ImportOne = (found: FoundMail) => Promise<Imported>

/**
 * Imports mails one after the other, each kept whole before it is read: an answer finds the mail that it answers. What was imported already is known by
 * its content, so who was stopped simply begins again.
 */
export function importer(open: OpenWork, asked: ImportAsked): ImportOne {
  const foreseen = { seen: new Set<string>(), recipient: asked.recipient }
  return async (found) => {
    if (found.skip) return { became: 'skipped', why: found.skip }
    const key = archiveKey(found)
    const here = await open(theDesk, (work) => findImported(work, key))
    // What was kept and not read any more before the last import ended is read now.
    if (here && here.state !== 'stored') return { became: 'already_here' }
    if (asked.dryRun) return open(theDesk, (work) => foresee(work, { found, key, ...foreseen }))
    const id = here?.id ?? (await keep(open, { found, key, asked }))
    return outcomeOf(await readKept(open, id))
  }
}

/** Whether a mailbox of ours has this address. */
export async function isOwnMailbox(work: Work, address: string): Promise<boolean> {
  return mailboxAmong(await findRunningMailboxes(work), [address]) !== null
}

function findImported(work: Work, key: string) {
  return work.db.selectFrom('channels_mails').select(['id', 'state']).where('source_key', '=', importKey(key)).executeTakeFirst()
}

async function keep(open: OpenWork, { found, key, asked }: { found: FoundMail; key: string; asked: ImportAsked }): Promise<Id> {
  const arrivedAt = await arrivalOf(found)
  const { bytes: raw, cut, postmark } = found
  const mail = { raw, cut, source: { archiveKey: key }, recipient: asked.recipient, envelopeFrom: postmark.from, arrivedAt }
  return (await open(theDesk, (work) => keepMail(work, mail))).id
}

type Row = Awaited<ReturnType<typeof readKept>>

/** Reads it as the job does, which puts aside what cannot be read after some tries. */
async function readKept(open: OpenWork, id: Id) {
  const steps = {
    step: <Result>(run: (work: Work) => Promise<Result>) => open(theDesk, run),
    signal: new AbortController().signal,
    worker: 'import',
  }
  for (let tries = 1; ; tries += 1) {
    const failed = await readMail.run(steps, { mail: id }).then(
      () => null,
      (error: unknown) => ({ error }),
    )
    const row = await open(theDesk, (work) => settledMail(work, id))
    if (row.state !== 'stored') return row
    if (failed && tries >= mostTries) throw failed.error
  }
}

// One more than after which the job puts a mail aside.
const mostTries = 6

function settledMail(work: Work, id: Id) {
  return work.db.selectFrom('channels_mails').select(['state', 'put_aside', 'complaint_id']).where('id', '=', id).executeTakeFirstOrThrow()
}

function outcomeOf({ state, put_aside, complaint_id }: Row): Imported {
  if (state === 'opened' || state === 'attached') return { became: state, complaint: complaint_id }
  return { became: 'put_aside', why: put_aside ?? 'unreadable' }
}

interface Foreseeing extends Foreseen {
  found: FoundMail
  key: string
}

/** What would become of it now. What answers another mail of the same archive would find it. */
async function foresee(work: Work, { found, key, seen, recipient }: Foreseeing): Promise<Imported> {
  if (seen.has(key)) return { became: 'already_here' }
  seen.add(key)
  if (found.cut) return { became: 'put_aside', why: 'too_large' }
  const envelope = { from: found.postmark.from, recipient, arrivedAt: (await arrivalOf(found)) ?? work.now }
  const understood = await understandMail(found.bytes, envelope)
  const answersSeen = [understood.messageId, ...understood.chain].some((id) => id !== null && seen.has(`<${id}>`))
  if (understood.messageId) seen.add(`<${understood.messageId}>`)
  const verdict = (await isOurs(work, understood)) ? await foreseeSent(work, understood) : await judgeMail(work, understood)
  return foreseenOf(verdict, answersSeen)
}

function foreseenOf(verdict: { does: 'open' | 'attach' | 'repeat' } | { does: 'aside'; why: string }, answersSeen: boolean): Imported {
  if (verdict.does === 'aside' && !(answersSeen && verdict.why === 'sent_by_us')) return { became: 'put_aside', why: verdict.why }
  return { became: verdict.does === 'open' && !answersSeen ? 'opened' : 'attached', complaint: null }
}

async function isOurs(work: Work, understood: Understood): Promise<boolean> {
  return isSentByUs({ row: { source: 'import' }, understood, mailboxes: await findRunningMailboxes(work) })
}

async function foreseeSent(work: Work, understood: Understood): Promise<{ does: 'repeat' } | { does: 'aside'; why: 'sent_by_us' }> {
  return (await findSentThread(work, understood)) ? { does: 'repeat' } : { does: 'aside', why: 'sent_by_us' }
}
