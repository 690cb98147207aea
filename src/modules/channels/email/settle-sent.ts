import { complaintFor, findByNumber } from '#modules/complaints/index.ts'
import { numbersIn } from '#modules/complaints/rules/number.ts'
import { findByMessageId, knownParticipant, recordSent } from '#modules/conversations/index.ts'
import type { Id } from '#platform/endpoint.ts'
import type { Work } from '#platform/work.ts'
import { mailboxAmong } from '../mailboxes/find-mailbox.ts'
import { incomingOf } from './incoming-message.ts'
import { isCustomerOf } from './match-thread.ts'
import type { Reading } from './reading.ts'
import { noteRepeated, putAside } from './settle-mail.ts'
import type { Understood } from './understand-mail.ts'

/** A mail out of an archive that one of our own addresses wrote: not a complaint, but our answer to one. */
export function isSentByUs({
  row,
  understood,
  mailboxes,
}: Pick<Reading, 'understood' | 'mailboxes'> & { row: { source: string } }): boolean {
  const { from, mail } = understood
  if (row.source !== 'import' || !from || !mailboxAmong(mailboxes, [from.address])) return false
  // A form that writes to us in our own name says in Reply-To for whom.
  return mail.replyTo.every(({ address }) => mailboxAmong(mailboxes, [address]))
}

/** Records what we sent long ago with the complaint that it answers; what answers none is put aside. */
export async function settleSent(work: Work, reading: Reading): Promise<void> {
  const { understood } = reading
  const [known] = understood.messageId ? await findByMessageId(work, [understood.messageId]) : []
  if (known) return noteRepeated(work, reading, { complaint: known.complaint_id, message: known.id })
  const complaint = await findSentThread(work, understood)
  if (!complaint) return putAside(work, reading, { why: 'sent_by_us' })
  const message = await recordSent(work, { ...incomingOf(reading), complaint })
  return noteRepeated(work, reading, { complaint, message: message.id })
}

/** The complaint that a mail of ours answers: one that it names, and whose customer or participant it went to. */
export async function findSentThread(work: Work, { chain, mail }: Understood): Promise<Id | null> {
  const byChain = (await findByMessageId(work, chain)).toSorted(
    (one, other) => chain.indexOf(one.message_id) - chain.indexOf(other.message_id),
  )
  const candidates = new Set(byChain.map(({ complaint_id }) => complaint_id))
  for (const number of numbersIn(mail.subject).slice(0, 5)) {
    const complaint = await findByNumber(work, number)
    if (complaint) candidates.add(complaint.id)
  }
  const addresses = [...mail.to, ...mail.cc].map(({ address }) => address).slice(0, 50)
  for (const id of candidates) if (await wentToSomebodyOf(work, id, addresses)) return id
  return null
}

async function wentToSomebodyOf(work: Work, id: Id, addresses: readonly string[]): Promise<boolean> {
  const complaint = await complaintFor(work, id)
  for (const address of addresses) {
    if ((await isCustomerOf(work, complaint, address)) || (await knownParticipant(work, id, address))) return true
  }
  return false
}
