import { sql } from 'kysely'

interface Named {
  id: string
  name: string
}

/** The customer behind a column, as {id, name}: for the one query of a list. A customer without a name is known by an address. */
export const customerNamed = (
  column: string,
) => sql<Named | null>`(select json_build_object('id', c.id, 'name', coalesce(nullif(c.name, ''),
  (select k.value from people_contacts k where k.customer_id = c.id order by k.kind, k.added_at limit 1), '')) from people_customers c where c.id = ${sql.ref(column)})`

/** The colleague behind a column, as {id, name}. */
export const agentNamed = (column: string) =>
  sql<Named | null>`(select json_build_object('id', a.id, 'name', a.name) from people_agents a where a.id = ${sql.ref(column)})`

/** The team behind a column, as {id, name}. */
export const teamNamed = (column: string) =>
  sql<Named | null>`(select json_build_object('id', t.id, 'name', t.name) from people_teams t where t.id = ${sql.ref(column)})`
