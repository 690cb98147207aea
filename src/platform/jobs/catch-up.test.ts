import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { schedule } from '#src/schedule.ts'
import { scene } from '#test/scene.ts'
import { catchUp } from './catch-up.ts'
import { freeTheDead } from './workers-alive.ts'

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

test('a scheduled job that was killed leaves no row behind, one that failed does, and one that may be tried again is tried again', async () => {
  const add = (attempts: number) =>
    sql`select graphile_worker.add_job('watch-clocks', payload := '{}'::json, max_attempts := ${sql.lit(attempts)})`.execute(db)
  await add(1)
  await add(1)
  await add(25)
  await sql`update graphile_worker._private_jobs set attempts = 1, locked_by = 'a dead worker', locked_at = now() - interval '1 minute'`.execute(
    db,
  )
  await sql`update graphile_worker._private_jobs set last_error = 'it broke' where id = (select min(id) from graphile_worker._private_jobs)`.execute(
    db,
  )
  await freeTheDead({ kysely: db, afterDeath: async () => undefined })
  const { rows } = await sql<{ max_attempts: number; last_error: string | null }>`select max_attempts, last_error
    from graphile_worker._private_jobs where locked_by is null order by max_attempts`.execute(db)
  expect(rows).toEqual([
    { max_attempts: 1, last_error: 'it broke' },
    { max_attempts: 25, last_error: null },
  ])
})

// The last one: from here on the house works what waits.
test('the house does it by itself when its jobs start', async () => {
  await ran('seal-facts', Temporal.Now.instant().subtract({ hours: 49 }))
  await house.startJobs()
  const seals = () => db.selectFrom('facts_seals').select('hash').execute()
  for (let turn = 0; turn < 900 && (await seals()).length === 0; turn += 1) await pause(100)
  expect(await seals()).toHaveLength(1)
}, 120_000)
