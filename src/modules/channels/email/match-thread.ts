import { type ComplaintRecord, complaintFor, findByNumber, findNumbers } from '#modules/complaints/index.ts'
import { numbersIn } from '#modules/complaints/rules/number.ts'
import { findByMessageId, findByThread, knownParticipant } from '#modules/conversations/index.ts'
import { bareSubject } from '#modules/conversations/rules/subject-line.ts'
import { findCustomers } from '#modules/people/index.ts'
import type { Id } from '#platform/endpoint.ts'
import type { Work } from '#platform/work.ts'
import { complaintsAddressed } from './reply-token.ts'
import { threadIndexOf } from './thread-index.ts'
import { addressees, type Understood } from './understand-mail.ts'

/** To which complaint a mail belongs. `proved`: it names what only who received our mail can know. */
export interface Thread {
  complaint: ComplaintRecord
  byCustomer: boolean
  proved: boolean
}

/** A mail of ours that another mail names. */
export interface OwnMessage {
  complaint: Id
  id: Id
  messageId: string
}

/**
 * The complaint that a mail answers: by a Message-ID or a reply address of ours, by any known Message-ID in its chain, by the number in its
 * subject, by Outlook's Thread-Index; each only where the writer takes part. Who names a complaint without taking part in it is a stranger there: `named` is the first that
 * a person may attach it to. By header alone nobody is let in, and a prefix of the subject says nothing.
 */
export async function matchThread(work: Work, understood: Understood): Promise<Thread | { named: Id } | null> {
  const address = understood.from?.address
  if (!address) return null
  const { proving, candidates } = await namedBy(work, understood)
  const found = (await whereKnown(work, candidates, address)) ?? (await whereKnown(work, await sameConversation(work, understood), address))
  if (found) return { ...found, proved: proving.has(found.complaint.id) }
  // A Thread-Index survives what is no answer, too: of a stranger it says nothing.
  return candidates[0] ? { named: candidates[0] } : null
}

async function whereKnown(work: Work, candidates: readonly Id[], address: string): Promise<Omit<Thread, 'proved'> | null> {
  for (const id of candidates) {
    const complaint = await complaintFor(work, id)
    const byCustomer = await isCustomerOf(work, complaint, address)
    if (byCustomer || (await knownParticipant(work, id, address))) return { complaint, byCustomer }
  }
  return null
}

/** Those of the ids that are mails which we sent, in the order in which they are named. */
export async function findOwn(work: Work, messageIds: readonly string[]): Promise<OwnMessage[]> {
  return (await knownAmong(work, messageIds)).flatMap(({ direction, message_id, complaint_id, id }) =>
    direction === 'out' ? [{ complaint: complaint_id, id, messageId: message_id }] : [],
  )
}

/** The customer writes from one of their own addresses, whether it has taken part here before or not. */
export async function isCustomerOf(work: Work, { customer_id }: ComplaintRecord, address: string): Promise<boolean> {
  if (!customer_id) return false
  const [customer] = await findCustomers(work, [customer_id])
  return customer?.contacts.some(({ kind, value }) => kind === 'email' && value.toLowerCase() === address.toLowerCase()) ?? false
}

// A mail that names more complaints than these was not written by hand.
const mostCandidates = 20
const mostNumbers = 5

/** The complaints that a mail names, what is hardest to forge first. */
async function namedBy(work: Work, understood: Understood): Promise<{ proving: ReadonlySet<Id>; candidates: Id[] }> {
  const known = await knownAmong(work, understood.chain)
  const ours = known.filter(({ direction }) => direction === 'out')
  const proving = [...ours.map(({ complaint_id }) => complaint_id), ...(await complaintsAddressed(work, addressees(understood)))]
  const inChain = known.map(({ complaint_id }) => complaint_id)
  const candidates = new Set([...proving, ...inChain, ...(await complaintsNumbered(work, understood.mail.subject))])
  return { proving: new Set(proving), candidates: [...candidates].slice(0, mostCandidates) }
}

/** The complaints of the conversation that Outlook counts a mail to. One that answers nothing may be a template sent once more: only its subject tells. */
async function sameConversation(work: Work, { mail }: Understood): Promise<Id[]> {
  const index = threadIndexOf(mail)
  if (!index) return []
  const [known, ours] = await Promise.all([findByThread(work, index.guid), findNumbers(work, [index.guid])])
  const same = known.filter(({ subject }) => index.answers || bareSubject(subject) === bareSubject(mail.subject))
  return [...new Set([...ours.map(({ id }) => id), ...same.map(({ complaint_id }) => complaint_id)])].slice(0, mostCandidates)
}

async function knownAmong(work: Work, messageIds: readonly string[]) {
  const known = await findByMessageId(work, messageIds)
  return messageIds.flatMap((id) => known.filter(({ message_id }) => message_id === id))
}

async function complaintsNumbered(work: Work, subject: string): Promise<Id[]> {
  const found: Id[] = []
  for (const number of numbersIn(subject).slice(0, mostNumbers)) {
    const complaint = await findByNumber(work, number)
    if (complaint) found.push(complaint.id)
  }
  return found
}
