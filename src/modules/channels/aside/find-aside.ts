import type { Id } from '#platform/endpoint.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { maySort } from '../access.ts'
import type { MailRecord } from '../email/reading.ts'
import { visibleMailboxes } from '../mailboxes/find-mailbox.ts'
import '../refusals.ts'

/** A mail that was put aside, locked, if the caller sorts mails and sees its mailbox; refuses one that a colleague has dealt with. */
export async function asideForUpdate(work: Work, id: Id): Promise<MailRecord> {
  const mail =
    maySort(work.actor) && (await work.db.selectFrom('channels_mails').selectAll().where('id', '=', id).forUpdate().executeTakeFirst())
  if (!mail || !(await seesMailbox(work, mail.mailbox_id))) throw refuse('channels.mail_not_found')
  if (mail.state === 'stored') throw refuse('channels.mail_not_found')
  if (mail.state !== 'put_aside') throw refuse('channels.mail_settled')
  return mail
}

async function seesMailbox(work: Work, mailbox: Id | null): Promise<boolean> {
  return mailbox === null || (await visibleMailboxes(work)).includes(mailbox)
}
