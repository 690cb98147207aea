import type { Id, Language } from '#platform/endpoint.ts'
import { newId } from '#platform/id.ts'
import type { Work } from '#platform/work.ts'
import type { ContactKind } from '../contract.ts'
import { normalContact } from '../rules.ts'
import { addContacts, ownEmail } from './add-contacts.ts'

export interface Recognisable {
  name?: string | null | undefined
  email?: string | null | undefined
  phone?: string | null | undefined
  /** A postal address. */
  address?: string | null | undefined
  accountNumber?: string | null | undefined
  language?: Language | null | undefined
}

export interface Recognised {
  id: Id
  isNew: boolean
  name: string
  language: Language | null
}

/**
 * Who this is: the owner of the e-mail address, else of the account number, else – where no address was given, for families share a
 * telephone – of the telephone; else somebody new. Adds what was not known, and never overwrites a name. Null when nothing was said.
 */
export async function recogniseCustomer(work: Work, asked: Recognisable): Promise<Recognised | null> {
  const said = bounded(asked)
  if (![said.name, said.email, said.phone, said.address, said.accountNumber].some((one) => one?.trim())) return null
  const fresh = newId()
  const known = await knownCustomer(work, said, fresh)
  const [recognised] = await Promise.all([
    known ? fillIn(work, known, said) : add(work, fresh, said),
    addContacts(work, known ?? fresh, [
      { kind: 'email', value: said.email },
      { kind: 'phone', value: said.phone },
      { kind: 'account_number', value: said.accountNumber },
      { kind: 'postal_address', value: said.address },
    ]),
  ])
  return recognised
}

// What comes in a mail's headers has no limits of its own.
function bounded({ language, ...said }: Recognisable): Recognisable {
  const longest = { name: 200, email: 254, phone: 60, address: 500, accountNumber: 60 }
  const cut = Object.entries(longest).map(([field, length]) => [
    field,
    said[field as keyof typeof said]?.replaceAll('\0', '').trim().slice(0, length),
  ])
  return { ...Object.fromEntries(cut), language }
}

async function knownCustomer(work: Work, said: Recognisable, fresh: Id): Promise<Id | null> {
  const email = normalContact('email', said.email ?? '')
  const owner = email ? await ownEmail(work, email, fresh) : fresh
  if (owner !== fresh) return owner
  const found = (await ownerOf(work, 'account_number', said.accountNumber)) ?? (email ? null : await ownerOf(work, 'phone', said.phone))
  if (found && email) await work.db.updateTable('people_email_owners').set({ customer_id: found }).where('address', '=', email).execute()
  return found
}

async function ownerOf(work: Work, kind: ContactKind, value: string | null | undefined): Promise<Id | null> {
  const normal = normalContact(kind, value ?? '')
  if (!normal) return null
  const owner = await work.db
    .selectFrom('people_contacts')
    .select('customer_id')
    .where('kind', '=', kind)
    .where('normal', '=', normal)
    .orderBy('added_at')
    .orderBy('customer_id')
    .limit(1)
    .executeTakeFirst()
  return owner?.customer_id ?? null
}

async function fillIn(work: Work, id: Id, { name, language }: Recognisable): Promise<Recognised> {
  const known = await work.db.selectFrom('people_customers').select(['name', 'language']).where('id', '=', id).executeTakeFirstOrThrow()
  const filled = { name: known.name || name?.trim() || '', language: (known.language as Language | null) ?? language ?? null }
  if (filled.name !== known.name)
    await work.db.updateTable('people_customers').set({ name: filled.name }).where('id', '=', id).where('name', '=', '').execute()
  if (filled.language !== known.language)
    await work.db
      .updateTable('people_customers')
      .set({ language: filled.language })
      .where('id', '=', id)
      .where('language', 'is', null)
      .execute()
  return { id, isNew: false, ...filled }
}

async function add(work: Work, id: Id, said: Recognisable): Promise<Recognised> {
  const [name, language] = [said.name?.trim() ?? '', said.language ?? null]
  await Promise.all([
    work.db.insertInto('people_customers').values({ id, name, language, created_at: work.now }).execute(),
    work.announce({ fact: 'customer.added', stream: 'customer', customer: id }),
  ])
  return { id, isNew: true, name, language }
}
