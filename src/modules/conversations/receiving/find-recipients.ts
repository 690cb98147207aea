import { type ComplaintRecord, complaintFor } from '#modules/complaints/index.ts'
import { colleaguesAmong, findCustomers } from '#modules/people/index.ts'
import type { AnswerOf, Id } from '#platform/endpoint.ts'
import { refuse } from '#platform/refusal.ts'
import { withShownAddress } from '#platform/shown-address.ts'
import type { Work } from '#platform/work.ts'
import { mayReadInside } from '../access.ts'
import { lastWithCustomer } from '../coaching/last-exchange.ts'
import type { readRecipients } from '../contract.ts'
import type { Reason } from './add-participants.ts'
import '../refusals.ts'

type Answer = AnswerOf<typeof readRecipients>
export type Suggested = Omit<Answer['data'][number], 'internal'>

/** Who a reply would go to, each with the reason, and who else takes part. Nobody joins silently, and nobody who takes part is out of sight. */
export async function findRecipients(work: Work, complaintId: Id): Promise<Answer> {
  const complaint = await complaintFor(work, complaintId)
  if (!mayReadInside(work.actor)) throw refuse('complaints.not_found')
  const participants = await participantsOf(work, complaint.id)
  const suggested = await suggestedAmong(work, complaint, participants)
  const others = participants.filter(({ address }) => !suggested.some((one) => one.address.toLowerCase() === address))
  const colleagues = await colleaguesAmong(
    work,
    [...suggested, ...others].map(({ address }) => address),
  )
  const placed = <One extends { address: string }>(one: One) => ({
    ...withShownAddress(one),
    internal: colleagues.has(one.address.toLowerCase()),
  })
  return { data: suggested.map(placed), others: others.map(placed) }
}

export async function suggestedRecipients(work: Work, complaint: ComplaintRecord): Promise<Suggested[]> {
  return suggestedAmong(work, complaint, await participantsOf(work, complaint.id))
}

type Participant = Omit<Suggested, 'role'>

async function participantsOf(work: Work, complaint: Id): Promise<Participant[]> {
  const rows = await work.db
    .selectFrom('conversations_participants')
    .select(['name', 'address', 'reason'])
    .where('complaint_id', '=', complaint)
    .orderBy('since')
    .limit(200)
    .execute()
  return rows.map((row) => ({ ...row, reason: row.reason as Reason })) // the column's check constraint holds the same codes
}

/** Who complains, and who took part when they and we last wrote to each other: what we write to a third party is a thread of its own. */
async function suggestedAmong(work: Work, complaint: ComplaintRecord, participants: Participant[]): Promise<Suggested[]> {
  const parties = await partiesOf(work, complaint, participants)
  const addresses = parties.map(({ address }) => address.toLowerCase())
  const lately = await lastWithCustomer(work, complaint.id, addresses)
  const copied = participants.filter(({ address }) => lately.has(address) && !addresses.includes(address))
  return [...parties.map((one) => ({ role: 'to' as const, ...one })), ...copied.map((one) => ({ role: 'cc' as const, ...one }))]
}

async function partiesOf(work: Work, { customer_id }: ComplaintRecord, participants: Participant[]): Promise<Participant[]> {
  const parties = participants.filter(({ reason }) => isParty(reason))
  if (parties.length > 0 || !customer_id) return parties
  const onFile = await addressOnFile(work, customer_id)
  return onFile ? [{ name: onFile.name || null, address: onFile.address, reason: 'complained' }] : []
}

async function addressOnFile(work: Work, customerId: Id): Promise<{ name: string; address: string } | null> {
  const [customer] = await findCustomers(work, [customerId])
  const email = customer?.contacts.find(({ kind }) => kind === 'email')
  return customer && email ? { name: customer.name, address: email.value } : null
}

const isParty = (reason: string): boolean => reason === 'complained' || reason === 'represents'
