import { expect, test } from 'vitest'
import { takeComplaint } from '#modules/conversations/index.ts'
import { theDesk } from '#platform/actor.ts'
import { scene } from '#test/scene.ts'
import { sealFacts } from './seal-facts.ts'
import { verifyFacts } from './verify-facts.ts'

const { house, open, db, clock } = await scene()
const { pool } = house.database
const url = pool.options.connectionString ?? ''

test('every chain holds, also those of more than nine facts', async () => {
  const complaint = await complain()
  for (let n = 0; n < 12; n += 1) await open(theDesk, (work) => work.announce({ fact: 'complaint.tagged', complaint, tag: `t${n}` }))

  const { facts, streams, broken } = await verifyFacts(url)

  expect(broken).toEqual([])
  expect(streams).toBeGreaterThan(0)
  expect(facts).toBeGreaterThan(12)
})

test('a person who is erased leaves the chain whole', async () => {
  const complaint = await complain()
  await db.updateTable('complaints_complaints').set({ words_salt: null }).where('id', '=', complaint).execute()
  await db.updateTable('complaints_complaints').set({ words: '' }).where('id', '=', complaint).execute()

  expect((await verifyFacts(url)).broken).toEqual([])
})

test('a fact that was changed is found', async () => {
  const stream = `complaint/${await complain()}`
  await undone(`update facts_facts set actor = 'person/somebody-else' where stream = '${stream}' and seq = 1`, async () => {
    expect((await verifyFacts(url)).broken).toEqual([`${stream} 1`])
  })
})

test('a chain that was rewritten from a fact on no longer fits the next, and one that lost its end no longer fits its head', async () => {
  const stream = `complaint/${await complain()}`
  const rehashed = `update facts_facts set data = '{}', hash = facts_digest(prev_hash, stream, seq, fact, actor, at, '{}') where stream = '${stream}' and seq = 1`
  await undone(rehashed, async () => expect((await verifyFacts(url)).broken).toEqual([`${stream} 2`]))
  const cut = `delete from facts_facts where stream = '${stream}' and seq = (select max(seq) from facts_facts where stream = '${stream}')`
  await undone(cut, async () => expect((await verifyFacts(url)).broken).toEqual([`${stream} head`]))
})

test('a chain that was written anew as a whole, or taken away, no longer fits the day’s seal', async () => {
  const stream = `complaint/${await complain()}`
  clock.pass({ hours: 1 })
  await seal()
  const [newest] = await db.selectFrom('facts_seals').selectAll().orderBy('sealed_at', 'desc').execute()
  expect(newest?.facts).toBeGreaterThan(0)
  expect((await verifyFacts(url)).broken).toEqual([])

  const gone = `delete from facts_facts where stream = '${stream}'; delete from facts_streams where stream = '${stream}'`
  await undone(gone, async () =>
    expect((await verifyFacts(url)).broken).toEqual([`seal ${newest?.sealed_at.toString({ smallestUnit: 'millisecond' })}`]),
  )
})

test('sealing the same moment twice is once, and what comes later does not break the seal', async () => {
  clock.pass({ hours: 1 })
  await seal()
  await seal()
  await complain()

  expect((await verifyFacts(url)).broken).toEqual([])
})

async function complain(): Promise<string> {
  const complaint = await open(theDesk, (work) =>
    takeComplaint(work, { text: 'Late again.', channel: 'phone', customer: { email: 'ada@customer.example' } }),
  )
  return complaint.id
}

const seal = () => sealFacts.run({ step: (run) => open(theDesk, run), signal: new AbortController().signal, worker: 'test' }, {})

/** Somebody who owns the database changes the record behind the trigger; afterwards it is as it was. */
async function undone(change: string, look: () => Promise<void>) {
  const [facts, streams] = [
    await db.selectFrom('facts_facts').selectAll().execute(),
    await db.selectFrom('facts_streams').selectAll().execute(),
  ]
  await pool.query(`alter table facts_facts disable trigger user; ${change}`)
  try {
    await look()
  } finally {
    await pool.query('delete from facts_facts; delete from facts_streams')
    for (const { data, ...row } of facts)
      await db
        .insertInto('facts_facts')
        .values({ ...row, data: JSON.stringify(data) })
        .execute()
    for (const row of streams) await db.insertInto('facts_streams').values(row).execute()
    await pool.query('alter table facts_facts enable trigger user')
  }
}
