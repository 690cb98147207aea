import { type ComplaintRecord, issuesOf } from '#modules/complaints/index.ts'
import { findAgentNames, findCustomers, organisationOf } from '#modules/people/index.ts'
import type { Id, Language } from '#platform/endpoint.ts'
import type { Work } from '#platform/work.ts'
import type { HelperKind } from '../contract.ts'
import type { MessageRecord } from '../find-message.ts'
import type { HelperRecord } from '../rules/helper-prompt.ts'
import type { KnownPeople } from '../rules/personal/mask-personal.ts'
import { findAuthors } from '../timeline/authors.ts'

const longestFirst = 8000
const longestLater = 3000
const mostLater = 6

/** What a draft is made from, and whom the record knows: what must not leave. Notes and attachments are not read. */
export async function findHelperRecord(
  work: Work,
  complaint: ComplaintRecord,
  { kind, asker }: { kind: HelperKind; asker: string },
): Promise<{ record: HelperRecord; known: KnownPeople }> {
  const [organisation, issues, messages, [customer]] = await Promise.all([
    organisationOf(work),
    issuesOf(work, complaint.id),
    messagesOf(work, complaint.id),
    findCustomers(work, complaint.customer_id ? [complaint.customer_id] : []),
  ])
  const authorOf = await findAuthors(work, [asker, ...messages.map(({ author }) => author)], complaint.customer_id)
  const dayOf = (at: Temporal.Instant) => at.toZonedDateTimeISO(organisation.zone).toPlainDate().toString()
  const agent = authorOf(asker).name
  const others = messages.flatMap(({ from_name, author }) => [from_name, authorOf(author).name])
  return {
    record: {
      kind,
      language: complaint.language as Language, // the column's check holds the same codes
      today: dayOf(work.now),
      received: dayOf(complaint.received_at),
      company: organisation.name,
      agent,
      ...toldBy(complaint, customer),
      issues: issues.map(({ title }) => title),
      said: saidIn(complaint, messages),
    },
    known: {
      ...(await findKnown(work, complaint, { people: [agent, complaint.represents, ...others], customer })),
      ours: [organisation.name, complaint.product ?? ''],
      received: complaint.received_at,
    },
  }
}

type Customer = Awaited<ReturnType<typeof findCustomers>>[number] | undefined

const toldBy = ({ subject, product, desired_outcome: wanted }: ComplaintRecord, customer: Customer) => ({
  customer: customer?.salutation || customer?.name || '',
  subject,
  product: product ?? '',
  wanted: wanted ?? '',
})

function saidIn(complaint: ComplaintRecord, messages: readonly MessageRecord[]): HelperRecord['said'] {
  const first = complaint.words.slice(0, longestFirst)
  const later = messages
    .map((message) => ({ message, text: message.visible_text.trim().slice(0, longestLater) }))
    // What came first is said already.
    .filter(({ message, text }) => text !== '' && !(message.direction === 'in' && first.startsWith(text.slice(0, 200))))
    .slice(0, mostLater)
    .toReversed()
  return [
    { from: 'customer' as const, text: first },
    ...later.map(({ message, text }) => ({ from: message.direction === 'in' ? ('customer' as const) : ('us' as const), text })),
  ]
}

/** What people wrote to each other, newest first. */
const messagesOf = (work: Work, complaint: Id): Promise<MessageRecord[]> =>
  work.db
    .selectFrom('conversations_messages')
    .selectAll()
    .where('complaint_id', '=', complaint)
    .where('kind', 'in', ['message', 'contact'])
    .where('moved_to', 'is', null)
    .where((match) => match.or([match('state', 'is', null), match('state', 'not in', ['withdrawn', 'failed'])]))
    .where((match) => match.not(match.or([match('bounce', '=', true), match('auto_reply', '=', true), match('loop', '=', true)])))
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(mostLater + 4)
    .execute()

/** Names, addresses and numbers of everybody in the record, and the names of all who work here. */
async function findKnown(
  work: Work,
  complaint: ComplaintRecord,
  { people, customer }: { people: readonly (string | null | undefined)[]; customer: Customer },
) {
  const [participants, recipients, colleagues] = await Promise.all([
    work.db
      .selectFrom('conversations_participants')
      .select(['name', 'address'])
      .where('complaint_id', '=', complaint.id)
      .limit(200)
      .execute(),
    work.db
      .selectFrom('conversations_recipients')
      .select(['name', 'address'])
      .where('complaint_id', '=', complaint.id)
      .limit(200)
      .execute(),
    findAgentNames(work),
  ])
  const others = [...participants, ...recipients]
  const contacts = customer?.contacts ?? []
  const all = [...people, customer?.name, customer?.salutation, ...others.map(({ name }) => name)].filter((name): name is string =>
    Boolean(name?.trim()),
  )
  return {
    names: [...new Set(all.filter((name) => !name.includes('@')))],
    colleagues,
    addresses: contacts.filter((one) => one.kind === 'postal_address').map(({ value }) => value),
    values: [
      { kind: 'REFERENCE' as const, value: complaint.number },
      ...complaint.order_numbers.map((value) => ({ kind: 'ORDER' as const, value })),
      ...mailsOf([...others.map(({ address }) => address), ...all]),
      ...contacts.flatMap(({ kind, value }) => (kind === 'postal_address' ? [] : [{ kind: kinds[kind], value }])),
    ],
  }
}

const kinds = { email: 'EMAIL', phone: 'PHONE', account_number: 'ACCOUNT' } as const

const mailsOf = (said: readonly string[]) =>
  [...new Set(said.filter((one) => one.includes('@')))].map((value) => ({ kind: 'EMAIL' as const, value }))
