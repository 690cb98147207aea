import { mkdtemp, rm } from 'node:fs/promises'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Pool } from 'pg'
import { filledDatabase } from './database.ts'
import { floorsOn, type Targets } from './floors.ts'
import { act, type Gesture, gesturesOf, list, works } from './gestures.ts'
import { type Call, caller, measure } from './load.ts'
import type { Result, Run } from './report.ts'
import { cpuOf, cpuOfDatabase, databaseOf, memoryOf, memoryOfDatabase, startDesk } from './server.ts'
import { makeTokens } from './tokens.ts'
import { questions } from './vocabulary.ts'

export interface Wanted {
  complaints: number
  port: number | undefined
  folder: string | undefined
  requests: number
  say: (sentence: string) => void
}

/** Fills, starts, measures, ends. */
export async function run(wanted: Wanted): Promise<Run> {
  const filled = await filledDatabase(wanted)
  const dataFolder = await mkdtemp(join(tmpdir(), 'redress-bench-data-'))
  try {
    return await measured({ ...wanted, url: filled.url, dataFolder })
  } finally {
    await filled.close()
    await rm(dataFolder, { recursive: true, force: true })
  }
}

async function measured(wanted: Wanted & { url: string; dataFolder: string }): Promise<Run> {
  const { say, url, dataFolder } = wanted
  const secrets = await makeTokens(url, dataFolder, 'manager')
  const desk = await startDesk({ databaseUrl: url, dataFolder, port: wanted.port })
  const pool = new Pool({ connectionString: url, max: 8 })
  const { call, close } = caller(desk.port, secrets)
  try {
    const targets = await targetsIn(pool, call)
    const databasePid = databaseOf(await scalar<number>(pool, 'select pg_backend_pid()'))
    await call({ method: 'GET', path: '/api/v1/complaints?view=open' })
    // Idle: until the pools have let go of the connections that starting took.
    await pause(15_000)
    const idle = { serverMemory: memoryOf(desk.pid), databaseMemory: memoryOfDatabase(databasePid) }
    const floors = floorsOn(pool, targets)
    const load = loadavg()[0] ?? Number.NaN
    const [results, skipped]: [Result[], string[]] = [[], []]
    for (const gesture of gesturesOf(targets, floors)) {
      const fault = await works(call, gesture)
      if (fault) skipped.push(`${gesture.name}: ${fault}`)
      else results.push(...(await atOneAndEight({ gesture, call, desk: desk.pid, databasePid, count: wanted.requests })))
      say(fault ? `${gesture.name}: ${fault}` : `${gesture.name}: measured`)
    }
    return { complaints: wanted.complaints, results, skipped, load, ...idle, postgres: await scalar<string>(pool, 'show server_version') }
  } finally {
    close()
    await pool.end()
    await desk.stop()
  }
}

async function scalar<Value>(pool: Pool, text: string): Promise<Value> {
  const { rows } = await pool.query<[Value]>({ text, rowMode: 'array' })
  const [row] = rows
  if (!row) throw new Error(`Nothing came of: ${text}`)
  return row[0]
}

async function targetsIn(pool: Pool, call: Call): Promise<Targets> {
  const { rows: complaints } = await pool.query<{ id: string }>('select id from complaints_complaints order by md5(id::text) limit 500')
  const { rows: running } = await pool.query<{ id: string }>(
    `select id from complaints_complaints where state in ('open', 'received') order by md5(id::text) limit 400`,
  )
  return { complaints, running, page20: await page20Of(pool, call), questions }
}

/** Leafs to where page 20 begins, as one who scrolls does: what a cursor looks like is the desk's own affair. */
async function page20Of(pool: Pool, call: Call): Promise<Targets['page20']> {
  let [cursor, last] = ['', '']
  for (let page = 1; page < 20; page += 1) {
    const { status, text } = await call({ method: 'GET', path: cursor === '' ? list : `${list}&cursor=${encodeURIComponent(cursor)}` })
    const { data, next } = JSON.parse(text) as { data: { id: string }[]; next: string | null }
    if (status !== 200 || !next) throw new Error('There are no twenty pages: fill at least 1,100 complaints, or take more')
    ;[cursor, last] = [next, data.at(-1)?.id ?? '']
  }
  const { rows } = await pool.query<[number, string, string]>({
    text: `select rank, to_char(received_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), id from complaints_complaints where id = $1`,
    values: [last],
    rowMode: 'array',
  })
  if (!rows[0]) throw new Error('The last row of page 19 is not there')
  return { cursor, after: rows[0] }
}

interface Both {
  gesture: Gesture
  call: ReturnType<typeof caller>['call']
  desk: number
  databasePid: number | null
  count: number
}

async function atOneAndEight(asked: Both): Promise<Result[]> {
  return [await both({ ...asked, clients: 1 }), await both({ ...asked, clients: 8, count: asked.count * 2 })]
}

let turns = 1

/** The floor first, then HTTP, each warmed up. */
async function both({ gesture, clients, call, desk, databasePid, count }: Both & { clients: number }): Promise<Result> {
  const from = turns
  turns += count * 4
  const httpRun = async (turn: number) => {
    const fault = await act(call, gesture, from + turn)
    if (fault) throw new Error(`${gesture.name}: ${fault}`)
  }
  const warmed = async (run: (turn: number) => Promise<void>) => {
    await measure({ clients, count: Math.ceil(count / 4), run: (turn) => run(count + turn) })
    const before = [cpuOf(desk), cpuOfDatabase(databasePid)] as const
    const measured = await measure({ clients, count, run })
    const after = [cpuOf(desk), cpuOfDatabase(databasePid)] as const
    return { measured, serverCpu: share(before[0], after[0], count), databaseCpu: share(before[1], after[1], count) }
  }
  const floor = await warmed((turn) => gesture.floor(from + turn))
  const { measured: http, ...cpu } = await warmed(httpRun)
  return { gesture: gesture.name, reads: gesture.reads, clients, http, floor: floor.measured, ...cpu, floorCpu: floor.databaseCpu }
}

const share = (before: number | null, after: number | null, count: number) =>
  before === null || after === null ? null : (after - before) / count
