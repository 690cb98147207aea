import { complaintForUpdate } from '#modules/complaints/index.ts'
import type { Id } from '#platform/endpoint.ts'
import type { Work } from '#platform/work.ts'
import { asideForUpdate } from '../aside/find-aside.ts'
import { isCustomerOf } from './match-thread.ts'
import { readingOf } from './reading.ts'
import { attachMail, openMail } from './settle-mail.ts'

interface Settled {
  complaint: { id: Id; number: string }
}

/** A person makes a complaint of a mail that was put aside. */
export async function openAside(work: Work, id: Id): Promise<Settled> {
  const mail = await asideForUpdate(work, id)
  const complaint = await openMail(work, await readingOf(work, mail))
  await work.announce({ fact: 'mail.opened_by_hand', complaint: complaint.id, mail: mail.id })
  return { complaint: { id: complaint.id, number: complaint.number } }
}

/** A person adds a mail that was put aside to the complaint it belongs to. From now on its writer takes part there. */
export async function attachAside(work: Work, id: Id, to: Id): Promise<Settled> {
  // The complaint is locked first, as everywhere.
  const complaint = await complaintForUpdate(work, to)
  const reading = await readingOf(work, await asideForUpdate(work, id))
  const { from } = reading.understood
  const byCustomer = from !== null && (await isCustomerOf(work, complaint, from.address))
  await attachMail(work, reading, { does: 'attach', complaint, byCustomer, proved: false, bounced: null })
  await work.announce({ fact: 'mail.attached_by_hand', complaint: complaint.id, mail: id })
  return { complaint: { id: complaint.id, number: complaint.number } }
}
