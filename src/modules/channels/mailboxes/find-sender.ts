import { organisationOf } from '#modules/people/index.ts'
import type { Work } from '#platform/work.ts'
import type { MailboxRecord } from './edit-mailbox.ts'
import { findRunningMailboxes } from './find-mailbox.ts'

interface Asked {
  mailbox_id: string | null
  complaint_id: string
  team_id: string | null
}

/** Which of our mailboxes sends: the one that was chosen, else the one that the customer wrote to, else the team's, else any that can. */
export async function findSender(work: Work, { mailbox_id, complaint_id, team_id }: Asked): Promise<MailboxRecord | null> {
  const [running, { default_team_id }, wroteTo] = await Promise.all([
    findRunningMailboxes(work),
    organisationOf(work),
    mailbox_id ?? lastWrittenTo(work, complaint_id),
  ])
  const mailboxes = running.filter(({ smtp }) => smtp !== null)
  const fits = [
    (box: MailboxRecord) => box.id === wroteTo,
    (box: MailboxRecord) => box.team_id !== null && box.team_id === team_id,
    (box: MailboxRecord) => box.team_id === default_team_id,
    () => true,
  ]
  for (const fit of fits) {
    const found = mailboxes.find(fit)
    if (found) return found
  }
  return null
}

async function lastWrittenTo(work: Work, complaint: string): Promise<string | null> {
  const mail = await work.db
    .selectFrom('channels_mails')
    .select('mailbox_id')
    .where('complaint_id', '=', complaint)
    .where('mailbox_id', 'is not', null)
    .orderBy('arrived_at', 'desc')
    .executeTakeFirst()
  return mail?.mailbox_id ?? null
}
