import type { ComplaintRecord } from '#modules/complaints/index.ts'
import { withShownAddress } from '#platform/shown-address.ts'
import type { AppointedTime, Invitation } from '../contract.ts'
import type { MessageRecord } from '../find-message.ts'
import { maskNumbers } from '../rules/mask-numbers.ts'

/** The appointments that a message brings: whatever somebody could write freely is masked like the mail itself. */
export function presentInvitations(record: MessageRecord, complaint: ComplaintRecord): Invitation[] {
  const mask = (words: string) => maskNumbers(words, complaint.order_numbers)
  const maskTime = (time: AppointedTime) => ({ ...time, zone: time.zone && mask(time.zone) })
  const person = <One extends { name: string | null; address: string }>(one: One) =>
    withShownAddress({ ...one, name: one.name && mask(one.name), address: mask(one.address) })
  // Written only by receive-message, in this shape.
  const invitations = record.invitations as unknown as Invitation[]
  return invitations.map((one) => ({
    ...one,
    what: mask(one.what),
    description: mask(one.description),
    where: mask(one.where),
    start: one.start && maskTime(one.start),
    end: one.end && maskTime(one.end),
    organiser: one.organiser && person(one.organiser),
    people: one.people.map(person),
  }))
}
