import { EventEmitter } from 'node:events'
import { Logger, type RunnerOptions, runOnce } from 'graphile-worker'
import { theDesk } from '#platform/actor.ts'
import { jobs } from '#src/app.ts'
import type { House } from '#src/house.ts'

/** Runs the jobs that are due, or will be in a moment (a person's reply waits ten seconds), until none is. The first that fails is thrown, with its cause. */
export async function runPendingJobs({ database, open }: Pick<House, 'database' | 'open'>): Promise<void> {
  const failures: unknown[] = []
  const events: NonNullable<RunnerOptions['events']> = new EventEmitter()
  events.on('job:error', ({ error }) => failures.push(error))
  const steps = {
    step: <Result>(run: Parameters<typeof open<Result>>[1]) => open(theDesk, run),
    signal: new AbortController().signal,
    worker: 'test',
  }
  await database.pool.query(
    `update graphile_worker._private_jobs set run_at = now() where attempts = 0 and run_at between now() and now() + interval '11 seconds'`,
  )
  const taskList = Object.fromEntries(jobs.map((job) => [job.name, (payload: unknown) => job.run(steps, payload as object)]))
  await runOnce({ pgPool: database.pool, taskList, events, noHandleSignals: true, logger: new Logger(() => () => undefined) })
  if (failures.length > 0) throw failures[0]
}
