import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Pool } from 'pg'
import { openDatabase } from '#platform/database.ts'
import { startEmbeddedPostgres } from '#platform/embedded-postgres.ts'
import { migrate } from '#platform/migrate.ts'
import { caller, type Measured, measure } from '../load.ts'
import { startDesk } from '../server.ts'
import { makeTokens } from '../tokens.ts'
import { fillClocks } from './fill-clocks.ts'
import { type Reckoned, reckonAll } from './reckon.ts'

export interface DueRun {
  clocks: number
  pages: { name: string; http: Measured; floor: Measured }[]
}

export interface ClocksRun {
  reckoned: Reckoned
  due: DueRun[]
}

interface Wanted {
  requests: number
  sizes: readonly number[]
  say: (sentence: string) => void
}

/** How fast clocks are worked out anew, and how fast what is due is listed, with few and with many. */
export async function runClocks({ requests, sizes, say }: Wanted): Promise<ClocksRun> {
  // Once to warm up: the calendar is written out, the code compiled.
  reckonAll(2_000)
  const reckoned = reckonAll(100_000)
  say(`${reckoned.clocks} clocks worked out in ${reckoned.seconds.toFixed(1)} s`)
  const due: DueRun[] = []
  for (const clocks of sizes) due.push(await dueAt({ clocks, requests, say }))
  return { reckoned, due }
}

async function dueAt({ clocks, requests, say }: Omit<Wanted, 'sizes'> & { clocks: number }): Promise<DueRun> {
  const [folder, dataFolder] = await Promise.all([
    mkdtemp(join(tmpdir(), 'redress-bench-')),
    mkdtemp(join(tmpdir(), 'redress-bench-data-')),
  ])
  const postgres = await startEmbeddedPostgres({ folder, say })
  const url = postgres.url.replace('@/', '@localhost/')
  try {
    const database = openDatabase(postgres.url, 4)
    await migrate(database)
    await fillClocks(database.pool, clocks, say)
    await database.close()
    return { clocks, pages: await measured({ url, dataFolder, requests }) }
  } finally {
    await postgres.stop()
    await Promise.all([folder, dataFolder].map((one) => rm(one, { recursive: true, force: true })))
  }
}

const columns = `k.id, k.complaint_id, k.kind, k.preset, k.legal, k.state, k.due_at, k.warned, c.number, c.subject, c.state as complaint_state,
  (select json_build_object('id', p.id, 'name', p.name) from people_customers p where p.id = c.customer_id) as customer,
  (select json_build_object('id', a.id, 'name', a.name) from people_agents a where a.id = c.owner_id) as owner
  from clocks_clocks k join complaints_complaints c on c.id = k.complaint_id where k.open`
const order = 'order by k.due_at, k.complaint_id, k.id limit 51'

async function measured({ url, dataFolder, requests }: { url: string; dataFolder: string; requests: number }): Promise<DueRun['pages']> {
  const secrets = await makeTokens(url, dataFolder, 'manager')
  const desk = await startDesk({ databaseUrl: url, dataFolder, port: undefined })
  const pool = new Pool({ connectionString: url, max: 2 })
  const { call, close } = caller(desk.port, secrets)
  const get = async (path: string) => {
    const { status, text } = await call({ method: 'GET', path })
    if (status !== 200) throw new Error(`${path}: ${status} ${text.slice(0, 300)}`)
    return JSON.parse(text) as { next: string | null }
  }
  const both = async (name: string, path: string, floor: () => Promise<unknown>) => {
    const timed = async (run: () => Promise<unknown>) => {
      await measure({ clients: 1, count: Math.ceil(requests / 3), run: async () => void (await run()) })
      return measure({ clients: 1, count: requests, run: async () => void (await run()) })
    }
    return { name, floor: await timed(floor), http: await timed(() => get(path)) }
  }
  try {
    const first = '/api/v1/clocks?limit=50'
    let next = first
    for (let page = 1; page < 20; page += 1) next = `${first}&cursor=${(await get(next)).next ?? ''}`
    const after = JSON.parse(Buffer.from(next.split('cursor=')[1] ?? '', 'base64url').toString()) as [string, string, string]
    return [
      await both('due list, first page', first, () => pool.query({ name: 'first', text: `select ${columns} ${order}` })),
      await both('due list, page 20', next, () =>
        pool.query({
          name: 'next',
          text: `select ${columns} and (k.due_at, k.complaint_id, k.id) > ($1::timestamptz, $2::uuid, $3::uuid) ${order}`,
          values: after,
        }),
      ),
    ]
  } finally {
    close()
    await pool.end()
    await desk.stop()
  }
}
