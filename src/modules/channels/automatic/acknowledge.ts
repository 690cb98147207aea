import { nextDates } from '#modules/clocks/index.ts'
import { type ComplaintRecord, complaintForUpdate } from '#modules/complaints/index.ts'
import { writeAutomatic } from '#modules/conversations/index.ts'
import { findCustomers, followDays, mintLink, organisationOf, teamName } from '#modules/people/index.ts'
import type { Id, Language } from '#platform/endpoint.ts'
import type { Fact } from '#platform/fact.ts'
import { job } from '#platform/job.ts'
import type { Work } from '#platform/work.ts'
import { addMark } from '../complaint-marks.ts'
import { passedDmarc } from '../rules/passed-dmarc.ts'
import { acknowledgementLetter } from './acknowledgement-letter.ts'
import { mayWriteAutomatic, type Withheld } from './may-write-automatic.ts'

/** The channels whose complaints are acknowledged by mail: what came by hand was acknowledged by the person who took it. */
const acknowledged = ['email', 'web_form', 'api']

/** What came by mail, form or program is acknowledged as soon as it is safely here. */
export async function acknowledgeOpened(work: Work, { complaint, channel, split_from }: Fact<'complaint.opened'>): Promise<void> {
  // What was an issue of another complaint was acknowledged with it.
  if (split_from === undefined && acknowledged.includes(channel))
    await work.enqueue(acknowledge, { complaint }, { key: `acknowledge/${complaint}` })
}

/** Whoever is named as the customer of a mail that was passed on has not heard from us yet. */
export const acknowledgeNamed = (work: Work, { complaint }: Fact<'complainant.named'>): Promise<void> =>
  work.enqueue(acknowledge, { complaint }, { key: `acknowledge/${complaint}` })

/** Writes the acknowledgement of a complaint, once; or shows to the agents why there is none. */
export const acknowledge = job<{ complaint: Id }>(
  'acknowledge',
  ({ step }, { complaint }) => step((work) => acknowledgeOnce(work, complaint)),
  { company: 12 },
)

async function acknowledgeOnce(work: Work, id: Id): Promise<void> {
  const [complaint, settled, first] = await Promise.all([complaintForUpdate(work, id), isSettled(work, id), firstMessage(work, id)])
  if (settled) return
  const to = await recipientOf(work, complaint, first)
  // Who left no address is answered another way: there is nothing to withhold.
  if (!to) return
  const why = await withheld(work, { complaint, first, address: to.address })
  if (why) return noteWithheld(work, complaint.id, why)
  await writeAcknowledgement(work, complaint, { to, mailbox: first?.mailbox_id ?? null })
}

/** Written already, or withheld: the job may run twice. */
async function isSettled(work: Work, complaint: Id): Promise<boolean> {
  const written = work.db
    .selectFrom('conversations_messages')
    .select('id')
    .where('complaint_id', '=', complaint)
    .where('kind', '=', 'acknowledgement')
    .limit(1)
    .executeTakeFirst()
  const marked = work.db
    .selectFrom('channels_marks')
    .select('mark')
    .where('complaint_id', '=', complaint)
    .where('mark', '=', 'unacknowledged')
    .executeTakeFirst()
  return (await Promise.all([written, marked])).some((found) => found !== undefined)
}

type First = NonNullable<Awaited<ReturnType<typeof firstMessage>>>

/** What a complaint began with; undefined where it came without a message. */
export function firstMessage(work: Work, complaint: Id) {
  return work.db
    .selectFrom('conversations_messages')
    .select([
      'from_name',
      'from_address',
      'mailbox_id',
      'mail_id',
      'bounce',
      'auto_reply',
      'loop',
      'generated',
      'visible_text',
      'author',
      'forwarded',
    ])
    .where('complaint_id', '=', complaint)
    .where('direction', '=', 'in')
    .orderBy('at')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
}

/** Whom an acknowledgement goes to; null where nobody left an address. */
export async function recipientOf(
  work: Work,
  { customer_id, anonymous }: ComplaintRecord,
  first: First | undefined,
): Promise<{ name: string | null; address: string } | null> {
  // What a colleague passed on is acknowledged to its writer, once a person has said that this is the customer; a form's mail to who filled it in.
  if (first?.from_address && !isPassedOn(first) && !first.generated) return { name: null, address: first.from_address }
  const [customer] = customer_id && !anonymous ? await findCustomers(work, [customer_id]) : []
  const email = customer?.contacts.find(({ kind }) => kind === 'email')
  return email ? { name: null, address: email.value } : null
}

const isPassedOn = ({ author, forwarded }: First): boolean => author === 'stranger' && Array.isArray(forwarded) && forwarded.length > 0

interface Judged {
  complaint: ComplaintRecord
  first: First | undefined
  address: string
}

async function withheld(work: Work, { complaint, first, address }: Judged): Promise<Withheld | null> {
  if (!first) return mayWriteAutomatic(work, { complaint, address, mailbox: null })
  if ([first.bounce, first.auto_reply, first.loop, first.generated].includes(true)) return 'automatic'
  const [mail, byList] = await Promise.all([first.mail_id ? mailOf(work, first.mail_id) : undefined, cameByList(work, complaint.id)])
  // It came out of an archive: whoever wrote it long ago expects no mail today.
  if (mail?.source === 'import') return 'imported'
  if (byList) return 'list'
  const proved = address === first.from_address && passedDmarc(mail?.authentication)
  return mayWriteAutomatic(work, { complaint, address, mailbox: first.mailbox_id, answers: first.visible_text, proved })
}

async function cameByList(work: Work, complaint: Id): Promise<boolean> {
  const list = await work.db
    .selectFrom('channels_marks')
    .select('mark')
    .where('complaint_id', '=', complaint)
    .where('mark', '=', 'list')
    .executeTakeFirst()
  return list !== undefined
}

const mailOf = (work: Work, mail: Id) =>
  work.db.selectFrom('channels_mails').select(['source', 'authentication']).where('id', '=', mail).executeTakeFirst()

async function noteWithheld(work: Work, complaint: Id, reason: Withheld): Promise<void> {
  await addMark(work, { complaint, mark: 'unacknowledged', reason })
  await work.announce({ fact: 'acknowledgement.withheld', complaint, reason })
}

/** Writes the acknowledgement; whether it may be written was judged before. */
export async function writeAcknowledgement(
  work: Work,
  complaint: ComplaintRecord,
  { to, mailbox }: { to: { name: string | null; address: string }; mailbox: Id | null },
): Promise<void> {
  const [organisation, link, team, dates] = await Promise.all([
    organisationOf(work),
    mintLink(work, { complaint: complaint.id, customer: complaint.customer_id, use: 'follow', days: followDays }),
    teamName(work, complaint.team_id),
    nextDates(work, complaint.id),
  ])
  const language = complaint.language as Language // the column's check constraint holds the same codes
  const letter = acknowledgementLetter({
    language,
    organisation,
    number: complaint.number,
    receivedAt: complaint.received_at,
    team,
    link: link.url,
    until: work.now.add({ hours: followDays * 24 }),
    answerBy: dates.final,
  })
  await writeAutomatic(work, complaint, { kind: 'acknowledgement', to: [to], ...letter, language, mailbox })
}
