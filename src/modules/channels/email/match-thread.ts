import { type ComplaintRecord, complaintFor, findByNumber } from '#modules/complaints/index.ts'
import { numbersIn } from '#modules/complaints/rules/number.ts'
import { findByMessageId, findMessageById, knownParticipant } from '#modules/conversations/index.ts'
import { findCustomers } from '#modules/people/index.ts'
import type { Id } from '#platform/endpoint.ts'
import type { Work } from '#platform/work.ts'
import type { Understood } from './understand-mail.ts'

/** To which complaint a mail belongs. `proved`: it quotes an id that only who received our mail can know. */
export type Thread = { complaint: ComplaintRecord; byCustomer: boolean; proved: boolean } | 'unknown_sender' | null

/** A mail of ours that another mail names. */
export interface OwnMessage {
  complaint: Id
  id: Id
  messageId: string
}

/**
 * The complaint that a mail answers: by a Message-ID of ours, by any known one in its chain, by the number in its subject; each only where the
 * writer takes part. Who names a complaint without taking part in it is unknown. By header alone nobody is let in.
 */
export async function matchThread(work: Work, understood: Understood): Promise<Thread> {
  const address = understood.from?.address
  if (!address) return null
  const known = await findByMessageId(work, understood.chain)
  const inOrder = understood.chain.flatMap((id) => known.filter(({ message_id }) => message_id === id))
  const own = await ownAmong(work, inOrder)
  const ofOwn = own.map(({ complaint }) => complaint)
  const byNumber = await complaintsNumbered(work, understood.mail.subject)
  const candidates = [...new Set([...ofOwn, ...inOrder.map(({ complaint_id }) => complaint_id), ...byNumber])]
  for (const id of candidates) {
    const complaint = await complaintFor(work, id)
    const byCustomer = await isCustomerOf(work, complaint, address)
    if (byCustomer || (await knownParticipant(work, id, address))) return { complaint, byCustomer, proved: ofOwn.includes(id) }
  }
  return candidates.length > 0 ? 'unknown_sender' : null
}

/** Those of the ids that are mails which we sent, in the order in which they are named. */
export async function findOwn(work: Work, messageIds: readonly string[]): Promise<OwnMessage[]> {
  const known = await findByMessageId(work, messageIds)
  return ownAmong(
    work,
    messageIds.flatMap((id) => known.filter(({ message_id }) => message_id === id)),
  )
}

// A mail names few messages of ours; mails that name many are bounded where they are read.
const mostLookedAt = 20

async function ownAmong(work: Work, known: { message_id: string; complaint_id: Id; id: Id }[]): Promise<OwnMessage[]> {
  const own: OwnMessage[] = []
  for (const { message_id, complaint_id, id } of known.slice(0, mostLookedAt)) {
    const message = await findMessageById(work, complaint_id, id)
    if (message?.direction === 'out') own.push({ complaint: complaint_id, id, messageId: message_id })
  }
  return own
}

async function complaintsNumbered(work: Work, subject: string): Promise<Id[]> {
  const found: Id[] = []
  for (const number of numbersIn(subject).slice(0, 5)) {
    const complaint = await findByNumber(work, number)
    if (complaint) found.push(complaint.id)
  }
  return found
}

/** The customer writes from one of their own addresses, whether it has taken part here before or not. */
export async function isCustomerOf(work: Work, { customer_id }: ComplaintRecord, address: string): Promise<boolean> {
  if (!customer_id) return false
  const [customer] = await findCustomers(work, [customer_id])
  return customer?.contacts.some(({ kind, value }) => kind === 'email' && value.toLowerCase() === address.toLowerCase()) ?? false
}
