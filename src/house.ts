import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import { closeLines } from '#modules/channels/index.ts'
import { identifier, mayEnter, resetMail, signInRefusal } from '#modules/people/index.ts'
import type { Configuration } from '#platform/configuration.ts'
import { type Database, openDatabase } from '#platform/database.ts'
import { openFiles } from '#platform/files.ts'
import type { Counter } from '#platform/http/counter.ts'
import { serveHealth } from '#platform/http/health.ts'
import { showProblems } from '#platform/http/problems.ts'
import { publishApi } from '#platform/http/publish-api.ts'
import { routesOn } from '#platform/http/routes.ts'
import { serveScreens } from '#platform/http/serve-screens.ts'
import { httpServer } from '#platform/http/server.ts'
import { visitCounter } from '#platform/http/visits.ts'
import { runJobs } from '#platform/jobs/run-jobs.ts'
import { type Live, openLive } from '#platform/live.ts'
import { type OpenWork, type Tools, workOpener } from '#platform/open-work.ts'
import { readSecret, secretsOf } from '#platform/secrets.ts'
import { serveSessions } from '#platform/sessions/serve-sessions.ts'
import { openSessions, type Sessions } from '#platform/sessions.ts'
import { problemPage } from '#portal/show-problem.ts'
import { afterDeath, grants, jobs, listeners, routes } from './app.ts'
import { gates, reactions } from './reactions.ts'
import { schedule } from './schedule.ts'
import { say } from './words.ts'

/** Everything that is open while the desk runs. */
export interface House extends Opened {
  app: FastifyInstance
  /** Runs the jobs in this process, and listens for mail, until the house closes. */
  startJobs(): Promise<void>
  close(): Promise<void>
}

export interface HouseSettings {
  configuration: Configuration
  databaseUrl: string
  log: Logger
  now?: () => Temporal.Instant
}

interface Opened {
  database: Database
  open: OpenWork
  sessions: Sessions
  tools: Tools
  live: Live
  log: Logger
}

const screens = join(import.meta.dirname, '../dist/workspace')

/** Builds the house around a migrated database. */
export async function openHouse({ now = () => Temporal.Now.instant(), ...settings }: HouseSettings): Promise<House> {
  const opened = await openTools({ ...settings, now })
  const app = await openServer(opened, now)
  const running: { stop(): Promise<void> }[] = []
  return {
    ...opened,
    app,
    async startJobs() {
      running.push(await startRunner(opened))
      for (const listen of listeners) {
        const listening = await listen(opened)
        if (listening) running.push(listening)
      }
    },
    async close() {
      // Who listens to live updates would keep the server open for ever.
      await opened.live.close()
      await app.close()
      for (const one of running.splice(0).toReversed()) await one.stop()
      closeLines()
      await opened.sessions.close()
      await opened.database.close()
    },
  }
}

async function openTools({ configuration, databaseUrl, log, now }: Required<HouseSettings>): Promise<Opened> {
  const { origin, dataFolder } = configuration
  const secrets = secretsOf(await readSecret(configuration.REDRESS_SECRET, dataFolder))
  const database = openDatabase(databaseUrl)
  // Sessions ask the house who may enter, and the house has sessions among its tools.
  const asking = {
    sendReset: (asked: Parameters<typeof resetMail>[1]) => resetMail(open, asked),
    mayEnter: (login: Parameters<typeof mayEnter>[1]) => mayEnter(open, login),
  }
  const sessions = openSessions({ databaseUrl, secret: secrets.sessions, origin, ...asking })
  const tools: Tools = { files: openFiles(join(dataFolder, 'files'), secrets), secrets, sessions, origin, configuration }
  const open = workOpener({ transact: database.transact, gates, reactions, now, tools })
  return { database, open, sessions, tools, live: openLive(database.pool, log), log }
}

async function openServer({ database, open, sessions, tools, live, log }: Opened, now: () => Temporal.Instant): Promise<FastifyInstance> {
  const counter: Counter = {
    open,
    identify: identifier({ database: database.kysely, sessions, now }),
    countVisit: visitCounter(database.kysely, now),
    grants,
    say,
    origin: tools.origin,
  }
  const app = await httpServer(counter, { log, trustProxy: tools.configuration.REDRESS_TRUST_PROXY })
  showProblems(app, problemPage({ open, say }))
  await publishApi(app)
  serveHealth(app, database.kysely)
  serveSessions(app, counter, { sessions, refusalFor: signInRefusal })
  routes(routesOn(app, counter, live))
  await serveScreens(app, screens)
  return app
}

const startRunner = ({ database: { pool, kysely }, open, log }: Opened) =>
  runJobs({ pool, kysely, open, log, jobs, schedule, afterDeath: (workers) => afterDeath(open, workers) })
