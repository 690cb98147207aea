import { readConfiguration } from '#platform/configuration.ts'
import { openDatabase } from '#platform/database.ts'
import { migrate } from '#platform/migrate.ts'
import { databaseAtHand } from './database-at-hand.ts'
import { say } from './say.ts'

export async function migrateDatabase(): Promise<void> {
  const postgres = await databaseAtHand(readConfiguration(), say)
  const database = openDatabase(postgres.url, 2)
  try {
    const done = await migrate(database)
    say(done.length > 0 ? done.map((name) => `done: ${name}`).join('\n') : 'The database is up to date.')
  } finally {
    await database.close()
    await postgres.stop()
  }
}
