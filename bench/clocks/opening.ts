import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { startClocks } from '#modules/clocks/index.ts'
import { type ComplaintRecord, closeComplaint } from '#modules/complaints/index.ts'
import { takeComplaint } from '#modules/conversations/index.ts'
import { theDesk } from '#platform/actor.ts'
import { readConfiguration } from '#platform/configuration.ts'
import { type Database, openDatabase } from '#platform/database.ts'
import { startEmbeddedPostgres } from '#platform/embedded-postgres.ts'
import type { Reactions } from '#platform/fact.ts'
import { migrate } from '#platform/migrate.ts'
import { type OpenWork, workOpener } from '#platform/open-work.ts'
import { openHouse } from '#src/house.ts'
import { gates, reactions } from '#src/reactions.ts'

export interface OpeningRun {
  name: string
  /** In milliseconds, at the middle: on the clock, and on this process's processor. */
  clock: number
  processor: number
  statements: number
}

/** What opening a complaint takes with its clocks and without, in turn, and what closing it takes. */
export async function runOpening(rounds: number, say: (sentence: string) => void): Promise<OpeningRun[]> {
  const folder = await mkdtemp(join(tmpdir(), 'redress-bench-'))
  const dataFolder = await mkdtemp(join(tmpdir(), 'redress-bench-data-'))
  const postgres = await startEmbeddedPostgres({ folder, say })
  const database = openDatabase(postgres.url, 2)
  const counted = countStatements(database)
  try {
    await migrate(database)
    await database.pool.query(`insert into people_organisation (name, zone, changed_at) values ('Harbour Ferries', 'Europe/Athens', now())`)
    return await measured({ database, url: postgres.url, counted, dataFolder, rounds })
  } finally {
    await database.close()
    await postgres.stop()
    await Promise.all([folder, dataFolder].map((one) => rm(one, { recursive: true, force: true })))
  }
}

interface Measuring {
  database: Database
  url: string
  counted: { statements: number }
  dataFolder: string
  rounds: number
}

async function measured({ database, url, counted, dataFolder, rounds }: Measuring): Promise<OpeningRun[]> {
  const configuration = readConfiguration({ REDRESS_DATA: dataFolder, LOG_LEVEL: 'silent' })
  const house = await openHouse({ configuration, databaseUrl: url, log: pino({ level: 'silent' }) })
  const opened = (followed: Reactions): OpenWork =>
    workOpener({ transact: database.transact, gates, reactions: followed, now: () => Temporal.Now.instant(), tools: house.tools })
  const [whole, bare] = [opened(reactions), opened(withoutClocks)]
  const [withClocks, without, closing]: [Took[], Took[], Took[]] = [[], [], []]
  for (let round = -20; round < rounds; round += 1) {
    const turn = async (open: OpenWork, into: Took[]) => {
      const { value, took } = await timed(counted, () =>
        open(theDesk, (work) => takeComplaint(work, { ...words, subject: `Ferry ${round}` })),
      )
      if (round >= 0) into.push(took)
      return value
    }
    const taken = await turn(whole, withClocks)
    await turn(bare, without)
    const { took } = await timed(counted, () => whole(theDesk, (work) => closed(work, taken)))
    if (round >= 0) closing.push(took)
  }
  await house.close()
  return [
    { name: 'opening, with clocks', ...middleOf(withClocks) },
    { name: 'opening, without', ...middleOf(without) },
    { name: 'closing', ...middleOf(closing) },
  ]
}

/** The middle of each, and what clocks add. */
export function openingReport(runs: readonly OpeningRun[]): string {
  const rows = runs.map(
    ({ name, clock, processor, statements }) => `| ${name} | ${clock.toFixed(2)} | ${processor.toFixed(2)} | ${statements} |`,
  )
  return ['| what | clock ms | processor ms | statements |', '| --- | --: | --: | --: |', ...rows, ''].join('\n')
}

const words = {
  text: 'The ferry left without us and nobody told us why. We want our money back.',
  channel: 'phone',
  language: 'en',
  customer: { name: 'Ada Lindqvist', email: 'ada@customer.example' },
} as const

const withoutClocks: Reactions = {
  ...reactions,
  'complaint.opened': reactions['complaint.opened']?.filter((one) => one !== startClocks) ?? [],
}

async function closed(work: Parameters<typeof closeComplaint>[0], { id }: ComplaintRecord): Promise<unknown> {
  const issues = await work.db.selectFrom('complaints_issues').select('id').where('complaint_id', '=', id).execute()
  const decided = issues.map((issue) => ({
    id: issue.id,
    outcome: 'upheld' as const,
    sentence: 'The ferry left early; we pay the fare back.',
  }))
  return closeComplaint(work, id, { issues: decided })
}

interface Took {
  clock: number
  processor: number
  statements: number
}

async function timed<Value>(counted: { statements: number }, run: () => Promise<Value>): Promise<{ value: Value; took: Took }> {
  const [began, before, said] = [performance.now(), process.cpuUsage(), counted.statements]
  const value = await run()
  const { user, system } = process.cpuUsage(before)
  return { value, took: { clock: performance.now() - began, processor: (user + system) / 1000, statements: counted.statements - said } }
}

/** Counts what is said to the database. */
function countStatements({ pool }: Database): { statements: number } {
  const counted = { statements: 0 }
  pool.on('connect', (client) => {
    const query = client.query.bind(client) as (...said: unknown[]) => unknown
    Reflect.set(client, 'query', (...said: unknown[]) => {
      counted.statements += 1
      return query(...said)
    })
  })
  return counted
}

function middleOf(all: readonly Took[]): Took {
  const middle = (name: keyof Took) =>
    all.map((one) => one[name]).toSorted((one, other) => one - other)[Math.floor(all.length / 2)] ?? Number.NaN
  return { clock: middle('clock'), processor: middle('processor'), statements: middle('statements') }
}
