import { sql } from 'kysely'
import { shownAddress } from '#platform/shown-address.ts'

// The inner table is called `named` in each, so that no query's own alias is hidden by it.

interface Named {
  id: string
  name: string
}

/** The customer behind a column, as {id, name}: for the one query of a list. A customer without a name is known by an address. */
export const customerNamed = (
  column: string,
) => sql<Named | null>`(select json_build_object('id', named.id, 'name', coalesce(nullif(named.name, ''),
  (select k.value from people_contacts k where k.customer_id = named.id order by k.kind, k.added_at limit 1), '')) from people_customers named where named.id = ${sql.ref(column)})`

/** The same for eyes: an address that stands for a name in its own letters. */
export const shownCustomer = (customer: Named | null): Named | null => customer && { ...customer, name: shownAddress(customer.name) }

/** The colleague behind a column, as {id, name}. */
export const agentNamed = (column: string) =>
  sql<Named | null>`(select json_build_object('id', named.id, 'name', named.name) from people_agents named where named.id = ${sql.ref(column)})`

/** The team behind a column, as {id, name}. */
export const teamNamed = (column: string) =>
  sql<Named | null>`(select json_build_object('id', named.id, 'name', named.name) from people_teams named where named.id = ${sql.ref(column)})`
