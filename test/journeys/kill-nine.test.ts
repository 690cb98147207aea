import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Client } from 'pg'
import { expect, test } from 'vitest'
import { startEmbeddedPostgres } from '#platform/embedded-postgres.ts'
import { atTheEnd } from '../at-the-end.ts'
import { password } from '../cast.ts'
import { screensAreBuilt } from '../desk.ts'
import { mail } from '../mails.ts'
import { freePort } from '../run-server.ts'
import { smtpDouble } from '../smtp-double.ts'

const rounds = 10
const administrator = { email: 'fay@desk.example', password }
const root = join(import.meta.dirname, '../..')

test('ten times killed in the middle of mails and forms, it keeps all that it took, once, and sends nothing twice', async () => {
  await screensAreBuilt()
  const desk = await killableDesk()
  const post = await smtpDouble()
  await desk.start()
  const token = await setUp(desk.origin, post.port)
  const poured = pourer(desk.origin, token)
  for (let round = 0; round < rounds; round += 1) {
    if (round > 0) await desk.start()
    const pouring = poured.pour()
    // Not at once and not always at the same place: somewhere between the first thing taken and the last thing sent.
    await pause(300 + Math.random() * 900)
    await desk.kill()
    await pouring.stop()
  }
  await desk.start()
  const ask = await desk.database()
  await settled(ask)

  expect(poured.mails.length).toBeGreaterThan(rounds)
  expect(poured.forms.length).toBeGreaterThan(0)
  await everyMailIsThereOnce(ask, poured)
  await everyFormIsThereOnce(ask, poured)
  await nothingWasSentTwice(
    ask,
    post.received.map(({ raw }) => /^message-id:\s*<([^>]+)>/im.exec(raw)?.[1] ?? ''),
  )
  await desk.stop()
}, 300_000)

type Ask = <Row extends object>(query: string) => Promise<Row[]>
type Poured = ReturnType<typeof pourer>

async function everyMailIsThereOnce(ask: Ask, { mails, tried }: Poured) {
  const kept = await ask<{ message_id: string; state: string; messages: number }>(`select m.message_id, m.state,
    (select count(*)::int from conversations_messages c where c.mail_id = m.id and c.direction = 'in') as messages from channels_mails m`)
  const byId = Map.groupBy(kept, ({ message_id }) => message_id)
  expect(mails.filter((id) => byId.get(id)?.length !== 1)).toEqual([])
  // What came in is a message or put aside, and nothing is both, or there that nobody sent.
  expect(kept.filter(({ state, messages }) => messages !== (state === 'put_aside' ? 0 : 1))).toEqual([])
  expect(kept.filter(({ message_id }) => !tried.has(message_id))).toEqual([])
  const twice = await ask(
    `select message_id from conversations_messages where direction = 'in' and message_id is not null group by 1 having count(*) > 1`,
  )
  expect(twice).toEqual([])
}

async function everyFormIsThereOnce(ask: Ask, { forms, tried }: Poured) {
  const opened = await ask<{ words: string }>(`select words from complaints_complaints where channel = 'web_form'`)
  const times = Map.groupBy(opened, ({ words }) => words)
  expect(forms.filter((words) => times.get(words)?.length !== 1)).toEqual([])
  expect([...times].filter(([words, found]) => found.length !== 1 || !tried.has(words)).map(([words]) => words)).toEqual([])
}

async function nothingWasSentTwice(ask: Ask, arrived: string[]) {
  const written = await ask<{ message_id: string; state: string }>(
    `select message_id, state from conversations_messages where direction = 'out'`,
  )
  const states = new Map(written.map(({ message_id, state }) => [message_id, state]))
  expect(arrived.length).toBeGreaterThan(0)
  expect(arrived.filter((id, at) => arrived.indexOf(id) !== at)).toEqual([])
  // What arrived is noted as sent; where we died before noting it, it is shown as unsure. What is noted as sent did arrive.
  expect(arrived.filter((id) => !['sent', 'unsure'].includes(states.get(id) ?? 'nowhere'))).toEqual([])
  expect(written.filter(({ message_id, state }) => state === 'sent' && !arrived.includes(message_id))).toEqual([])
  expect(written.filter(({ state }) => !['sent', 'unsure'].includes(state))).toEqual([])
}

/** All has been read and sent, as far as it will be by itself. */
async function settled(ask: Ask) {
  const waiting = `select (select count(*) from channels_mails where state = 'stored') + (select count(*) from conversations_messages where state in ('queued', 'sending'))
    + (select count(*) from graphile_worker._private_jobs where run_at <= now()) as waiting`
  for (let turn = 0; turn < 300; turn += 1) {
    const [found] = await ask<{ waiting: string }>(waiting)
    if (Number(found?.waiting) === 0) return
    await pause(200)
  }
  throw new Error('Something is still waiting to be read or sent')
}

/** Customers who write without a pause, by mail and by form, and remember what was taken. */
function pourer(origin: string, token: string) {
  const taken = { mails: [] as string[], forms: [] as string[], tried: new Set<string>() }
  let written = 0
  const byMail = async () => {
    const id = `${(written += 1)}.${crypto.randomUUID()}@customer.example`
    taken.tried.add(id)
    const body = new Uint8Array(
      mail({ messageId: id, from: `Ada <ada${written}@customer.example>`, to: 'care@desk.example', subject: `Wet cabin ${written}` }),
    )
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'message/rfc822' }
    const answer = await fetch(`${origin}/api/v1/inbound/email?recipient=care@desk.example`, { method: 'POST', headers, body })
    if (answer.status === 202) taken.mails.push(id)
  }
  const byForm = async () => {
    const page = await (await fetch(`${origin}/complain`)).text()
    const stamp = /name="stamp" value="([^"]+)"/.exec(page)?.[1] ?? ''
    const text = `The cabin was wet, says form ${(written += 1)}.`
    taken.tried.add(text)
    const body = new URLSearchParams({ text, email: `ada${written}@customer.example`, stamp })
    const answer = await fetch(`${origin}/complain`, { method: 'POST', headers: { origin }, body, redirect: 'manual' })
    if (answer.status === 303) taken.forms.push(text)
    // A stranger may write twice a second, not more.
    await pause(500)
  }
  return {
    ...taken,
    pour() {
      let going = true
      const again = async (act: () => Promise<void>) => {
        // A desk that was killed answers nothing: what was not answered was not promised.
        while (going) await act().catch(() => pause(20))
      }
      const all = Promise.all([again(byMail), again(byMail), again(byForm)])
      return {
        async stop() {
          going = false
          await all
        },
      }
    },
  }
}

/** Signs the administrator in, names the house, gives it a mailbox that sends, and takes a token. */
async function setUp(origin: string, smtpPort: number): Promise<string> {
  const json = { origin, 'content-type': 'application/json' }
  const entered = await fetch(`${origin}/api/auth/sign-in/email`, { method: 'POST', headers: json, body: JSON.stringify(administrator) })
  const cookie = entered.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
  const call = async (asked: string, body: object, headers = {}) => {
    const [method = '', path = ''] = asked.split(' ')
    const answer = await fetch(`${origin}/api/v1${path}`, { method, headers: { ...json, cookie, ...headers }, body: JSON.stringify(body) })
    if (!answer.ok) throw new Error(`${path} answers ${answer.status}: ${await answer.text()}`)
    return (await answer.json()) as { secret?: string }
  }
  await call('PATCH /organisation', { name: 'Harbour Ferries' }, { 'if-match': '"1"' })
  const smtp = { host: '127.0.0.1', port: smtpPort, security: 'none' }
  await call('POST /mailboxes', { address: 'care@desk.example', name: 'Harbour Ferries', smtp })
  const { secret } = await call('POST /tokens', { name: 'the mail server', role: 'administrator' })
  return secret ?? ''
}

/** The product as a process of its own, with its own database, that can be killed and started again on the same data. */
async function killableDesk() {
  const dataFolder = await mkdtemp(join(tmpdir(), 'redress-kill-'))
  await chmod(dataFolder, 0o711)
  const port = await freePort()
  const origin = `http://localhost:${port}`
  let child: ChildProcess | null = null
  let words = ''
  const end = async (signal: 'SIGKILL' | 'SIGTERM') => {
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'exit')
    child.kill(signal)
    await ended
  }
  const postgres = () => startEmbeddedPostgres({ folder: join(dataFolder, 'postgres'), say: () => undefined })
  atTheEnd(async () => {
    await end('SIGKILL')
    await (await postgres()).stop()
    await rm(dataFolder, { recursive: true, force: true, maxRetries: 5 })
  })
  return {
    origin,
    async start() {
      const environment = {
        DATABASE_URL: '',
        REDRESS_URL: '',
        PORT: String(port),
        HOST: 'localhost',
        REDRESS_DATA: dataFolder,
        LOG_LEVEL: 'warn',
      }
      const first = { REDRESS_ADMIN_EMAIL: administrator.email, REDRESS_ADMIN_PASSWORD: administrator.password }
      child = spawn(process.execPath, [join(root, 'src/main.ts'), 'serve'], {
        cwd: dataFolder,
        env: { ...process.env, ...environment, ...first },
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (words += String(chunk)))
      for (let turn = 0; child.exitCode === null && turn < 1200; turn += 1) {
        if (
          await fetch(`${origin}/readyz`).then(
            ({ ok }) => ok,
            () => false,
          )
        )
          return
        await pause(50)
      }
      throw new Error(`The desk does not start. It said:\n${words}`)
    },
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
    /** Looks into the rows themselves, beside the desk. */
    async database(): Promise<Ask> {
      const joined = await postgres()
      const client = new Client({ connectionString: joined.url })
      await client.connect()
      atTheEnd(async () => {
        await client.end()
        await joined.stop()
      })
      return async <Row extends object>(query: string) => (await client.query<Row>(query)).rows
    },
  }
}
