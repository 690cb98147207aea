import { organisationOf } from '#modules/people/index.ts'
import { newId } from '#platform/id.ts'
import { job } from '#platform/job.ts'
import type { Work } from '#platform/work.ts'
import type { MailboxAlarm } from '../contract.ts'
import type { MailboxRecord } from './edit-mailbox.ts'
import { findSilence } from './find-silence.ts'
import { findAlarms } from './list-mailbox-alarms.ts'
import { tellOfMailbox } from './tell-of-mailbox.ts'

type Kind = MailboxAlarm['kind']
interface Wrong {
  kind: Kind
  since: Temporal.Instant
  missed: number | null
}

/** What goes by itself within this needs nobody. */
const longestTrouble = { minutes: 15 }

/** Looks at every mailbox: cannot be read, cannot send, silent for far longer than usual. Each is told once, and once more when it is over. */
export const watchMailboxes = job<object>('watch-mailboxes', async ({ step }) => {
  const mailboxes = await step((work) => work.db.selectFrom('channels_mailboxes').select('id').execute())
  for (const { id } of mailboxes) await step((work) => watch(work, id))
})

async function watch(work: Work, id: string): Promise<void> {
  const mailbox = await work.db.selectFrom('channels_mailboxes').selectAll().where('id', '=', id).forUpdate().executeTakeFirstOrThrow()
  const wrong = mailbox.ended_at ? [] : await findWrong(work, mailbox)
  const open = (await findAlarms(work)).filter(({ mailbox_id }) => mailbox_id === id)
  for (const one of wrong) if (!open.some(({ kind }) => kind === one.kind)) await raise(work, mailbox, one)
  for (const { id: alarm, kind } of open) {
    if (wrong.some((one) => one.kind === kind)) continue
    await work.db.updateTable('channels_alarms').set({ ended_at: work.now }).where('id', '=', alarm).execute()
    await work.announce({ fact: 'mailbox.recovered', house: 'channels', mailbox: id, kind: kind as Kind })
  }
}

async function findWrong(work: Work, mailbox: MailboxRecord): Promise<Wrong[]> {
  const longAgo = work.now.subtract(longestTrouble)
  const long = (since: Temporal.Instant | null): since is Temporal.Instant =>
    since !== null && Temporal.Instant.compare(since, longAgo) <= 0
  const wrong: Wrong[] = []
  const unread = mailbox.imap === null ? null : (mailbox.read_trouble_since ?? (await lastSign(work, mailbox)))
  if (long(unread)) wrong.push({ kind: 'unread', since: unread, missed: null })
  if (mailbox.smtp !== null && long(mailbox.send_trouble_since))
    wrong.push({ kind: 'unsent', since: mailbox.send_trouble_since, missed: null })
  // Where nothing can be read, silence is no news.
  if (!long(unread)) wrong.push(...(await findLongSilence(work, mailbox)))
  return wrong
}

/** When its reader was last heard of: at the end of a pass, or in the middle of a long one. */
async function lastSign(work: Work, { id, last_read_at, created_at }: MailboxRecord): Promise<Temporal.Instant> {
  const position = await work.db.selectFrom('channels_positions').select('seen_at').where('mailbox_id', '=', id).executeTakeFirst()
  const signs = [created_at, last_read_at, position?.seen_at].filter((sign) => sign instanceof Temporal.Instant)
  return signs.reduce((one, other) => (Temporal.Instant.compare(one, other) > 0 ? one : other))
}

async function findLongSilence(work: Work, mailbox: MailboxRecord): Promise<Wrong[]> {
  const { zone } = await organisationOf(work)
  const silence = await findSilence(work, mailbox, zone)
  if (!silence?.isLong || !mailbox.last_mail_at) return []
  return [{ kind: 'silent', since: mailbox.last_mail_at, missed: Math.round(silence.missed) }]
}

async function raise(work: Work, { id }: MailboxRecord, { kind, since, missed }: Wrong): Promise<void> {
  const alarm = newId()
  await work.db.insertInto('channels_alarms').values({ id: alarm, mailbox_id: id, kind, since, missed, raised_at: work.now }).execute()
  await work.announce({ fact: 'mailbox.alarmed', house: 'channels', mailbox: id, kind, since: since.toString() })
  await work.enqueue(tellOfMailbox, { alarm }, { key: `tell-of-mailbox/${alarm}` })
}
