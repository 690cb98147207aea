import { randomInt } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import type { Pool, PoolClient } from 'pg'
import type { DB } from '../database.types.ts'

/** This process among the workers: a row with its name, and an advisory lock that the database frees when it dies. */
export interface LiveWorker {
  record(name: string): void
  /** The recorded name, once it is written. */
  name(): Promise<string>
  end(): Promise<void>
}

// The first half of our advisory locks' key: a lock of a worker.
const workerLocks = 7201

export async function liveWorker({ pool }: { pool: Pool }): Promise<LiveWorker> {
  const client = await pool.connect()
  const lockKey = randomInt(1, 2 ** 31 - 1)
  await client.query('select pg_advisory_lock($1, $2)', [workerLocks, lockKey])
  const recorded = Promise.withResolvers<string>()
  return {
    record: (name) => void writeDown(client, name, lockKey).then(() => recorded.resolve(name), recorded.reject),
    name: () => recorded.promise,
    async end() {
      await client.query('delete from jobs_workers where lock_key = $1', [lockKey])
      await client.query('select pg_advisory_unlock($1, $2)', [workerLocks, lockKey])
      client.release()
    },
  }
}

async function writeDown(client: PoolClient, name: string, lockKey: number) {
  await client.query('insert into jobs_workers (worker_id, lock_key, started_at) values ($1, $2, now())', [name, lockKey])
}

interface Graveyard {
  kysely: Kysely<DB>
  afterDeath: (workers: string[]) => Promise<unknown>
}

/** Frees the jobs of workers whose lock is free; graphile-worker by itself would wait four hours. */
export async function freeTheDead({ kysely, afterDeath }: Graveyard): Promise<void> {
  const dead = await namesOfTheDead(kysely)
  if (dead.length === 0) return
  await afterDeath(dead)
  await sql`select graphile_worker.force_unlock_workers(${dead}::text[])`.execute(kysely)
  // What the schedule asks for is tried once: killed, it would lie there for ever, and its next turn does its work.
  await sql`select graphile_worker.complete_jobs(array(select id from graphile_worker._private_jobs
    where locked_by is null and max_attempts = 1 and attempts >= 1 and last_error is null))`.execute(kysely)
  await kysely.deleteFrom('jobs_workers').where('worker_id', 'in', dead).execute()
}

// A worker is dead when nobody holds its lock; or when it holds jobs and never wrote itself down, which takes milliseconds, not half a minute.
async function namesOfTheDead(kysely: Kysely<DB>): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    with held as (select objid::bigint as lock_key from pg_locks where locktype = 'advisory' and classid = ${workerLocks}),
         alive as (select worker_id from jobs_workers where lock_key in (select lock_key from held))
    select worker_id as name from jobs_workers where worker_id not in (select worker_id from alive)
    union
    select locked_by from graphile_worker._private_jobs
      where locked_by is not null and locked_at < now() - interval '30 seconds' and locked_by not in (select worker_id from jobs_workers)`.execute(
    kysely,
  )
  return rows.map(({ name }) => name)
}
