import { type ComplaintRecord, complaintFor } from '#modules/complaints/index.ts'
import { findCustomers } from '#modules/people/index.ts'
import type { AnswerOf, Id } from '#platform/endpoint.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { mayReadInside } from './access.ts'
import type { Reason } from './add-participants.ts'
import type { readRecipients } from './contract.ts'
import './refusals.ts'

export type Suggested = AnswerOf<typeof readRecipients>['data'][number]

/** Who a reply would go to, each with the reason: who complained, and who took part in the last exchange. Nobody joins silently. */
export async function findRecipients(work: Work, complaintId: Id): Promise<{ data: Suggested[] }> {
  const complaint = await complaintFor(work, complaintId)
  if (!mayReadInside(work.actor)) throw refuse('complaints.not_found')
  return { data: await suggestedRecipients(work, complaint) }
}

export async function suggestedRecipients(work: Work, complaint: ComplaintRecord): Promise<Suggested[]> {
  const participants = await work.db
    .selectFrom('conversations_participants')
    .selectAll()
    .where('complaint_id', '=', complaint.id)
    .orderBy('since')
    .limit(200)
    .execute()
  const lately = await addressesOfLastExchange(work, complaint.id)
  const suggested = participants
    .filter(({ reason, address }) => isParty(reason) || lately.has(address))
    .map(({ reason, name, address }) => ({
      role: isParty(reason) ? ('to' as const) : ('cc' as const),
      name,
      address,
      reason: reason as Reason,
    })) // the column's check constraint holds the same codes
  if (suggested.some(({ role }) => role === 'to')) return suggested
  const onFile = complaint.customer_id ? await addressOnFile(work, complaint.customer_id) : null
  if (!onFile) return suggested
  const others = suggested.filter(({ address }) => address !== onFile.address.toLowerCase())
  return [{ role: 'to', name: onFile.name || null, address: onFile.address, reason: 'complained' }, ...others]
}

async function addressOnFile(work: Work, customerId: Id): Promise<{ name: string; address: string } | null> {
  const [customer] = await findCustomers(work, [customerId])
  const email = customer?.contacts.find(({ kind }) => kind === 'email')
  return customer && email ? { name: customer.name, address: email.value } : null
}

const isParty = (reason: string): boolean => reason === 'complained' || reason === 'represents'

/** The addresses on the last message that a person sent in, and on the last one that a person sent out. */
async function addressesOfLastExchange(work: Work, complaintId: Id): Promise<Set<string>> {
  const last = (direction: 'in' | 'out') =>
    work.db
      .selectFrom('conversations_messages')
      .select(['id', 'from_address'])
      .where('complaint_id', '=', complaintId)
      .where('direction', '=', direction)
      .where('kind', '=', 'message')
      .where('moved_to', 'is', null)
      .where((match) => match.not(match.or([match('bounce', '=', true), match('auto_reply', '=', true), match('loop', '=', true)])))
      .where((match) => match.or([match('state', 'is', null), match('state', '!=', 'withdrawn')]))
      .orderBy('at', 'desc')
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirst()
  const messages = [await last('in'), await last('out')].filter((message) => message !== undefined)
  if (messages.length === 0) return new Set()
  const recipients = await work.db
    .selectFrom('conversations_recipients')
    .select('address')
    .where('complaint_id', '=', complaintId)
    .where(
      'message_id',
      'in',
      messages.map(({ id }) => id),
    )
    .execute()
  return new Set(
    [...recipients.map(({ address }) => address), ...messages.flatMap(({ from_address }) => from_address ?? [])].map((address) =>
      address.toLowerCase(),
    ),
  )
}
