import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs, promisify } from 'node:util'
import { pino } from 'pino'
import { createToken } from '#modules/people/index.ts'
import { theDesk } from '#platform/actor.ts'
import { readConfiguration } from '#platform/configuration.ts'
import { openDatabase } from '#platform/database.ts'
import { startEmbeddedPostgres } from '#platform/embedded-postgres.ts'
import { migrate } from '#platform/migrate.ts'
import { refuseOtherNode } from '#platform/pinned-node.ts'
import { jobs } from '#src/app.ts'
import { type House, openHouse } from '#src/house.ts'
import { type Account, accountOf } from './account.ts'
import { callerOn } from './caller.ts'
import { hostileMail } from './hostile-mails.ts'
import type { Understanding } from './understand-hostile.ts'

refuseOtherNode()

const usage = `npm run storm -- [--mails N] [--seed N] [--first N]

  --mails   How many hostile mails. 10000 when not said.
  --seed    Of which corpus; printed, so that a storm can be had again. Another one each time when not said.
  --first   The number of the first one, to have a single mail again: --first 4711 --mails 1.
`
const options = { mails: { type: 'string' }, seed: { type: 'string' }, first: { type: 'string' }, help: { type: 'boolean' } } as const
const { values } = parseArgs({ options })
const megabyte = 1024 * 1024
const mostMemory = 200 * megabyte

interface Asked {
  seed: number
  mails: number
  first: number
}

/** Reads a hostile corpus, then sends it through the whole house, and gives account of it. Answers 1 where something does not hold. */
async function storm(): Promise<number> {
  const asked = {
    seed: Number(values.seed ?? Date.now() % 1_000_000),
    mails: Number(values.mails ?? 10_000),
    first: Number(values.first ?? 0),
  }
  say(`Seed ${asked.seed}, ${asked.mails} mails.`)
  const read = await readOnly(asked)
  sayRead(read)
  const { account, seconds, slowest, answers } = await throughTheHouse(asked)
  sayHouse({ account, seconds, slowest, mails: asked.mails })
  const kept = account.attached + account.opened + account.put_aside
  const faults = [
    ...read.thrown.map(({ number, kind, error }) => `mail ${number} (${kind}) threw: ${error}`),
    ...(read.peak.bytes > mostMemory ? [`mail ${read.peak.number} (${read.peak.kind}) took ${mb(read.peak.bytes)} MB more`] : []),
    ...answers,
    ...account.astray,
    ...(kept === account.in ? [] : [`${account.in} mails in, ${kept} accounted for`]),
    ...(account.put_aside_why['unreadable'] ? [`${account.put_aside_why['unreadable']} mails could not be read`] : []),
  ]
  for (const fault of faults.slice(0, 50)) say(`FAULT: ${fault}`)
  say(
    faults.length === 0
      ? 'Everything is accounted for, nothing broke.'
      : `${faults.length} faults. The same again: npm run storm -- --seed ${asked.seed}`,
  )
  return faults.length === 0 ? 0 : 1
}

const say = (line: string) => void process.stdout.write(`${line}\n`)
const mb = (bytes: number): string => (bytes / megabyte).toFixed(1)

/** In a process that does nothing else, so that what it takes is what reading takes. */
async function readOnly({ seed, mails, first }: Asked): Promise<Understanding> {
  const args = ['--expose-gc', join(import.meta.dirname, 'understand-hostile.ts'), ...[seed, mails, first].map(String)]
  const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: 100 * megabyte })
  return JSON.parse(stdout) as Understanding
}

function sayRead({ mails, bytes, seconds, slowest, peak }: Understanding) {
  say(`Read: ${mails} mails, ${mb(bytes)} MB, in ${seconds.toFixed(1)} s; ${((seconds * 1000) / mails).toFixed(2)} ms each.`)
  say(`At most ${mb(peak.bytes)} MB more memory than idle (mail ${peak.number}, ${peak.kind}).`)
  say('The slowest ten:')
  for (const { number, kind, bytes: size, milliseconds } of slowest) say(slowLine({ number, kind, size, milliseconds }))
}

interface Slow {
  number: number
  kind: string
  size: number
  milliseconds: number
}

const slowLine = ({ number, kind, size, milliseconds }: Slow): string =>
  `  ${milliseconds.toFixed(0).padStart(6)} ms  ${kind.padEnd(28)} ${mb(size).padStart(6)} MB  mail ${number}`

interface Housed {
  account: Account
  seconds: number
  slowest: Slow[]
  answers: string[]
}

/** Each by POST /inbound/email, then read as the job reads it. */
async function throughTheHouse(asked: Asked): Promise<Housed> {
  const [databaseFolder, dataFolder] = [await mkdtemp(join(tmpdir(), 'redress-storm-')), await mkdtemp(join(tmpdir(), 'redress-storm-'))]
  const postgres = await startEmbeddedPostgres({ folder: databaseFolder, say: () => undefined })
  const database = openDatabase(postgres.url, 2)
  try {
    await migrate(database)
    const configuration = readConfiguration({ REDRESS_DATA: dataFolder, LOG_LEVEL: 'silent' })
    const house = await openHouse({ configuration, databaseUrl: postgres.url, log: pino({ level: 'silent' }) })
    try {
      const poured = await pour(house, asked)
      return { ...poured, account: await accountOf(database.kysely) }
    } finally {
      await house.close()
    }
  } finally {
    await database.close()
    await postgres.stop()
    for (const folder of [databaseFolder, dataFolder]) await rm(folder, { recursive: true, force: true })
  }
}

async function pour(house: House, { seed, mails, first }: Asked): Promise<Omit<Housed, 'account'>> {
  const { secret } = await house.open(theDesk, (work) =>
    createToken(work, { name: 'the storm', role: 'administrator', duties: [], teams: null }),
  )
  const robot = callerOn(house.app, { origin: house.tools.origin, authorization: `Bearer ${secret}` })
  const readMail = jobs.find(({ name }) => name === 'read-mail')
  const steps = {
    step: <Result>(run: Parameters<House['open']>[1]) => house.open(theDesk, run) as Promise<Result>,
    signal: new AbortController().signal,
    worker: 'storm',
  }
  const answers: string[] = []
  let slowest: Slow[] = []
  const begun = performance.now()
  for (let number = first; number < first + mails; number += 1) {
    const { kind, raw } = hostileMail(seed, number)
    const since = performance.now()
    const { status, body } = await robot.post('/api/v1/inbound/email?recipient=complaints@desk.example', raw, {
      'content-type': 'message/rfc822',
    })
    if (status !== 202) answers.push(`mail ${number} (${kind}) was answered ${status}`)
    else
      await readMail
        ?.run(steps, { mail: body.id })
        .catch((error: unknown) => answers.push(`mail ${number} (${kind}) could not be read: ${String(error)}`))
    slowest = [...slowest, { number, kind, size: raw.length, milliseconds: performance.now() - since }]
      .toSorted((one, other) => other.milliseconds - one.milliseconds)
      .slice(0, 10)
  }
  return { answers, slowest, seconds: (performance.now() - begun) / 1000 }
}

function sayHouse({ account, seconds, slowest, mails }: Omit<Housed, 'answers'> & { mails: number }) {
  const { attached, opened, put_aside: aside } = account
  say(`Through the house: ${mails} mails in ${seconds.toFixed(1)} s; ${(mails / seconds).toFixed(0)} a second, one after the other.`)
  say('The slowest ten, durably kept and judged:')
  for (const slow of slowest) say(slowLine(slow))
  say(`${account.in} different mails in = ${attached} attached + ${opened} opened + ${aside} put aside; ${account.stored} unread.`)
  for (const [why, count] of Object.entries(account.put_aside_why)) say(`  put aside, ${why}: ${count}`)
}

if (values.help) process.stdout.write(usage)
else process.exitCode = await storm()
