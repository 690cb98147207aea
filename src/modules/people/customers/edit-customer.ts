import type { Id } from '#platform/endpoint.ts'
import { newId } from '#platform/id.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import type { Customer, CustomerChange, NewContact, NewCustomer } from '../contract.ts'
import { normalContact } from '../rules.ts'
import { addContacts, ownEmail } from './add-contacts.ts'
import { customerFor, customerForUpdate } from './find-customers.ts'
import '../refusals.ts'

/** Adds a customer by hand. Refuses an e-mail address that another customer has. */
export async function addCustomer(work: Work, { contacts, ...asked }: NewCustomer): Promise<Customer> {
  const id = newId()
  await work.db
    .insertInto('people_customers')
    .values({ ...asked, name: asked.name.trim(), id, created_at: work.now })
    .execute()
  for (const contact of contacts) await takeContact(work, id, contact)
  await work.announce({ fact: 'customer.added', stream: 'customer', customer: id })
  return customerFor(work, id)
}

export async function editCustomer(
  work: Work,
  id: Id,
  { version, change }: { version: number; change: CustomerChange },
): Promise<Customer> {
  const before = await customerForUpdate(work, id)
  if (before.version !== version) throw refuse('platform.stale_version', { version: before.version })
  await work.db
    .updateTable('people_customers')
    .set({ ...change, version: version + 1 })
    .where('id', '=', id)
    .execute()
  await work.announce({ fact: 'customer.changed', stream: 'customer', customer: id, fields: Object.keys(change) })
  return customerFor(work, id)
}

/** Adds a way to reach a customer. The same one twice is harmless. */
export async function addContact(work: Work, id: Id, contact: NewContact): Promise<Customer> {
  await changed(work, id, contact.kind)
  await takeContact(work, id, contact)
  return customerFor(work, id)
}

/** Removes a way to reach a customer. One that is not there is gone already. */
export async function removeContact(work: Work, id: Id, { kind, value }: NewContact): Promise<Customer> {
  await changed(work, id, kind)
  const normal = normalContact(kind, value)
  await work.db.deleteFrom('people_contacts').where('customer_id', '=', id).where('kind', '=', kind).where('normal', '=', normal).execute()
  if (kind === 'email')
    await work.db.deleteFrom('people_email_owners').where('address', '=', normal).where('customer_id', '=', id).execute()
  return customerFor(work, id)
}

async function takeContact(work: Work, id: Id, { kind, value }: NewContact) {
  const normal = normalContact(kind, value)
  if (!normal) throw refuse('people.contact_not_readable', { value })
  if (kind === 'email') {
    const owner = await ownEmail(work, normal, id)
    if (owner !== id) throw refuse('people.contact_taken', { customer: owner })
  }
  await addContacts(work, id, [{ kind, value }])
}

async function changed(work: Work, id: Id, field: string) {
  const { version } = await customerForUpdate(work, id)
  await work.db
    .updateTable('people_customers')
    .set({ version: version + 1 })
    .where('id', '=', id)
    .execute()
  await work.announce({ fact: 'customer.changed', stream: 'customer', customer: id, fields: [field] })
}
