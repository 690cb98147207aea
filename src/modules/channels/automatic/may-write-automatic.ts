import { createHash } from 'node:crypto'
import type { ComplaintRecord } from '#modules/complaints/index.ts'
import type { Id } from '#platform/endpoint.ts'
import type { Work } from '#platform/work.ts'
import type { MailBudgets } from '../contract/mail-stops.ts'
import { findRunningMailboxes, isAddressOf } from '../mailboxes/find-mailbox.ts'
import { findSender } from '../mailboxes/find-sender.ts'
import { isMachineAddress } from '../rules/machine-address.ts'
import { sameWords } from '../rules/repeated-words.ts'
import { budgetsOf, spend, spenderOf, wholeDesk } from './automatic-budgets.ts'
import { automaticIsStopped } from './find-stops.ts'
import { raiseAlarm } from './raise-alarm.ts'
import { noteAutomatic, noteRefused, type SenderToday, senderToday } from './senders.ts'

export interface AutomaticMail {
  /** Locked already: what is counted hangs on it. */
  complaint: ComplaintRecord
  address: string
  /** The mailbox that the customer wrote to, where there is one. */
  mailbox: Id | null
  /** What the address wrote, when this mail answers it. */
  answers?: string
  /** The mail that this one answers proved its sender: its domain vouches for it. */
  proved?: boolean
}

/** Why an automatic mail is not written: a code, which is shown to colleagues in words. */
export type Withheld =
  | 'imported'
  | 'automatic'
  | 'list'
  | 'ours'
  | 'machine'
  | 'stopped'
  | 'complaint_budget'
  | 'repeated'
  | 'budget'
  | 'mailbox_budget'
  | 'desk_budget'

/** So often an address is refused in a day before a loop is suspected. */
const refusedTooOften = 10
/** Who has not proved to be reading there gets one automatic mail a day: a form is no cannon. */
const unproved = 1

/**
 * The one door of automatic mail to people outside: null when it may be written, and then it is counted; else why not. Locks in the
 * order complaint, address, mailbox, desk, and keeps the locks, so that two at once cannot both pass.
 */
export async function mayWriteAutomatic(work: Work, mail: AutomaticMail): Promise<Withheld | null> {
  const nobody = await nobodyThere(work, mail)
  if (nobody) return nobody
  const [from, budgets, written] = await Promise.all([senderMailbox(work, mail), budgetsOf(work), writtenToday(work, mail.complaint.id)])
  if (await automaticIsStopped(work, { mailbox: from, address: mail.address })) return 'stopped'
  if (written >= budgets.complaint_a_day) return 'complaint_budget'
  return (await spendOfAddress(work, mail, budgets)) ?? spendOfMailbox(work, budgets, from)
}

/** The same where a person asks for it: no budget binds them, but a stop does, and to machines nobody writes. It is counted like the others. */
export async function mayPersonHaveWritten(work: Work, mail: AutomaticMail): Promise<'ours' | 'machine' | 'stopped' | null> {
  const nobody = await nobodyThere(work, mail)
  if (nobody) return nobody
  if (await automaticIsStopped(work, { mailbox: await senderMailbox(work, mail), address: mail.address })) return 'stopped'
  await senderToday(work, mail.address)
  await noteAutomatic(work, { address: mail.address, said: null })
  return null
}

async function nobodyThere(work: Work, { address }: AutomaticMail): Promise<'ours' | 'machine' | null> {
  const mailboxes = await findRunningMailboxes(work)
  if (mailboxes.some((mailbox) => isAddressOf(mailbox, address.toLowerCase()))) return 'ours'
  return isMachineAddress(address) ? 'machine' : null
}

async function senderMailbox(work: Work, { complaint, mailbox }: AutomaticMail): Promise<Id | null> {
  const found = await findSender(work, { mailbox_id: mailbox, complaint_id: complaint.id, team_id: complaint.team_id })
  return found?.id ?? null
}

async function writtenToday(work: Work, complaint: Id): Promise<number> {
  const { count } = await work.db
    .selectFrom('conversations_messages')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('complaint_id', '=', complaint)
    .where('direction', '=', 'out')
    .where('kind', 'in', ['acknowledgement', 'notice'])
    .where('at', '>', work.now.subtract({ hours: 24 }))
    .executeTakeFirstOrThrow()
  return count
}

async function spendOfAddress(work: Work, { address, answers, proved }: AutomaticMail, budgets: MailBudgets): Promise<Withheld | null> {
  const sender = await senderToday(work, address)
  const said = hashOf(answers ?? '')
  const why = refusalOf(sender, { said, most: proved || isProved(sender) ? budgets.address_a_day : unproved })
  if (why === null) {
    await noteAutomatic(work, { address, said })
    return null
  }
  await noteRefused(work, address)
  if (sender.refused + 1 >= refusedTooOften) await raiseAlarm(work, { reason: 'loop', mailbox: null, address })
  return why
}

const isProved = ({ proved_at, verdict }: SenderToday): boolean => proved_at !== null || verdict === 'trusted'

function refusalOf(sender: SenderToday, { said, most }: { said: string | null; most: number }): Withheld | null {
  if (said !== null && sender.said.includes(said)) return 'repeated'
  return sender.written < most ? null : 'budget'
}

/** An answering machine that marks nothing is known by saying the same again after we wrote to it. Kept as a hash: the words stand in their complaint. */
function hashOf(words: string): string | null {
  const same = sameWords(words)
  return same === '' ? null : createHash('sha256').update(same).digest('base64url')
}

async function spendOfMailbox(work: Work, budgets: MailBudgets, mailbox: Id | null): Promise<Withheld | null> {
  const over = await spend(work, [
    { spender: wholeDesk, anHour: budgets.desk_an_hour, aDay: budgets.desk_a_day },
    { spender: spenderOf(mailbox), anHour: budgets.mailbox_an_hour, aDay: budgets.mailbox_a_day },
  ])
  if (over === null) return null
  // The house's own sender has no mailbox to stop: the desk stops instead.
  const reason = over === wholeDesk ? 'desk_budget' : 'mailbox_budget'
  await raiseAlarm(work, { reason, mailbox: over === wholeDesk ? null : mailbox })
  return reason
}
