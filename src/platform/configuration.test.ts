import { expect, test } from 'vitest'
import { testDatabase } from '#test/database.ts'
import { readConfiguration } from './configuration.ts'
import { openDatabase } from './database.ts'

const read = (environment: Record<string, string>) => readConfiguration(environment)
const url = 'postgresql://user:password@host:5432/redress'

test('a database is named by its host, or by the folder of its socket with an empty host', () => {
  for (const said of [
    url,
    'postgres://host/redress',
    'postgresql:///redress?host=/var/run/postgresql',
    'postgresql://user@/redress?host=/var/run/postgresql',
    'postgresql://user:p%40ss@/redress?host=/var/run/postgresql&port=5433',
    'postgresql://%2Fvar%2Frun%2Fpostgresql/redress',
  ])
    expect(read({ DATABASE_URL: said }).DATABASE_URL).toBe(said)
})

test('what is no address of a database is refused with one sentence that shows two that are', () => {
  for (const said of [
    'redress',
    '/var/run/postgresql',
    'mysql://host/redress',
    'postgresql:redress',
    'postgresql://host:99999/redress',
    'postgresql://a b/redress',
  ])
    expect(() => read({ DATABASE_URL: said })).toThrow(
      `DATABASE_URL must be an address such as ${url}, or postgresql:///redress?host=/var/run/postgresql. docs/operating.md lists every setting.`,
    )
})

test('what is accepted is what opens the database', async () => {
  const here = new URL((await testDatabase()).url.replace('@/', '@localhost/'))
  const [host, port] = [here.searchParams.get('host') ?? here.hostname, here.searchParams.get('port') ?? here.port]
  const password = here.password && `:${here.password}`
  const said = `postgresql://${here.username}${password}@${here.pathname}?host=${encodeURIComponent(decodeURIComponent(host))}&port=${port}`
  const database = openDatabase(read({ DATABASE_URL: said }).DATABASE_URL ?? '', 1)
  const { rows } = await database.pool.query('select current_database() as name')
  await database.close()
  expect(`/${rows[0].name}`).toBe(here.pathname)
})
