import type { Pool } from 'pg'

/** The schema as it stands in the catalogue, for reading in review: sequences, tables with their keys and indexes, functions, triggers. */
export async function readSchema(pool: Pool): Promise<string> {
  const parts = await Promise.all([sequences(pool), tables(pool), functions(pool), triggers(pool)])
  return `-- Generated from the catalogue by scripts/regenerate.ts, for reading. The truth is in the other files of this folder.\n\n${parts.flat().join('\n\n')}\n`
}

const ours = `n.nspname = 'public' and not exists (select 1 from pg_depend e where e.objid = c.oid and e.deptype = 'e')`

async function lines(pool: Pool, query: string): Promise<string[]> {
  const { rows } = await pool.query<{ line: string }>(query)
  return rows.map(({ line }) => line)
}

const sequences = (pool: Pool) =>
  lines(
    pool,
    `select format('create sequence %I;', c.relname) as line from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'S' and ${ours} order by c.relname`,
  )

async function tables(pool: Pool): Promise<string[]> {
  const { rows } = await pool.query<{ name: string; unlogged: boolean; oid: number }>(
    `select c.relname as name, c.relpersistence = 'u' as unlogged, c.oid::int as oid from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'r' and ${ours} and c.relname not like 'migrations\\_%' order by c.relname`,
  )
  return Promise.all(rows.map((table) => describe(pool, table)))
}

async function describe(pool: Pool, { name, unlogged, oid }: { name: string; unlogged: boolean; oid: number }): Promise<string> {
  const columns = await lines(
    pool,
    `select format('  %I %s', a.attname, format_type(a.atttypid, a.atttypmod))
        || case when a.attgenerated <> '' then format(' generated always as (%s) stored', pg_get_expr(d.adbin, d.adrelid))
                when d.adbin is not null then ' default ' || pg_get_expr(d.adbin, d.adrelid) else '' end
        || case when a.attnotnull then ' not null' else '' end as line
      from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
      where a.attrelid = ${oid} and a.attnum > 0 and not a.attisdropped order by a.attnum`,
  )
  const constraints = await lines(
    pool,
    `select '  ' || pg_get_constraintdef(oid) as line from pg_constraint where conrelid = ${oid} and contype <> 'n' order by position(contype in 'pufc'), pg_get_constraintdef(oid)`,
  )
  const indexes = await lines(
    pool,
    `select replace(pg_get_indexdef(indexrelid), 'public.', '') || ';' as line from pg_index where indrelid = ${oid}
      and not exists (select 1 from pg_constraint where conindid = indexrelid) order by indexrelid::regclass::text`,
  )
  return [`create ${unlogged ? 'unlogged ' : ''}table ${name} (\n${[...columns, ...constraints].join(',\n')}\n);`, ...indexes].join('\n')
}

const functions = (pool: Pool) =>
  lines(
    pool,
    `select replace(pg_get_functiondef(c.oid), 'public.', '') || ';' as line from pg_proc c join pg_namespace n on n.oid = c.pronamespace where ${ours} order by c.proname, c.oid::regprocedure::text`,
  )

const triggers = (pool: Pool) =>
  lines(
    pool,
    `select replace(pg_get_triggerdef(t.oid), 'public.', '') || ';' as line from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
      where not t.tgisinternal and ${ours} order by t.tgname`,
  )
