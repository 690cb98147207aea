import type { ClientBase } from 'pg'

export interface Table {
  name: string
  /** Quoted, without generated ones, in the catalogue's order. */
  columns: string
  /** Quoted: the order in which rows are written and compared, the same wherever the database stands. */
  key: string
}

/**
 * The tables to keep, each after those it refers to. Unlogged ones are left out, and the search index, which triggers make anew from the rows. The workers are kept: where the backup is restored they are
 * dead, and what they were sending becomes `unsure`.
 */
export async function tablesOf(client: ClientBase): Promise<Table[]> {
  const { rows } = await client.query<Table & { refers_to: string[] }>(`
    select c.relname as name,
      (select string_agg(quote_ident(a.attname), ', ' order by a.attnum) from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
      (select string_agg(quote_ident(a.attname) || case when a.attcollation <> 0 then ' collate "C"' else '' end, ', ' order by array_position(i.indkey::int[], a.attnum::int)) from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = any(i.indkey)
        where i.indrelid = c.oid and i.indisprimary) as key,
      array(select distinct f.confrelid::regclass::text from pg_constraint f where f.conrelid = c.oid and f.contype = 'f' and f.confrelid <> c.oid) as refers_to
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind = 'r' and c.relpersistence = 'p' and c.relname not like 'migrations\\_%' and c.relname <> 'search_documents'
    order by c.relname`)
  return inOrder(rows)
}

function inOrder(tables: (Table & { refers_to: string[] })[]): Table[] {
  const placed: Table[] = []
  const rest = [...tables]
  while (rest.length > 0) {
    const at = rest.findIndex(({ refers_to }) => refers_to.every((name) => placed.some((table) => table.name === name)))
    const [next] = rest.splice(at, 1)
    if (at < 0 || !next) throw new Error('The tables refer to each other in a circle')
    placed.push(next)
  }
  return placed
}

const batch = 200

/** The rows of a table as JSON text, in the order of its key, some at a time: never the whole table in memory. */
export async function* rowsOf(client: ClientBase, { name, columns, key }: Table): AsyncGenerator<string[]> {
  // JSON text inside a row may hold line breaks only as \n: the frame's own separator is safe.
  await client.query(
    `declare backup_rows no scroll cursor for select row_to_json(r)::text as row from (select ${columns} from ${name} order by ${key}) r`,
  )
  for (;;) {
    const { rows } = await client.query<{ row: string }>(`fetch ${batch} from backup_rows`)
    if (rows.length === 0) break
    yield rows.map(({ row }) => row)
  }
  await client.query('close backup_rows')
}

/** Where each of our sequences stands. */
export async function sequencesOf(client: ClientBase): Promise<Record<string, number>> {
  const { rows } = await client.query<{ name: string; at: string | null }>(
    `select sequencename as name, last_value::text as at from pg_sequences where schemaname = 'public'`,
  )
  return Object.fromEntries(rows.map(({ name, at }) => [name, Number(at ?? 0)]))
}
