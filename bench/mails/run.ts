import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Pool } from 'pg'
import { filledDatabase } from '../database.ts'
import { measure } from '../load.ts'
import { cpuOf, cpuOfDatabase, type Desk, databaseOf, freePort, memoryOf, startDesk } from '../server.ts'
import { makeTokens } from '../tokens.ts'
import { byHttp, bySmtp, type Carrier } from './deliver.ts'
import { floorOn } from './floor.ts'
import { smtpSink } from './sink.ts'

export interface MailResult {
  way: 'HTTP' | 'SMTP' | 'floor'
  clients: number
  mails: number
  /** Mails a second: safely here; read and in their complaints; acknowledged, and the acknowledgement delivered. */
  accepted: number
  read: number | null
  acknowledged: number | null
  /** How many were still to be read when the last was handed over. */
  backlog: number | null
  /** CPU milliseconds a mail, all of it. */
  serverCpu: number | null
  databaseCpu: number | null
}

export interface MailRun {
  results: MailResult[]
  memory: { before: number | null; after: number | null; most: number | null }
  postgres: string
}

interface Place {
  url: string
  pool: Pool
  database: number | null
  desk: Desk
  smtpPort: number
  tokens: string[]
  sink: Awaited<ReturnType<typeof smtpSink>>
}

/** Lets mails pour into a real desk by HTTP and by SMTP, and beside it the same rows into the same database. */
export async function runMails({ mails, say }: { mails: number; say: (sentence: string) => void }): Promise<MailRun> {
  const filled = await filledDatabase({ complaints: 1000, folder: undefined, say })
  const dataFolder = await mkdtemp(join(tmpdir(), 'redress-bench-data-'))
  const pool = new Pool({ connectionString: filled.url, max: 2 })
  const sink = await smtpSink()
  try {
    const made = await makeTokens(filled.url, dataFolder, 'administrator')
    const smtpPort = await freePort()
    const environment = { SMTP_LISTEN: `127.0.0.1:${smtpPort}` }
    const desk = await startDesk({ databaseUrl: filled.url, dataFolder, port: undefined, environment })
    const { rows } = await pool.query<{ pid: number; version: string }>(
      `select pg_backend_pid() as pid, current_setting('server_version') as version`,
    )
    const place = { url: filled.url, pool, database: databaseOf(rows[0]?.pid ?? 0), desk, smtpPort, tokens: made, sink }
    try {
      await addMailbox(place)
      return { ...(await allWays(place, mails, say)), postgres: rows[0]?.version ?? '' }
    } finally {
      await desk.stop()
    }
  } finally {
    await sink.close()
    await pool.end()
    await filled.close()
    await rm(dataFolder, { recursive: true, force: true })
  }
}

/** A mailbox whose acknowledgements go to the sink, and budgets that no bench exhausts. */
async function addMailbox({ desk, tokens: [token], sink }: Place) {
  const smtp = { host: '127.0.0.1', port: sink.port, security: 'none' }
  const answer = await fetch(`http://127.0.0.1:${desk.port}/api/v1/mailboxes`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ address: 'help@desk.example', name: 'Help', smtp }),
  })
  if (!answer.ok) throw new Error(`The mailbox was not added: ${answer.status} ${await answer.text()}`)
  const much = 1_000_000
  const budgets = await fetch(`http://127.0.0.1:${desk.port}/api/v1/mail-budgets`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json', 'if-match': '"1"', authorization: `Bearer ${token}` },
    body: JSON.stringify({ mailbox_an_hour: much, mailbox_a_day: much, desk_an_hour: much, desk_a_day: much }),
  })
  if (!budgets.ok) throw new Error(`The budgets were not changed: ${budgets.status} ${await budgets.text()}`)
}

async function allWays(place: Place, mails: number, say: (sentence: string) => void) {
  const { desk, smtpPort } = place
  const results: MailResult[] = []
  const series = () => randomBytes(4).toString('hex')
  await oneWay(place, { way: 'HTTP', clients: 8, mails: 300, carrier: byHttp(desk.port, place.tokens, series()) })
  const before = memoryOf(desk.pid)
  const watch = watchMemory(desk.pid)
  for (const clients of [1, 8]) {
    const count = clients === 1 ? Math.ceil(mails / 4) : mails
    const carriers = [
      ['HTTP', byHttp(desk.port, place.tokens, series())],
      ['SMTP', bySmtp(smtpPort, clients, series())],
    ] as const
    for (const [way, carrier] of carriers) {
      results.push(await oneWay(place, { way, clients, mails: count, carrier }))
      say(`${way}, ${clients}: measured`)
    }
    results.push(await theFloor(place, clients, count))
    say(`floor, ${clients}: measured`)
  }
  return { results, memory: { before, after: memoryOf(desk.pid), most: watch.end() } }
}

interface Way {
  way: 'HTTP' | 'SMTP'
  clients: number
  mails: number
  carrier: Carrier
}

async function oneWay(place: Place, { way, clients, mails, carrier }: Way): Promise<MailResult> {
  const { desk, database, sink } = place
  const cpu = [cpuOf(desk.pid), cpuOfDatabase(database)] as const
  const sentBefore = sink.taken()
  const began = performance.now()
  const { took } = await measure({ clients, count: mails, run: (turn) => carrier.hand(turn) })
  carrier.end()
  const backlog = await unread(place)
  await until(async () => (await unread(place)) === 0)
  const read = performance.now() - began
  await until(async () => sink.taken() - sentBefore >= mails, 120_000 + mails * 100)
  const acknowledged = performance.now() - began
  const perSecond = (milliseconds: number) => (mails * 1000) / milliseconds
  return {
    way,
    clients,
    mails,
    accepted: perSecond(took),
    read: perSecond(read),
    acknowledged: perSecond(acknowledged),
    backlog,
    serverCpu: share(cpu[0], cpuOf(desk.pid), mails),
    databaseCpu: share(cpu[1], cpuOfDatabase(database), mails),
  }
}

async function theFloor({ url, database }: Place, clients: number, mails: number): Promise<MailResult> {
  const floor = await floorOn(url, clients)
  await measure({ clients, count: Math.ceil(mails / 10), run: (turn, client) => floor.take(mails + turn, client) })
  const cpu = [process.cpuUsage(), cpuOfDatabase(database)] as const
  const { took } = await measure({ clients, count: mails, run: (turn, client) => floor.take(turn, client) })
  const own = process.cpuUsage(cpu[0])
  const databaseCpu = share(cpu[1], cpuOfDatabase(database), mails)
  await floor.end()
  const serverCpu = (own.user + own.system) / 1000 / mails
  return {
    way: 'floor',
    clients,
    mails,
    accepted: (mails * 1000) / took,
    read: null,
    acknowledged: null,
    backlog: null,
    serverCpu,
    databaseCpu,
  }
}

async function unread({ pool }: Place): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(`select count(*)::int as count from channels_mails where state = 'stored'`)
  return rows[0]?.count ?? 0
}

async function until(done: () => Promise<boolean>, patience = 3_600_000) {
  const last = performance.now() + patience
  while (!(await done())) {
    if (performance.now() > last) throw new Error('It did not come to its end')
    await pause(25)
  }
}

function watchMemory(pid: number) {
  let most: number | null = null
  const timer = setInterval(() => {
    const now = memoryOf(pid)
    if (now !== null) most = Math.max(most ?? 0, now)
  }, 1000)
  return {
    end() {
      clearInterval(timer)
      return most
    },
  }
}

const share = (before: number | null, after: number | null, count: number) =>
  before === null || after === null ? null : (after - before) / count
