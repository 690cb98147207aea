import { nextDates } from '#modules/clocks/index.ts'
import type { Issue } from '#modules/complaints/contract/complaint.ts'
import type { ComplaintRecord } from '#modules/complaints/index.ts'
import { findTextRecord } from '#modules/conversations/index.ts'
import { maskNumbers } from '#modules/conversations/rules/mask-numbers.ts'
import type { TextRecord } from '#modules/knowledge/rules/variables.ts'
import { findAgent, findCustomers, organisationOf } from '#modules/people/index.ts'
import { findOpenPromises } from '#modules/promises/index.ts'
import type { Language } from '#platform/endpoint.ts'
import { toolsOf } from '#platform/open-work.ts'
import { sayDay, sayMoment } from '#platform/time.ts'
import type { Work } from '#platform/work.ts'
import { bodyFor } from './outside-body.ts'
import { sayIn } from './rules/letter-words.ts'
import type { LetterRecord } from './rules/variables.ts'

/** What letters may say of a complaint, written out in their language, and where they go. */
export interface Known {
  record: LetterRecord
  issues: ReadonlyMap<string, LetterRecord>
  /** The address block, line by line; null where the record has no postal address. */
  address: string[] | null
  email: string | null
}

export async function findLetterRecord(
  work: Work,
  complaint: ComplaintRecord,
  { language, issues, presets }: { language: Language; issues: readonly Issue[]; presets: readonly string[] },
): Promise<Known> {
  const [text, organisation, owner, [customer]] = await Promise.all([
    findTextRecord(work, complaint, language),
    organisationOf(work),
    complaint.owner_id === null ? null : findAgent(work, complaint.owner_id),
    findCustomers(work, complaint.customer_id === null ? [] : [complaint.customer_id]),
  ])
  const signer = text['agent.name'] ?? owner?.name ?? null
  const contactFor = ({ owner: own }: Issue) => own?.name ?? owner?.name ?? signer
  return {
    record: {
      ...pick(text, ['customer.salutation', 'customer.name', 'complaint.number', 'complaint.received_on', 'organisation.name', 'today']),
      ...(await datesOf(work, complaint, language)),
      'outside.body': await bodyFor(work, language, presets),
      'page.address': `${toolsOf(work).origin}/procedure?language=${language}`,
      'agent.name': signer,
      'agent.reach': reachOf(organisation.telephone, language),
      'team.name': text['team.name'] || organisation.name,
    },
    issues: new Map(issues.map((issue) => [issue.id, issueRecord(issue, complaint, contactFor(issue))])),
    ...waysTo(customer),
  }
}

const pick = <Name extends keyof LetterRecord & keyof TextRecord>(text: TextRecord, names: readonly Name[]): LetterRecord =>
  Object.fromEntries(names.map((name) => [name, text[name] ?? null]))

const issueRecord = ({ title, sentence }: Issue, { order_numbers }: ComplaintRecord, contact: string | null): LetterRecord => ({
  'issue.title': maskNumbers(title, order_numbers),
  'issue.sentence': sentence,
  'issue.contact': contact,
})

async function datesOf(work: Work, complaint: ComplaintRecord, language: Language): Promise<LetterRecord> {
  const [{ final }, promises, { zone }] = await Promise.all([
    nextDates(work, complaint.id),
    findOpenPromises(work, complaint.id),
    organisationOf(work),
  ])
  return {
    'complaint.received_at': sayMoment(complaint.received_at, { language, zone }),
    'promises.list': listOf(promises, { language, zone }),
    'clock.final_on': final && sayDay(final, { language, zone }),
  }
}

function waysTo(customer: Awaited<ReturnType<typeof findCustomers>>[number] | undefined): Pick<Known, 'address' | 'email'> {
  if (!customer) return { address: null, email: null }
  const contact = (wanted: string) => customer.contacts.find(({ kind }) => kind === wanted)?.value ?? null
  const postal = contact('postal_address')
  const lines = [customer.name, ...(postal ?? '').split('\n')].map((line) => line.trim()).filter((line) => line !== '')
  return { address: postal === null ? null : lines, email: contact('email') }
}

/** What is promised and open, a line each with its day; null where nothing is. */
function listOf(
  promises: readonly { words: string; due_at: Temporal.Instant }[],
  where: { language: Language; zone: string },
): string | null {
  const lines = promises.map(({ words, due_at }) => `- ${words.trim().replaceAll(/\s*\n\s*/g, ' ')} (${sayDay(due_at, where)})`)
  return lines.length === 0 ? null : lines.join('\n')
}

const reachOf = (telephone: string, language: Language): string =>
  telephone.trim() === '' ? sayIn(language)('letters:reach.letter') : sayIn(language)('letters:reach.telephone', { telephone })
