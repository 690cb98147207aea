import { join } from 'node:path'
import type { Configuration } from '#platform/configuration.ts'
import { startEmbeddedPostgres } from '#platform/embedded-postgres.ts'

export interface DatabaseAtHand {
  url: string
  stop(): Promise<void>
}

/** The database of DATABASE_URL, or the embedded one, started (or joined, when another command has started it). */
export async function databaseAtHand(configuration: Configuration, say: (sentence: string) => void): Promise<DatabaseAtHand> {
  if (configuration.DATABASE_URL) return { url: configuration.DATABASE_URL, stop: async () => undefined }
  return startEmbeddedPostgres({ folder: join(configuration.dataFolder, 'postgres'), say })
}
