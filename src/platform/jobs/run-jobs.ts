import { EventEmitter } from 'node:events'
import { type JobHelpers, type Runner, type RunnerOptions, run, type TaskList, Logger as WorkerLogger } from 'graphile-worker'
import type { Kysely } from 'kysely'
import type { Pool } from 'pg'
import type { Logger } from 'pino'
import { theDesk } from '../actor.ts'
import type { DB } from '../database.types.ts'
import type { Job, Steps } from '../job.ts'
import type { OpenWork } from '../open-work.ts'
import { catchUp, cronItems, type Scheduled } from './catch-up.ts'
import { inCompany } from './in-company.ts'
import { freeTheDead, type LiveWorker, liveWorker } from './workers-alive.ts'

export interface JobsHouse {
  pool: Pool
  kysely: Kysely<DB>
  open: OpenWork
  log: Logger
  jobs: Job<object>[]
  schedule: Scheduled[]
  /** What to do with what dead workers were in the middle of, before their jobs run again. */
  afterDeath: (workers: string[]) => Promise<unknown>
}

const jobsAtOnce = 16
/** How many are taken from the table together: to ask for each by itself costs more than most jobs. */
const jobsFetched = 24

/** Runs the jobs until stopped. What was missed is done first. The jobs of a worker that died are freed at start and every minute. */
export async function runJobs(house: JobsHouse): Promise<{ stop(): Promise<void> }> {
  const stopping = new AbortController()
  const worker = await liveWorker(house)
  await freeTheDead(house)
  await catchUp(house, Temporal.Now.instant())
  const runner = await startRunner(house, worker, stopping.signal)
  const look = () =>
    void freeTheDead(house).catch((error: unknown) => house.log.error({ err: error }, 'the jobs of dead workers could not be freed'))
  const timer = setInterval(look, 60_000)
  return {
    async stop() {
      clearInterval(timer)
      stopping.abort()
      await runner.stop()
      await worker.end()
    },
  }
}

function startRunner(house: JobsHouse, worker: LiveWorker, signal: AbortSignal): Promise<Runner> {
  const events: NonNullable<RunnerOptions['events']> = new EventEmitter()
  events.on('pool:create', ({ workerPool }) => worker.record(workerPool.id))
  // What is scheduled is known by that, without being listed a second time.
  const all = [...house.jobs, ...house.schedule.map(({ job }) => job)]
  const taskList: TaskList = Object.fromEntries(all.map((job) => [job.name, taskOf(house, { job, worker, signal })]))
  return run({
    preset: { worker: { localQueue: { size: jobsFetched, ttl: 60_000 }, completeJobBatchDelay: 20 } },
    pgPool: house.pool,
    taskList,
    parsedCronItems: cronItems(house.schedule),
    concurrency: jobsAtOnce,
    noHandleSignals: true,
    pollInterval: 2000,
    events,
    // Failures are logged once, where the job is run; the rest of what the library says is noise to an operator.
    logger: new WorkerLogger(() => () => undefined),
  })
}

function taskOf(house: JobsHouse, { job, worker, signal }: { job: Job<object>; worker: LiveWorker; signal: AbortSignal }) {
  const alone: Steps['step'] = (work) => house.open(theDesk, work)
  const shared = job.company > 1 ? inCompany(alone, job.company) : alone
  return async (payload: unknown, { job: { attempts } }: JobHelpers) => {
    // Nothing leaves the house before it is written down who carried it.
    const workerName = await worker.name()
    try {
      // What failed before, or ended the process, is tried alone, so that it takes nobody with it twice.
      await job.run({ step: attempts > 1 ? alone : shared, signal, worker: workerName }, payload as object)
    } catch (error) {
      house.log.error({ err: error, job: job.name, payload }, 'a job failed')
      throw error
    }
  }
}
