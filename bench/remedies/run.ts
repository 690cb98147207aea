import { mkdtemp, rm } from 'node:fs/promises'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase } from '#platform/database.ts'
import { startEmbeddedPostgres } from '#platform/embedded-postgres.ts'
import { migrate } from '#platform/migrate.ts'
import { caller } from '../load.ts'
import { startDesk } from '../server.ts'
import { makeTokens } from '../tokens.ts'
import { dealCases } from './cases.ts'
import { type Check, checkAdds } from './check.ts'
import { fillLedger } from './fill-ledger.ts'
import { type Rush, rushes } from './rush.ts'

export interface LedgerRun {
  entries: number
  rushes: Rush[]
  check: Check
  /** How busy the machine was, as it says itself: of the last minute. */
  load: number
}

interface Wanted {
  requests: number
  offers: number
  sizes: readonly number[]
  say: (sentence: string) => void
}

/** How fast offers are decided when all come at once, and what the check adds to one, with a small ledger and a large one. */
export async function runRemedies({ sizes, ...wanted }: Wanted): Promise<LedgerRun[]> {
  const runs: LedgerRun[] = []
  for (const entries of sizes) runs.push(await runAt({ entries, ...wanted }))
  return runs
}

async function runAt({ entries, offers, requests, say }: Omit<Wanted, 'sizes'> & { entries: number }): Promise<LedgerRun> {
  const [folder, dataFolder] = await Promise.all([
    mkdtemp(join(tmpdir(), 'redress-bench-')),
    mkdtemp(join(tmpdir(), 'redress-bench-data-')),
  ])
  const postgres = await startEmbeddedPostgres({ folder, say })
  const url = postgres.url.replace('@/', '@localhost/')
  const database = openDatabase(postgres.url, 12)
  try {
    await migrate(database)
    await fillLedger(database.pool, entries, { fresh: offers * 8 + requests * 6 + 1000, say })
    const tokens = await makeTokens(url, dataFolder, 'agent')
    const deal = await dealCases(database.pool)
    const desk = await startDesk({ databaseUrl: url, dataFolder, port: undefined })
    const { call, close } = caller(desk.port, tokens, offers)
    try {
      const busy = loadavg()[0] ?? Number.NaN
      const rushed = await rushes({ call, pool: database.pool, deal, offers, say })
      const check = await checkAdds({ call, pool: database.pool, deal, requests, url, dataFolder })
      return { entries, rushes: rushed, check, load: busy }
    } finally {
      close()
      await desk.stop()
    }
  } finally {
    await database.close()
    await postgres.stop()
    await Promise.all([folder, dataFolder].map((one) => rm(one, { recursive: true, force: true })))
  }
}
