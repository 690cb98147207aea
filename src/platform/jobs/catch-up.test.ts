import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { schedule } from '#src/schedule.ts'
import { scene } from '#test/scene.ts'
import { catchUp } from './catch-up.ts'

const { house, db } = await scene()
const { pool } = house.database
const morning = Temporal.Instant.from('2026-11-20T08:00:00Z')

const begin = (now: Temporal.Instant) => catchUp({ pool, schedule }, now)
const ran = (job: string, at: Temporal.Instant | null, since = '2026-10-01T00:00:00Z') =>
  sql`insert into graphile_worker._private_known_crontabs (identifier, known_since, last_execution)
    values (${job}, ${since}::timestamptz, ${at}::timestamptz)`.execute(db)
const waiting = async (job: string) => {
  const { rows } = await sql<{ count: number }>`select count(*) as count from graphile_worker._private_jobs j
    join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = ${job}`.execute(db)
  return Number(rows[0]?.count)
}

beforeEach(async () => {
  await sql`delete from graphile_worker._private_jobs`.execute(db)
  await sql`delete from graphile_worker._private_known_crontabs`.execute(db)
})

test('a desk that was off when its seal was due seals at its next start, once', async () => {
  await ran('seal-facts', Temporal.Instant.from('2026-11-19T02:10:00Z'))
  await begin(morning)
  await begin(morning.add({ minutes: 5 }))
  expect(await waiting('seal-facts')).toBe(1)
})

test('a desk that was off for days, and starts several times at once, seals once', async () => {
  await ran('seal-facts', Temporal.Instant.from('2026-11-12T02:10:00Z'))
  await Promise.all([begin(morning), begin(morning), begin(morning)])
  expect(await waiting('seal-facts')).toBe(1)
})

test('what ran in time is not done again; a desk that never ran has missed nothing', async () => {
  await ran('seal-facts', Temporal.Instant.from('2026-11-20T02:10:00Z'))
  await ran('sweep-answers', null, '2026-11-20T07:30:00Z')
  await begin(morning)
  for (const job of ['seal-facts', 'sweep-answers', 'sweep-files']) expect([job, await waiting(job)]).toEqual([job, 0])
})

test('a desk that was set up yesterday, and was off in its first night, catches up too', async () => {
  await ran('seal-facts', null, '2026-11-19T10:00:00Z')
  await begin(morning)
  expect(await waiting('seal-facts')).toBe(1)
})

test('the house does it by itself when its jobs start', async () => {
  await ran('seal-facts', Temporal.Now.instant().subtract({ hours: 49 }))
  await house.startJobs()
  const seals = () => db.selectFrom('facts_seals').select('hash').execute()
  for (let turn = 0; turn < 100 && (await seals()).length === 0; turn += 1) await pause(100)
  expect(await seals()).toHaveLength(1)
})
