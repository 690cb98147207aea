import { expect, test } from 'vitest'
import { checkTables, writesIn } from './check-tables.ts'
import { onATree } from './on-a-tree.ts'

const remedies = { 'src/modules/remedies/index.ts': '' }

test('an owner writes its own tables, by Kysely and by SQL', async () => {
  const text = "db.insertInto('remedies_remedies'); sql`update remedies_remedies set state = 'paid'`"
  expect(await onATree(checkTables, { 'src/modules/remedies/offer-remedy.ts': text })).toEqual([])
})

test.each([
  ["work.db.insertInto('remedies_remedies')"],
  ["work.db\n  .updateTable('remedies_remedies as r')"],
  ["work.db.deleteFrom('remedies_remedies')"],
  ["work.db.mergeInto('remedies_remedies')"],
  ['sql`insert into remedies_remedies (id) values (1)`'],
  ["sql`update remedies_remedies r set state = 'paid'`"],
  ['sql`delete from remedies_remedies`'],
  ['sql`TRUNCATE TABLE remedies_remedies`'],
])('a module that writes the table of another is named: %s', async (text) => {
  const faults = await onATree(checkTables, { ...remedies, 'src/modules/procedure/tick.ts': text })
  expect(faults).toEqual([expect.stringContaining('writes remedies_remedies, which belongs to src/modules/remedies/')])
})

test('the table of a part of platform is written by that part only', async () => {
  const text = "db.insertInto('sessions_logins')"
  const files = { 'src/platform/sessions/sign-in.ts': text, 'src/platform/sessions.ts': text, 'src/platform/http/door.ts': text }
  expect(await onATree(checkTables, files)).toEqual([expect.stringContaining('src/platform/http/door.ts:1')])
})

test('a table that belongs to nobody is named', async () => {
  const faults = await onATree(checkTables, { 'src/modules/people/x.ts': "db.insertInto('gifts_gifts')" })
  expect(faults).toEqual([expect.stringContaining('belongs to nobody')])
})

test('a module cannot hide the table that it writes', async () => {
  const faults = await onATree(checkTables, { 'src/modules/people/x.ts': 'db.insertInto(table).values(row)' })
  expect(faults).toEqual([expect.stringContaining('hides the table')])
})

test('tests write what they like, and prose is not SQL', async () => {
  const files = {
    ...remedies,
    'src/modules/people/x.test.ts': "db.deleteFrom('remedies_remedies')",
    'src/modules/people/y.ts': '// Insert into the list, update the state and set it. Then delete from it.',
  }
  expect(await onATree(checkTables, files)).toEqual([])
})

test('a write is found on its line', () => {
  expect(writesIn('\n\nsql`\n  insert into public.facts_facts values (1)`')).toEqual([{ table: 'public.facts_facts', line: 4 }])
})
