import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { FastifyInstance } from 'fastify'
import { jsonSchemaTransform } from 'fastify-type-provider-zod'
import type { Logger } from 'pino'
import { identifier, mayEnter, resetMail, signInRefusal } from '#modules/people/index.ts'
import type { Configuration } from '#platform/configuration.ts'
import { type Database, openDatabase } from '#platform/database.ts'
import { openFiles } from '#platform/files.ts'
import { serveHealth } from '#platform/http/health.ts'
import { routesOn } from '#platform/http/routes.ts'
import { type Counter, httpServer } from '#platform/http/server.ts'
import { visitCounter } from '#platform/http/visits.ts'
import { runJobs } from '#platform/jobs/run-jobs.ts'
import { openLive } from '#platform/live.ts'
import { type OpenWork, type Tools, workOpener } from '#platform/open-work.ts'
import { readSecret, secretsOf } from '#platform/secrets.ts'
import { serveSessions } from '#platform/sessions/serve-sessions.ts'
import { openSessions, type Sessions } from '#platform/sessions.ts'
import { afterDeath, grants, jobs, routes } from './app.ts'
import { gates, reactions } from './reactions.ts'
import { schedule } from './schedule.ts'
import { say } from './words.ts'

/** Everything that is open while the desk runs. */
export interface House {
  app: FastifyInstance
  database: Database
  open: OpenWork
  sessions: Sessions
  tools: Tools
  /** Runs the jobs in this process until the house closes. */
  startJobs(): Promise<void>
  close(): Promise<void>
}

export interface HouseSettings {
  configuration: Configuration
  databaseUrl: string
  log: Logger
  now?: () => Temporal.Instant
}

/** Builds the house around a migrated database. */
export async function openHouse({ configuration, databaseUrl, log, now = () => Temporal.Now.instant() }: HouseSettings): Promise<House> {
  const secrets = secretsOf(await readSecret(configuration.REDRESS_SECRET, configuration.dataFolder))
  const files = openFiles(join(configuration.dataFolder, 'files'), secrets)
  const database = openDatabase(databaseUrl)
  // Sessions ask the house who may enter, and the house has sessions among its tools.
  const sessions = openSessions({
    databaseUrl,
    secret: secrets.sessions,
    origin: configuration.origin,
    sendReset: (asked) => resetMail(open, asked),
    mayEnter: (login) => mayEnter(open, login),
  })
  const tools: Tools = { files, secrets, sessions, origin: configuration.origin, configuration }
  const open = workOpener({ database: database.kysely, gates, reactions, now, tools })
  const live = openLive(database.pool, log)
  const counter: Counter = {
    open,
    identify: identifier({ database: database.kysely, sessions, now }),
    countVisit: visitCounter(database.kysely, now),
    grants,
    say,
    origin: configuration.origin,
  }
  const app = await httpServer(counter, { log, trustProxy: configuration.REDRESS_TRUST_PROXY })
  await publishApi(app)
  serveHealth(app, database.kysely)
  serveSessions(app, counter, { sessions, refusalFor: signInRefusal })
  routes(routesOn(app, counter, live))
  await serveScreens(app)
  const running: { stop(): Promise<void> }[] = []
  return {
    app,
    database,
    open,
    sessions,
    tools,
    async startJobs() {
      const { pool, kysely } = database
      running.push(await runJobs({ pool, kysely, open, log, jobs, schedule, afterDeath: (workers) => afterDeath(open, workers) }))
    },
    async close() {
      await app.close()
      for (const one of running.splice(0)) await one.stop()
      await live.close()
      await sessions.close()
      await database.close()
    },
  }
}

async function publishApi(app: FastifyInstance) {
  const info = {
    title: 'Redress',
    version: '1',
    description: 'Everything the screens do. Errors are application/problem+json; lists go on with a cursor; edits send If-Match.',
  }
  const components = { securitySchemes: { token: { type: 'http' as const, scheme: 'bearer' } } }
  await app.register(swagger, {
    openapi: { openapi: '3.1.0', info, components, security: [{ token: [] }] },
    transform: jsonSchemaTransform,
  })
  await app.register(swaggerUi, { routePrefix: '/api/docs' })
  app.get('/api/v1/openapi.json', { config: { requires: 'anyone' }, schema: { hide: true } }, () => app.swagger())
}

const screens = join(import.meta.dirname, '../dist/workspace')

/** The agents' app: its files are hashed and kept for a year; every other path below /app is the app itself, which knows its own places. */
async function serveScreens(app: FastifyInstance) {
  const built = await stat(join(screens, 'index.html')).then(
    () => true,
    () => false,
  )
  if (!built) return
  await app.register(fastifyStatic, {
    root: join(screens, 'assets'),
    prefix: '/app/assets/',
    immutable: true,
    maxAge: '365d',
    preCompressed: true,
  })
  const page = { config: { requires: 'anyone' }, schema: { hide: true } }
  for (const url of ['/app', '/app/*'])
    app.get(url, page, (_request, reply) => reply.header('cache-control', 'no-cache').sendFile('index.html', screens))
  app.get('/', page, (_request, reply) => reply.redirect('/app/', 302))
}
