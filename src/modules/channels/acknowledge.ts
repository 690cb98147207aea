import { type ComplaintRecord, complaintForUpdate } from '#modules/complaints/index.ts'
import { writeAutomatic } from '#modules/conversations/index.ts'
import { findCustomers, followDays, mintLink, organisationOf, teamName } from '#modules/people/index.ts'
import type { Id, Language } from '#platform/endpoint.ts'
import type { Fact } from '#platform/fact.ts'
import { job } from '#platform/job.ts'
import type { Work } from '#platform/work.ts'
import { acknowledgementLetter } from './acknowledgement-letter.ts'
import { addMark } from './complaint-marks.ts'
import { findRunningMailboxes, isAddressOf } from './find-mailbox.ts'
import { senderForUpdate } from './senders.ts'

/** How many automatic mails an address gets in a day that has proved itself; any other gets one. */
const mostADay = 20
/** The channels whose complaints are acknowledged by mail: what came by hand was acknowledged by the person who took it. */
const acknowledged = ['email', 'web_form', 'api']

/** What came by mail, form or program is acknowledged as soon as it is safely here. */
export async function acknowledgeOpened(work: Work, { complaint, channel }: Fact<'complaint.opened'>): Promise<void> {
  if (acknowledged.includes(channel)) await work.enqueue(acknowledge, { complaint }, { key: `acknowledge/${complaint}` })
}

/** Writes the acknowledgement of a complaint, once; or shows to the agents why there is none. */
export const acknowledge = job<{ complaint: Id }>('acknowledge', ({ step }, { complaint }) =>
  step((work) => acknowledgeOnce(work, complaint)),
)

type Withheld = 'automatic' | 'list' | 'ours' | 'budget'

async function acknowledgeOnce(work: Work, id: Id): Promise<void> {
  const complaint = await complaintForUpdate(work, id)
  if (await isSettled(work, complaint.id)) return
  const first = await firstMessage(work, complaint.id)
  const to = await recipientOf(work, complaint, first)
  // Who left no address is answered another way: there is nothing to withhold.
  if (!to) return
  const why = await withheld(work, { complaint, first, address: to.address })
  if (why) return noteWithheld(work, complaint.id, why)
  await write(work, complaint, { to, mailbox: first?.mailbox_id ?? null })
}

/** Written already, or withheld: the job may run twice. */
async function isSettled(work: Work, complaint: Id): Promise<boolean> {
  const written = await work.db
    .selectFrom('conversations_messages')
    .select('id')
    .where('complaint_id', '=', complaint)
    .where('kind', '=', 'acknowledgement')
    .limit(1)
    .executeTakeFirst()
  const marked = await work.db
    .selectFrom('channels_marks')
    .select('mark')
    .where('complaint_id', '=', complaint)
    .where('mark', '=', 'unacknowledged')
    .executeTakeFirst()
  return written !== undefined || marked !== undefined
}

type First = NonNullable<Awaited<ReturnType<typeof firstMessage>>>

function firstMessage(work: Work, complaint: Id) {
  return work.db
    .selectFrom('conversations_messages')
    .select(['from_name', 'from_address', 'mailbox_id', 'mail_id', 'bounce', 'auto_reply', 'loop', 'generated'])
    .where('complaint_id', '=', complaint)
    .where('direction', '=', 'in')
    .orderBy('at')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
}

async function recipientOf(
  work: Work,
  { customer_id, anonymous }: ComplaintRecord,
  first: First | undefined,
): Promise<{ name: string | null; address: string } | null> {
  if (first?.from_address) return { name: null, address: first.from_address }
  const [customer] = customer_id && !anonymous ? await findCustomers(work, [customer_id]) : []
  const email = customer?.contacts.find(({ kind }) => kind === 'email')
  return email ? { name: null, address: email.value } : null
}

interface Judged {
  complaint: ComplaintRecord
  first: First | undefined
  address: string
}

async function withheld(work: Work, { complaint, first, address }: Judged): Promise<Withheld | null> {
  if (first && (first.bounce || first.auto_reply || first.loop || first.generated)) return 'automatic'
  const list = await work.db
    .selectFrom('channels_marks')
    .select('mark')
    .where('complaint_id', '=', complaint.id)
    .where('mark', '=', 'list')
    .executeTakeFirst()
  if (list) return 'list'
  const mailboxes = await findRunningMailboxes(work)
  if (mailboxes.some((mailbox) => isAddressOf(mailbox, address.toLowerCase()))) return 'ours'
  return (await spendBudget(work, address)) ? null : 'budget'
}

/** Counts one automatic mail to this address, if it may still have one today. */
async function spendBudget(work: Work, address: string): Promise<boolean> {
  const { zone } = await organisationOf(work)
  const today = work.now.toZonedDateTimeISO(zone).toPlainDate()
  const sender = await senderForUpdate(work, address)
  const sent = sender.automatic_on?.equals(today) ? sender.automatic_count : 0
  const isProved = sender.proved_at !== null || sender.verdict === 'trusted'
  if (sent >= (isProved ? mostADay : 1)) return false
  await work.db
    .updateTable('channels_senders')
    .set({ automatic_on: today, automatic_count: sent + 1 })
    .where('address', '=', sender.address)
    .execute()
  return true
}

async function noteWithheld(work: Work, complaint: Id, reason: Withheld): Promise<void> {
  await addMark(work, { complaint, mark: 'unacknowledged', reason })
  await work.announce({ fact: 'acknowledgement.withheld', complaint, reason })
}

async function write(
  work: Work,
  complaint: ComplaintRecord,
  { to, mailbox }: { to: { name: string | null; address: string }; mailbox: Id | null },
): Promise<void> {
  const organisation = await organisationOf(work)
  const link = await mintLink(work, { complaint: complaint.id, customer: complaint.customer_id, use: 'follow', days: followDays })
  const language = complaint.language as Language // the column's check constraint holds the same codes
  const letter = acknowledgementLetter({
    language,
    organisation,
    number: complaint.number,
    receivedAt: complaint.received_at,
    team: await teamName(work, complaint.team_id),
    link: link.url,
    until: work.now.add({ hours: followDays * 24 }),
  })
  await writeAutomatic(work, { complaint: complaint.id, kind: 'acknowledgement', to: [to], ...letter, language, mailbox })
}
