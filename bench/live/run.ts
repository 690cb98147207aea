import { mkdtemp, rm } from 'node:fs/promises'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Pool } from 'pg'
import { filledDatabase } from '../database.ts'
import { caller } from '../load.ts'
import { cpuOf, cpuOfDatabase, databaseOf, memoryOf, startDesk } from '../server.ts'
import { makeTokensFor, type WantedToken } from '../tokens.ts'
import { makeChanges } from './change.ts'
import { clock, listenAs } from './listen.ts'
import { type Hearer, type Reconciled, type Recorded, reconcile } from './reconcile.ts'

export interface LiveWanted {
  complaints: number
  folder: string | undefined
  port: number | undefined
  agents: number
  seconds: number
  aSecond: number
  say: (sentence: string) => void
}

export interface LiveRun extends Reconciled {
  wanted: LiveWanted
  changes: number
  facts: number
  /** In MB: nobody there, everybody connected, at the end. */
  memory: (number | null)[]
  /** Of one core, while the changes were made. */
  serverCpu: number | null
  databaseCpu: number | null
  load: number
}

const writers = 10

/** One desk, many agents who listen, colleagues who work; what is heard is compared with the record. */
export async function runLive(wanted: LiveWanted): Promise<LiveRun> {
  const filled = await filledDatabase(wanted)
  const dataFolder = await mkdtemp(join(tmpdir(), 'redress-bench-data-'))
  const pool = new Pool({ connectionString: filled.url, max: 2 })
  try {
    const places = await placesIn(pool)
    const seats = seatsFor(wanted.agents, places)
    const secrets = await makeTokensFor(filled.url, dataFolder, [
      ...seats,
      ...Array.from({ length: writers }, (): WantedToken => ({ role: 'manager', teams: null })),
    ])
    const desk = await startDesk({ databaseUrl: filled.url, dataFolder, port: wanted.port })
    try {
      return await measured({ wanted, pool, places, seats, secrets, desk })
    } finally {
      await desk.stop()
    }
  } finally {
    await pool.end()
    await filled.close()
    await rm(dataFolder, { recursive: true, force: true })
  }
}

interface Places {
  /** The complaint that half of them read, and its team. */
  one: string
  team: string
  teams: string[]
  others: string[]
  agents: string[]
}

async function placesIn(pool: Pool): Promise<Places> {
  const running = `select id, team_id from complaints_complaints where state in ('open', 'received') and team_id is not null order by md5(id::text) limit 300`
  const { rows } = await pool.query<{ id: string; team_id: string }>(running)
  const { rows: agents } = await pool.query<{ id: string }>('select id from people_agents where login_id is null order by name limit 40')
  const [first, ...others] = rows
  if (!first) throw new Error('No complaint runs: fill more of them')
  return {
    one: first.id,
    team: first.team_id,
    teams: [...new Set(rows.map(({ team_id }) => team_id))],
    others: others.map(({ id }) => id),
    agents: agents.map(({ id }) => id),
  }
}

interface Seat extends WantedToken {
  reads: boolean
}

/** Half of them read the one complaint, as its team; the others look at the lists of all teams, every fifth at everything. */
function seatsFor(many: number, { team, teams }: Places): Seat[] {
  return Array.from({ length: many }, (_, at): Seat => {
    if (at < many / 2) return { role: 'agent', teams: [team], reads: true }
    if (at % 5 === 0) return { role: 'manager', teams: null, reads: false }
    return { role: 'agent', teams: [teams[at % teams.length] ?? team], reads: false }
  })
}

interface Measuring {
  wanted: LiveWanted
  pool: Pool
  places: Places
  seats: Seat[]
  secrets: string[]
  desk: Awaited<ReturnType<typeof startDesk>>
}

async function measured({ wanted, pool, places, seats, secrets, desk }: Measuring): Promise<LiveRun> {
  const { say, seconds, aSecond } = wanted
  const { rows } = await pool.query<{ pid: number }>('select pg_backend_pid() as pid')
  const databasePid = databaseOf(rows[0]?.pid ?? 0)
  const { call, close } = caller(desk.port, secrets.slice(seats.length))
  const changeFor = (long: number) => makeChanges({ call, ...places, seconds: long, aSecond })
  try {
    // The first requests load what the later ones find.
    await changeFor(2)
    await pause(10_000)
    const before = memoryOf(desk.pid)
    const listeners = await Promise.all(seats.map((_, at) => listenAs(desk.port, secrets[at] ?? '')))
    const hearers = listeners.map(
      (listener, at): Hearer => Object.assign(listener, { teams: seats[at]?.teams ?? null, reads: seats[at]?.reads ?? false }),
    )
    await pause(2000)
    const connected = memoryOf(desk.pid)
    say(`${hearers.length} listen`)
    const load = loadavg()[0] ?? Number.NaN
    const from = clock()
    const began = [cpuOf(desk.pid), cpuOfDatabase(databasePid)] as const
    const changes = await changeFor(seconds)
    const took = clock() - from
    const ended = [cpuOf(desk.pid), cpuOfDatabase(databasePid)] as const
    say(`${changes.length} changes were made`)
    const facts = await settled(pool, from)
    const reconciled = reconcile(hearers, facts, changes)
    const memory = [before, connected, memoryOf(desk.pid)]
    for (const listener of listeners) listener.leave()
    const share = (at: 0 | 1) => (began[at] === null || ended[at] === null ? null : (ended[at] - began[at]) / took)
    return { ...reconciled, wanted, changes: changes.length, facts: facts.length, memory, serverCpu: share(0), databaseCpu: share(1), load }
  } finally {
    close()
  }
}

/** All facts since a moment: when none has come for a while, the desk's own work after the changes is done too. */
async function settled(pool: Pool, from: number): Promise<Recorded[]> {
  for (let before = -1; ; ) {
    const { rows } = await pool.query<Pick<Recorded, keyof Recorded>>(
      `select c.id as complaint, c.team_id as team, f.fact, f.seq::int as seq, (extract(epoch from f.at) * 1000)::float8 as at
        from facts_facts f join complaints_complaints c on f.stream = 'complaint/' || c.id where f.at >= to_timestamp($1 / 1000.0)`,
      [Math.floor(from)],
    )
    if (rows.length === before) return rows
    before = rows.length
    await pause(4000)
  }
}
