import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase } from '#test/database.ts'

const { kysely, transact } = await testDatabase()
await sql`create table numbers (n int primary key)`.execute(kysely)

const numbers = async () => (await sql<{ n: number }>`select n from numbers order by n`.execute(kysely)).rows.map(({ n }) => n)

test('what is written is there when the transaction is done, and gone when it throws', async () => {
  await transact((db) => sql`insert into numbers values (1)`.execute(db))
  const failing = transact(async (db) => {
    await sql`insert into numbers values (2)`.execute(db)
    throw new Error('No.')
  })
  await expect(failing).rejects.toThrow('No.')
  expect(await numbers()).toEqual([1])
})

test('statements that are asked together are carried out in the order in which they were asked', async () => {
  const seen = await transact((db) =>
    Promise.all([
      sql`insert into numbers values (10)`.execute(db),
      sql<{ most: number }>`select max(n) as most from numbers`.execute(db),
      sql`insert into numbers values (11)`.execute(db),
      sql<{ most: number }>`select max(n) as most from numbers`.execute(db),
    ]),
  )
  expect([seen[1].rows[0]?.most, seen[3].rows[0]?.most]).toEqual([10, 11])
})

test('when one of several fails, none of them is kept, and its error is the one that is told', async () => {
  const failing = transact((db) =>
    Promise.all([
      sql`insert into numbers values (20)`.execute(db),
      sql`insert into numbers values (1)`.execute(db),
      sql`insert into numbers values (21)`.execute(db),
    ]),
  )
  await expect(failing).rejects.toThrow('duplicate key')
  expect(await numbers()).not.toContain(20)
})

test('a failure that somebody swallowed does not pass for a commit', async () => {
  const swallowed = transact(async (db) => {
    await sql`insert into numbers values (30)`.execute(db)
    await sql`insert into numbers values (1)`.execute(db).catch(() => undefined)
  })
  await expect(swallowed).rejects.toThrow('given up')
  expect(await numbers()).not.toContain(30)
})

test('who comes when the transaction is over writes into nobody else’s', async () => {
  const late = await transact(async (db) => () => sql`insert into numbers values (40)`.execute(db))
  await expect(late()).rejects.toThrow('over')
  expect(await numbers()).not.toContain(40)
})

test('a table that was changed under a prepared statement is read all the same', async () => {
  const read = () => transact((db) => sql<Record<string, unknown>>`select * from numbers where n = ${1}`.execute(db))
  for (let turn = 0; turn < 8; turn += 1) await read()
  await sql`alter table numbers add column word text`.execute(kysely)
  const read8 = await Promise.all(Array.from({ length: 8 }, read))
  for (const { rows } of read8) expect(rows).toEqual([{ n: 1, word: null }])
})

test('many transactions at once each see their own', async () => {
  const sums = await Promise.all(
    Array.from({ length: 40 }, (_, turn) =>
      transact(async (db) => {
        await sql`insert into numbers values (${1000 + turn})`.execute(db)
        const { rows } = await sql<{ n: number }>`select n from numbers where n = ${1000 + turn}`.execute(db)
        return rows[0]?.n
      }),
    ),
  )
  expect(sums).toEqual(Array.from({ length: 40 }, (_, turn) => 1000 + turn))
})
