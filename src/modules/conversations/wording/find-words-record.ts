import { sql } from 'kysely'
import { type ComplaintRecord, complaintFor, issuesOf } from '#modules/complaints/index.ts'
import { findAgents, findCustomers, organisationOf } from '#modules/people/index.ts'
import type { ToneFacts } from '#modules/tone/contract/check.ts'
import type { Id, Language } from '#platform/endpoint.ts'
import { languageOf } from '#platform/language.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { mayReadInside } from '../access.ts'
import type { WordsRecord } from '../contract.ts'
import { amountsIn, namesIn, numbersIn } from '../rules/known-numbers.ts'
import { maskNumbers } from '../rules/mask-numbers.ts'

/** What a reply to a complaint is held against, for who may write one. */
export async function readWordsRecord(work: Work, complaintId: Id): Promise<WordsRecord> {
  const complaint = await complaintFor(work, complaintId)
  if (!mayReadInside(work.actor)) throw refuse('complaints.not_found')
  return findWordsRecord(work, complaint)
}

/** The same, of a complaint at hand. What nobody recorded is absent, and not judged. */
export async function findWordsRecord(work: Work, complaint: ComplaintRecord): Promise<WordsRecord> {
  const language = complaint.language as Language // the column's check holds the same codes
  const [quoted, issues, names, { zone }, cause] = await Promise.all([
    customerWords(work, complaint),
    issuesOf(work, complaint.id),
    findNames(work, complaint),
    organisationOf(work),
    causeKnown(work, complaint),
  ])
  const amounts = amountsOf(complaint, quoted)
  const numbers = [...new Set([...complaint.order_numbers, ...numbersIn(quoted)])]
  return {
    language,
    channel: complaint.channel,
    facts: {
      issues: issues.map(({ title }) => title).filter((title) => isIn(title, language)),
      ...(numbers.length > 0 && { numbers: [complaint.number, ...numbers] }),
      // Who signs for a company, or is named by the customer, may be named by us.
      ...(names.length > 0 && { names: [...names, ...namesIn(quoted)] }),
      ...(amounts.length > 0 && { amounts }),
      ...(cause !== null && { cause }),
    },
    quoted,
    today: work.now.toZonedDateTimeISO(zone).toPlainDate().toString(),
    zone,
  }
}

/** Whether the cause of any issue is established, as the facts say it last; null where nobody has looked for one. */
async function causeKnown(work: Work, complaint: ComplaintRecord): Promise<boolean | null> {
  const { rows } = await sql<{ cause: string }>`select distinct on (data ->> 'issue') data ->> 'cause' as cause from facts_facts
    where stream = ${`complaint/${complaint.id}`} and fact = 'cause.set' order by data ->> 'issue', seq desc`.execute(work.db)
  return rows.length === 0 ? null : rows.some(({ cause }) => cause !== 'unknown')
}

const longest = 50_000

async function customerWords(work: Work, complaint: ComplaintRecord): Promise<string> {
  const messages = await work.db
    .selectFrom('conversations_messages')
    .select('visible_text')
    .where('complaint_id', '=', complaint.id)
    .where('direction', '=', 'in')
    .where('moved_to', 'is', null)
    .orderBy('at', 'desc')
    .limit(10)
    .execute()
  const said = [complaint.words, ...messages.map(({ visible_text: words }) => words)].join('\n\n').slice(0, longest)
  return maskNumbers(said, complaint.order_numbers)
}

/** Who is written to first, then who takes part and who of us knows of it. Without a customer's name nobody's is judged. */
async function findNames(work: Work, complaint: ComplaintRecord): Promise<string[]> {
  const [customers, agents, participants] = await Promise.all([
    findCustomers(work, complaint.customer_id ? [complaint.customer_id] : []),
    findAgents(work, complaint.owner_id ? [complaint.owner_id] : []),
    work.db.selectFrom('conversations_participants').select('name').where('complaint_id', '=', complaint.id).limit(100).execute(),
  ])
  const [customer] = customers
  if (!customer || customer.name.trim() === '' || customer.name.includes('@')) return []
  const own = work.actor.kind === 'person' ? work.actor.name : null
  const all = [customer.name, customer.salutation, complaint.represents, own, ...agents.map(({ name }) => name)]
  return [...new Set([...all, ...participants.map(({ name }) => name)].filter((name): name is string => Boolean(name?.trim())))]
}

// What is named in another language than the reply's cannot be found in it again.
function isIn(title: string, language: Language): boolean {
  const found = languageOf(title)
  return found.sure < 0.75 || found.language === language
}

/** The sum in dispute and those that the customer named; remedies that were approved come with their own record. */
function amountsOf({ amount_minor: minor, amount_currency: currency }: ComplaintRecord, quoted: string): NonNullable<ToneFacts['amounts']> {
  const sum = minor === null || currency === null ? [] : [{ minor: Number(minor), currency }]
  return [...sum, ...amountsIn(quoted)]
}
