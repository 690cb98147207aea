import { editComplaint } from '#modules/complaints/index.ts'
import { recogniseCustomer } from '#modules/people/index.ts'
import type { Id } from '#platform/endpoint.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { mayNameComplainant } from '../access.ts'
import type { Forwarded, Message } from '../contract.ts'
import { messageForUpdate } from '../find-message.ts'
import { presentMessage } from '../timeline/present-message.ts'
import { addParticipants } from './add-participants.ts'
import '../refusals.ts'

/** A colleague passed a customer's mail on, and a person says so: its writer becomes the customer. Nobody is assumed to be one silently. */
export async function nameComplainant(work: Work, asked: { complaint: Id; message: Id }, address: string): Promise<Message> {
  const { complaint, message } = await messageForUpdate(work, asked.complaint, asked.message)
  if (!mayNameComplainant(work.actor, complaint, message)) throw refuse('conversations.customer_known')
  // Written only by receive-message, in this shape.
  const forwarded = message.forwarded as unknown as Forwarded[]
  const writer = forwarded.find(({ from }) => from?.address.toLowerCase() === address.toLowerCase())?.from
  const customer = writer && (await recogniseCustomer(work, { name: writer.name, email: writer.address }))
  if (!customer) throw refuse('conversations.not_forwarded')
  const changed = await editComplaint(work, complaint.id, { customer_id: customer.id, version: complaint.version })
  await addParticipants(work, { complaint: complaint.id, people: [{ ...writer, reason: 'complained' }] })
  await work.announce({ fact: 'complainant.named', complaint: complaint.id, customer: customer.id, message: message.id })
  return presentMessage(work, changed, message)
}
