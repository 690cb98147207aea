import { pino } from 'pino'
import type { Configuration } from '#platform/configuration.ts'
import { openDatabase } from '#platform/database.ts'
import { migrate } from '#platform/migrate.ts'
import type { House } from '../house.ts'
import { buildScreens } from './build-screens.ts'
import { databaseAtHand } from './database-at-hand.ts'
import { say } from './say.ts'

export interface Running {
  house: House
  stop(): Promise<void>
}

/** Starts the database, brings it up to date, and builds the house around it. */
export async function openRunning(configuration: Configuration, now = () => Temporal.Now.instant()): Promise<Running> {
  const log = pino({ level: configuration.LOG_LEVEL })
  // The database starts while the program is still being read.
  const [postgres, { openHouse }] = await Promise.all([databaseAtHand(configuration, say), import('../house.ts')])
  const database = openDatabase(postgres.url, 2)
  const done = await migrate(database).finally(() => database.close())
  if (done.length > 0) say(`The database is up to date (${done.length} new).`)
  const house = await openHouse({ configuration, databaseUrl: postgres.url, log, now })
  return {
    house,
    async stop() {
      await house.close()
      await postgres.stop()
    },
  }
}

/** The same with the screens, built meanwhile where they are older than their sources. */
export async function openWithScreens(configuration: Configuration, now?: () => Temporal.Instant): Promise<Running> {
  const [opened, built] = await Promise.allSettled([openRunning(configuration, now), buildScreens(say)])
  if (opened.status === 'rejected') throw opened.reason
  if (built.status === 'fulfilled') return opened.value
  await opened.value.stop()
  throw built.reason
}

export interface Ending {
  /** Aborted by Ctrl-C or SIGTERM. */
  signal: AbortSignal
  told: Promise<void>
}

const endings = ['SIGINT', 'SIGTERM'] as const

/** Hears Ctrl-C and SIGTERM from now on, so that also a start is ended in order; a second one ends at once. */
export function hearEnding(): Ending {
  const told = Promise.withResolvers<void>()
  const aborting = new AbortController()
  // Ctrl-C reaches a process that npm started twice: from the terminal, and from npm. Only one that comes later means it.
  const again = (first: number) => () => void (performance.now() - first > 1000 && process.exit(1))
  const hear = () => {
    if (aborting.signal.aborted) return
    aborting.abort()
    told.resolve()
    for (const signal of endings) process.on(signal, again(performance.now()))
  }
  for (const signal of endings) process.on(signal, hear)
  return { signal: aborting.signal, told: told.promise }
}

/** Goes on until told to end, then closes everything in order. */
export async function runUntil(ending: Ending, running: Running): Promise<void> {
  await ending.told
  say('Closing …')
  await running.stop()
  say('Closed. Nothing is lost.')
  process.exit(0)
}
