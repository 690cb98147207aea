import { pino } from 'pino'
import type { Configuration } from '#platform/configuration.ts'
import { openDatabase } from '#platform/database.ts'
import { migrate } from '#platform/migrate.ts'
import type { OpenWork } from '#platform/open-work.ts'
import { openHouse } from '../house.ts'
import { databaseAtHand } from './database-at-hand.ts'

/** Opens the house without listening, for one command beside a running desk, and closes it again. */
export async function withOpenWork<Result>(configuration: Configuration, run: (open: OpenWork) => Promise<Result>): Promise<Result> {
  // What a command prints is its answer; how the database starts is not.
  const postgres = await databaseAtHand(configuration, () => undefined)
  const database = openDatabase(postgres.url, 2)
  await migrate(database).finally(() => database.close())
  const house = await openHouse({ configuration, databaseUrl: postgres.url, log: pino({ level: 'silent' }) })
  try {
    return await run(house.open)
  } finally {
    await house.close()
    await postgres.stop()
  }
}
