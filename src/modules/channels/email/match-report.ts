import { findByNumber } from '#modules/complaints/index.ts'
import { numbersIn } from '#modules/complaints/rules/number.ts'
import { findRecipientsOf, knownParticipant } from '#modules/conversations/index.ts'
import type { Work } from '#platform/work.ts'
import { returnedSubject } from './machines/returned-mail.ts'
import { findOwn, type OwnMessage } from './match-thread.ts'
import type { Understood } from './understand-mail.ts'

/** The mail of ours that a server reports about: by the Message-ID that it returns, else by the number and the recipient that it names. */
export async function matchReport(work: Work, { sifted, mail, chain }: Understood): Promise<OwnMessage | null> {
  const named = sifted.original.messageId ? [sifted.original.messageId, ...chain] : chain
  const [own] = await findOwn(work, named)
  if (own) return own
  for (const number of numbersIn(`${mail.subject}\n${returnedSubject(mail)}\n${mail.text.slice(0, 9_000)}`).slice(0, 3)) {
    const found = await lastSentTo(work, number, sifted.recipients)
    if (found) return found
  }
  return null
}

/**
 * The mail of ours that a machine answers by itself, if it answers for somebody whom we wrote to: by the Message-ID that it names, else by the
 * number in its subject. Old programs name no Message-ID.
 */
export async function matchAnswered(work: Work, { sifted, from, chain, mail }: Understood): Promise<OwnMessage | null> {
  if (!from) return null
  const named = sifted.original.messageId ? [sifted.original.messageId, ...chain] : chain
  const [own] = await findOwn(work, named)
  if (own) return (await wasSentTo(work, own, from.address)) ? own : null
  const [number] = numbersIn(mail.subject)
  return number ? lastSentTo(work, number, [from.address]) : null
}

async function wasSentTo(work: Work, own: OwnMessage, address: string): Promise<boolean> {
  const recipients = await findRecipientsOf(work, own.complaint, [own.id])
  const reached = recipients.some((one) => one.address.toLowerCase() === address.toLowerCase())
  return reached || knownParticipant(work, own.complaint, address)
}

async function lastSentTo(work: Work, number: string, addresses: readonly string[]): Promise<OwnMessage | null> {
  const complaint = await findByNumber(work, number)
  if (!complaint || addresses.length === 0) return null
  const sent = await work.db
    .selectFrom('conversations_messages as m')
    .innerJoin('conversations_recipients as r', (join) =>
      join.onRef('r.complaint_id', '=', 'm.complaint_id').onRef('r.message_id', '=', 'm.id'),
    )
    .select(['m.id', 'm.message_id'])
    .where('m.complaint_id', '=', complaint.id)
    .where('m.direction', '=', 'out')
    .where('m.message_id', 'is not', null)
    .where('m.at', '>', work.now.subtract({ hours: 24 * 7 }))
    .where((match) =>
      match(
        match.fn<string>('lower', ['r.address']),
        'in',
        addresses.map((address) => address.toLowerCase()),
      ),
    )
    .orderBy('m.at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return sent?.message_id ? { complaint: complaint.id, id: sent.id, messageId: sent.message_id } : null
}
