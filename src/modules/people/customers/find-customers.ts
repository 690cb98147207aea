import { type RawBuilder, sql } from 'kysely'
import { cursorAfter, readCursor } from '#platform/cursor.ts'
import type { Id, Language } from '#platform/endpoint.ts'
import { fold } from '#platform/fold.ts'
import { refuse } from '#platform/refusal.ts'
import { shownAddress } from '#platform/shown-address.ts'
import type { Work } from '#platform/work.ts'
import { mayEditCustomers } from '../access.ts'
import type { Contact, Customer, CustomerRow } from '../contract.ts'
import { normalContact } from '../rules.ts'
import '../refusals.ts'

const folded = sql<string>`fold(c.name) collate "C"`
const contacts = sql<
  CustomerRow['contacts']
>`coalesce((select json_agg(json_build_object('kind', k.kind, 'value', k.value) order by k.kind, k.added_at, k.normal)
  from people_contacts k where k.customer_id = c.id), '[]')`
const notes = sql<Customer['notes']>`coalesce((select json_agg(json_build_object('id', n.id, 'text', n.text, 'at', n.pinned_at,
  'by', (select json_build_object('id', a.id, 'name', a.name) from people_agents a where a.id = n.pinned_by)) order by n.pinned_at desc, n.id desc)
  from people_customer_notes n where n.customer_id = c.id and n.removed_at is null), '[]')`

/** The customers with these ids, with their contacts, in no order. */
export async function findCustomers(work: Work, ids: readonly Id[]) {
  if (ids.length === 0) return []
  return work.db
    .selectFrom('people_customers as c')
    .selectAll('c')
    .select(contacts.as('contacts'))
    .where('c.id', 'in', [...ids])
    .execute()
}

// More than this many hits of one kind is no search any more; the list says so by ending.
const mostFound = 2000

/** Customers by name; with `q` those whose name holds it, or a contact begins with it. */
export async function listCustomers(work: Work, asked: { cursor?: string | undefined; limit: number; q?: string | undefined }) {
  const after = await lastShown(work, asked.cursor)
  const wanted = asked.q?.trim()
  const rows = await work.db
    .selectFrom('people_customers as c')
    .select(['c.id', 'c.name', 'c.language', 'c.created_at', folded.as('folded'), contacts.as('contacts')])
    .$if(Boolean(wanted), (query) => query.where('c.id', 'in', found(wanted ?? '')))
    .$if(after !== null, (query) => query.where(sql<boolean>`(${folded}, c.id) > (${after?.folded}, ${after?.id}::uuid)`))
    .orderBy(folded)
    .orderBy('c.id')
    .limit(asked.limit + 1)
    .execute()
  const shown = rows.slice(0, asked.limit)
  const last = rows.length > asked.limit ? shown.at(-1) : undefined
  const data = shown.map(({ folded: _folded, ...row }) => ({
    ...row,
    contacts: row.contacts.map(presentContact),
    language: row.language as Language | null,
    created_at: row.created_at.toString(),
  }))
  return { data, next: last ? cursorAfter([last.id]) : null }
}

// The cursor names the customer only: a name may be longer than a cursor.
async function lastShown(work: Work, cursor: string | undefined) {
  const after = readCursor(cursor, ['id'])
  if (!after) return null
  const last = await work.db
    .selectFrom('people_customers as c')
    .select(['c.id', folded.as('folded')])
    .where('c.id', '=', after[0] ?? '')
    .executeTakeFirst()
  if (!last) throw refuse('platform.unknown_cursor')
  return last
}

function found(wanted: string): RawBuilder<string> {
  const inName = `%${literally(fold(wanted))}%`
  const beginnings = [
    ...new Set([normalContact('phone', wanted), normalContact('account_number', wanted), wanted.toLowerCase(), fold(wanted)]),
  ].filter(Boolean)
  const inContacts = sql.join(
    beginnings.map((beginning) => sql`k.normal like ${`${literally(beginning)}%`}`),
    sql` or `,
  )
  return sql`(select f.id from (select n.id from people_customers n where fold(n.name) like ${inName} limit ${mostFound}) f
    union select g.customer_id from (select k.customer_id from people_contacts k where ${inContacts} limit ${mostFound}) g)`
}

function presentContact({ kind, value }: Contact): Contact {
  const shown = kind === 'email' ? shownAddress(value) : value
  return shown === value ? { kind, value } : { kind, value, shown }
}

const literally = (text: string): string => text.replace(/[\\%_]/g, '\\$&')

/** One customer, as staff see them. Refuses who is not there. */
export async function customerFor(work: Work, id: Id): Promise<Customer> {
  const row = await work.db
    .selectFrom('people_customers as c')
    .selectAll('c')
    .select([contacts.as('contacts'), notes.as('notes')])
    .where('c.id', '=', id)
    .executeTakeFirst()
  if (!row) throw refuse('people.customer_not_found')
  return {
    ...row,
    contacts: row.contacts.map(presentContact),
    language: row.language as Language | null,
    preferred_channel: row.preferred_channel as Customer['preferred_channel'],
    created_at: row.created_at.toString(),
    may: { edit: mayEditCustomers(work.actor) },
  }
}

/** Locks a customer for a change, and gives their version. */
export async function customerForUpdate(work: Work, id: Id): Promise<{ id: Id; version: number }> {
  const row = await work.db.selectFrom('people_customers').select(['id', 'version']).where('id', '=', id).forUpdate().executeTakeFirst()
  if (!row) throw refuse('people.customer_not_found')
  return row
}
