import { pino } from 'pino'
import { plantCategories } from '#modules/complaints/index.ts'
import { createFirstAdministrator, setUpLink } from '#modules/people/index.ts'
import { theDesk } from '#platform/actor.ts'
import { type Configuration, readConfiguration } from '#platform/configuration.ts'
import { openDatabase } from '#platform/database.ts'
import { migrate } from '#platform/migrate.ts'
import { type House, openHouse } from '../house.ts'
import { buildScreens } from './build-screens.ts'
import { databaseAtHand } from './database-at-hand.ts'
import { say } from './say.ts'

/** Starts the desk and keeps it until Ctrl-C or SIGTERM. `--no-jobs` leaves the jobs to `work`. */
export async function serve(args: string[]): Promise<void> {
  const configuration = readConfiguration()
  const [running] = await Promise.all([openRunning(configuration), buildScreens(say)])
  const { house } = running
  await firstSteps(house, configuration)
  if (!args.includes('--no-jobs')) await house.startJobs()
  await house.app.listen({ port: configuration.PORT, host: configuration.HOST })
  say(`Redress is ready: ${configuration.origin}`)
  await sayHowToBegin(house)
  await untilTold(running.stop)
}

/** Runs the jobs only. */
export async function work(): Promise<void> {
  const running = await openRunning(readConfiguration())
  await running.house.startJobs()
  say('The jobs are running.')
  await untilTold(running.stop)
}

async function openRunning(configuration: Configuration): Promise<{ house: House; stop: () => Promise<void> }> {
  const log = pino({ level: configuration.LOG_LEVEL })
  const postgres = await databaseAtHand(configuration, say)
  const database = openDatabase(postgres.url, 2)
  const done = await migrate(database).finally(() => database.close())
  if (done.length > 0) say(`The database is up to date (${done.length} new).`)
  const house = await openHouse({ configuration, databaseUrl: postgres.url, log })
  return {
    house,
    async stop() {
      await house.close()
      await postgres.stop()
    },
  }
}

async function firstSteps(house: House, { REDRESS_ADMIN_EMAIL: email, REDRESS_ADMIN_PASSWORD: password }: Configuration) {
  await house.open(theDesk, plantCategories)
  if (email && password) await house.open(theDesk, (work) => createFirstAdministrator(work, { email, password }))
}

async function sayHowToBegin(house: House) {
  const link = await house.open(theDesk, setUpLink)
  if (link) say(`Nobody works here yet. Create the first administrator: ${link}`)
}

/** Waits for Ctrl-C or SIGTERM, then ends in order; a second one ends at once. */
async function untilTold(stop: () => Promise<void>): Promise<void> {
  const told = Promise.withResolvers<void>()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      process.once(signal, () => process.exit(1))
      told.resolve()
    })
  }
  await told.promise
  say('Closing …')
  await stop()
  say('Closed. Nothing is lost.')
  process.exit(0)
}
