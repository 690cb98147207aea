import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { testDatabase } from './database.ts'

const { pool } = await testDatabase()
const modules = readdirSync(join(import.meta.dirname, '../src/modules'))
const platform = ['facts', 'files', 'http', 'jobs', 'sessions', 'migrations']

/** Keyed by a value that must be unique across complaints, they only point to one. */
const keyedByValue = new Set([
  'complaints_numbers',
  'conversations_message_ids',
  'people_link_keys',
  'channels_mails',
  'triage_corrections',
])

const tables = (
  await pool.query<{ name: string; columns: string[]; key: string[] }>(`select c.relname as name,
    array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
    coalesce((select array_agg(a.attname::text order by array_position(i.indkey::int[], a.attnum::int)) from pg_index i
      join pg_attribute a on a.attrelid = c.oid and a.attnum = any(i.indkey) where i.indrelid = c.oid and i.indisprimary), '{}') as key
    from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relkind = 'r' order by 1`)
).rows

const foreignKeys = (
  await pool.query<{
    from: string
    to: string
    first: string
  }>(`select f.conrelid::regclass::text as from, f.confrelid::regclass::text as to,
    (select attname::text from pg_attribute where attrelid = f.conrelid and attnum = f.conkey[1]) as first from pg_constraint f where f.contype = 'f'`)
).rows

test('every table begins with the word of its module, or of its part of the platform', () => {
  const owners = new Set([...modules, ...platform])
  expect(tables.filter(({ name }) => !owners.has(name.split('_')[0] ?? '')).map(({ name }) => name)).toEqual([])
})

test('every table has a primary key', () => {
  expect(
    tables
      .filter(({ key }) => key.length === 0)
      .map(({ name }) => name)
      .filter((name) => name !== 'migrations_lock'),
  ).toEqual([])
})

test('what belongs to a complaint is keyed by it first, so that the whole can be distributed by complaint', () => {
  const theirs = tables.filter(({ name, columns }) => columns.includes('complaint_id') && !keyedByValue.has(name))
  expect(theirs.filter(({ key }) => key[0] !== 'complaint_id').map(({ name }) => name)).toEqual([])
})

test('a foreign key from what belongs to a complaint begins with the complaint, or points to a reference table', () => {
  const reference = new Set([
    'complaints_categories',
    'people_agents',
    'people_teams',
    'channels_mailboxes',
    'remedies_budgets',
    'remedies_coupon_pools',
  ])
  const ofComplaint = new Set(tables.filter(({ columns }) => columns.includes('complaint_id')).map(({ name }) => name))
  expect(foreignKeys.filter(({ from, to, first }) => ofComplaint.has(from) && first !== 'complaint_id' && !reference.has(to))).toEqual([])
})

test('no foreign key crosses from complaints to customers', () => {
  const people = new Set(['people_customers', 'people_contacts'])
  expect(foreignKeys.filter(({ from, to }) => people.has(to) && !from.startsWith('people_'))).toEqual([])
})
