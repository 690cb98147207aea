import * as z from 'zod/mini'
import { endpoint, Id, Language, Page, pageOf, text, Version, words } from '#platform/endpoint.ts'

export const ContactKind = z.enum(['email', 'phone', 'account_number', 'postal_address'])
export type ContactKind = z.output<typeof ContactKind>
/** `shown` is a mail address for eyes, where its domain is written in other letters than it is sent in. */
export const Contact = z.object({ kind: ContactKind, value: z.string(), shown: z.optional(z.string()) })
export type Contact = z.output<typeof Contact>
export const NewContact = z.object({ kind: ContactKind, value: words(500) })
export type NewContact = z.output<typeof NewContact>
const Channel = z.enum(['email', 'phone', 'letter', 'counter', 'chat', 'social'])

export const CustomerRow = z.object({
  id: Id,
  name: z.string(),
  language: z.nullable(Language),
  contacts: z.array(Contact),
  created_at: z.string(),
})
export type CustomerRow = z.output<typeof CustomerRow>
export const PinnedNote = z.object({ id: Id, text: z.string(), by: z.nullable(z.object({ id: Id, name: z.string() })), at: z.string() })
export const Customer = z.extend(CustomerRow, {
  salutation: z.nullable(z.string()),
  preferred_channel: z.nullable(Channel),
  /** What they need from us: large print, a relay call, somebody who speaks for them. */
  needs: z.nullable(z.string()),
  notes: z.array(PinnedNote),
  version: Version,
  may: z.object({ edit: z.boolean() }),
})
export type Customer = z.output<typeof Customer>

const about = {
  salutation: z.optional(z.nullable(text(60))),
  language: z.optional(z.nullable(Language)),
  preferred_channel: z.optional(z.nullable(Channel)),
  needs: z.optional(z.nullable(text(1000))),
}
export const NewCustomer = z.object({ name: text(200), ...about, contacts: z._default(z.array(NewContact).check(z.maxLength(20)), []) })
export type NewCustomer = z.output<typeof NewCustomer>
export const CustomerChange = z.object({ name: z.optional(text(200)), ...about })
export type CustomerChange = z.output<typeof CustomerChange>

export const listCustomers = endpoint('GET /customers', {
  requires: 'customers.read',
  about: 'Customers by name; `q` finds any part of a name, or the beginning of an address, a telephone or an account number.',
  query: z.object({ ...Page, q: z.optional(text(200)) }),
  answers: pageOf(CustomerRow),
})
export const getCustomer = endpoint('GET /customers/:customer', { requires: 'customers.read', about: 'One customer.', answers: Customer })
export const addCustomer = endpoint('POST /customers', {
  requires: 'customers.edit',
  about: 'Adds a customer.',
  body: NewCustomer,
  answers: Customer,
  status: 201,
})
export const editCustomer = endpoint('PATCH /customers/:customer', {
  requires: 'customers.edit',
  about: 'Changes a customer; with If-Match.',
  body: CustomerChange,
  answers: Customer,
})
export const addContact = endpoint('POST /customers/:customer/contacts', {
  requires: 'customers.edit',
  about: 'Adds a way to reach a customer.',
  body: NewContact,
  answers: Customer,
  status: 201,
})
export const removeContact = endpoint('POST /customers/:customer/contacts/removal', {
  requires: 'customers.edit',
  about: 'Removes a way to reach a customer.',
  body: NewContact,
  answers: Customer,
})
export const pinNote = endpoint('POST /customers/:customer/notes', {
  requires: 'customers.edit',
  about: 'Pins a note to a customer; colleagues see it beside each of their complaints.',
  body: z.object({ text: words(4000) }),
  answers: Customer,
  status: 201,
})
export const removeNote = endpoint('POST /customers/:customer/notes/:note/removal', {
  requires: 'customers.edit',
  about: 'Takes a pinned note off.',
  answers: Customer,
})
