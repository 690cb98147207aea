import type { Id } from '#platform/endpoint.ts'
import { newId } from '#platform/id.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import type { Customer } from '../contract.ts'
import { customerFor, customerForUpdate } from './find-customers.ts'
import '../refusals.ts'

/** Pins a note to a customer. Staff only: it never leaves the house. */
export async function pinNote(work: Work, customer: Id, text: string): Promise<Customer> {
  await customerForUpdate(work, customer)
  const id = newId()
  await work.db
    .insertInto('people_customer_notes')
    .values({ customer_id: customer, id, text, pinned_by: work.actor.kind === 'person' ? work.actor.id : null, pinned_at: work.now })
    .execute()
  await work.announce({ fact: 'customer.noted', stream: 'customer', customer, note: id })
  return customerFor(work, customer)
}

/** Takes a note off; it stays in the record. Twice is harmless. */
export async function removeNote(work: Work, customer: Id, note: Id): Promise<Customer> {
  const found = await work.db
    .selectFrom('people_customer_notes')
    .select('removed_at')
    .where('customer_id', '=', customer)
    .where('id', '=', note)
    .forUpdate()
    .executeTakeFirst()
  if (!found) throw refuse('people.note_not_found')
  if (found.removed_at) return customerFor(work, customer)
  await work.db
    .updateTable('people_customer_notes')
    .set({ removed_at: work.now, removed_by: work.actor.kind === 'person' ? work.actor.id : null })
    .where('customer_id', '=', customer)
    .where('id', '=', note)
    .execute()
  await work.announce({ fact: 'customer.unnoted', stream: 'customer', customer, note })
  return customerFor(work, customer)
}
