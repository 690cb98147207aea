import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.ts'

let room: string
let folder: string
const opened: EmbeddedPostgres[] = []
const children: ChildProcess[] = []

beforeEach(() => {
  room = mkdtempSync(join(tmpdir(), 'redress-pg-'))
  chmodSync(room, 0o755)
  folder = join(room, 'postgres')
})

afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  for (const one of opened.splice(0)) await one.stop()
  rmSync(room, { recursive: true, force: true })
})

test('starts and answers', async () => {
  const { url, socketFolder } = await open()

  expect(socketFolder).toBe(join(folder, 'socket'))
  expect(await ask(url, 'select current_database() as name')).toEqual([{ name: 'redress' }])
})

test('keeps every commit safe and sorts the same on every machine', async () => {
  const { url } = await open()

  const rows = await ask(
    url,
    "select current_setting('fsync') || current_setting('full_page_writes') || current_setting('synchronous_commit') as safe",
  )
  expect(rows).toEqual([{ safe: 'ononon' }])
  expect(await ask(url, "select x from unnest(array['ζ', 'a', 'B', 'ά']) x order by x")).toEqual([
    { x: 'B' },
    { x: 'a' },
    { x: 'ά' },
    { x: 'ζ' },
  ])
  expect(await ask(url, "select lower('ΆΝΝΑ Ñ') as x")).toEqual([{ x: 'άννα ñ' }])
})

test('tells Greek words from the marks around them', async () => {
  const { url } = await open()

  expect(await ask(url, "select to_tsvector('simple', '«παραγγελία» – δεν…')::text as words")).toEqual([
    { words: "'δεν':2 'παραγγελία':1" },
  ])
})

test('refuses who does not know the password', async () => {
  const { url } = await open()

  await expect(ask(url.replace(/redress:[^@]+@/, 'redress:guess@'), 'select 1')).rejects.toThrow(/password authentication failed/)
})

test('is joined by a second opener, whose stop leaves it running', async () => {
  const first = await open()
  const second = await startEmbeddedPostgres({ folder, say: () => undefined })
  expect(second.url).toBe(first.url)

  await second.stop()

  expect(await ask(first.url, 'select 1 as one')).toEqual([{ one: 1 }])
})

test('stays for a second opener when the first leaves, and ends with the last', async () => {
  const first = await startEmbeddedPostgres({ folder, say: () => undefined })
  const second = await startEmbeddedPostgres({ folder, say: () => undefined })
  const pid = serverProcess()

  await first.stop()
  expect(await ask(second.url, 'select 1 as one')).toEqual([{ one: 1 }])

  await second.stop()
  expect(lives(pid)).toBe(false)
})

test('ends the server process on stop, also when two stop at once', async () => {
  const both = await Promise.all([
    startEmbeddedPostgres({ folder, say: () => undefined }),
    startEmbeddedPostgres({ folder, say: () => undefined }),
  ])
  const pid = serverProcess()

  await Promise.all(both.map(async (one) => await one.stop()))

  await expect.poll(() => lives(pid)).toBe(false)
  expect(existsSync(join(folder, 'cluster', 'postmaster.pid'))).toBe(false)
})

test('takes over the server of a process that was killed, with every committed row, and ends it', async () => {
  const { child, url } = await openInChild()
  await writeRows(url, 50)
  const pid = serverProcess()
  await kill(child)
  expect(lives(pid)).toBe(true)

  const next = await startEmbeddedPostgres({ folder, say: () => undefined })
  expect(serverProcess()).toBe(pid)
  expect(await ask(next.url, 'select count(*)::int as rows from kept')).toEqual([{ rows: 50 }])

  await next.stop()
  expect(lives(pid)).toBe(false)
})

test('recovers every committed row when process and server are killed together', async () => {
  const { child, url } = await openInChild()
  await writeRows(url, 50)
  process.kill(serverProcess(), 'SIGKILL')
  await kill(child)

  const next = await open()

  expect(await ask(next.url, 'select count(*)::int as rows from kept')).toEqual([{ rows: 50 }])
})

test('starts although a left-over file names a process that is somebody else', async () => {
  const first = await startEmbeddedPostgres({ folder, say: () => undefined })
  const file = join(folder, 'cluster', 'postmaster.pid')
  const lines = readFileSync(file, 'utf8').split('\n')
  await first.stop()
  writeFileSync(file, [process.pid, ...lines.slice(1)].join('\n'))

  const { url } = await open()

  expect(await ask(url, 'select 1 as one')).toEqual([{ one: 1 }])
})

test('restarts a server that does not answer', async () => {
  const { child } = await openInChild()
  const pid = serverProcess()
  await kill(child)
  rmSync(join(folder, 'socket'), { recursive: true })

  const next = await open()

  expect(serverProcess()).not.toBe(pid)
  expect(await ask(next.url, 'select 1 as one')).toEqual([{ one: 1 }])
}, 240_000)

test('listens on a short private folder when its own path is too long for a socket', async () => {
  folder = join(room, 'deep'.repeat(25))

  const { url, socketFolder } = await open()

  expect(socketFolder).toMatch(/redress-[0-9a-f]{16}$/)
  expect(await ask(url, 'select 1 as one')).toEqual([{ one: 1 }])
})

test('listens on loopback with a password where no socket can be', async () => {
  folder = join(room, 'deep'.repeat(25))
  mkdirSync(folder)
  const { url } = await openInChild({ TMPDIR: folder })

  expect(url).toContain('@127.0.0.1:')
  expect(await ask(url, 'select 1 as one')).toEqual([{ one: 1 }])
  await expect(ask(url.replace(/redress:[^@]+@/, 'redress:guess@'), 'select 1')).rejects.toThrow(/password authentication failed/)
  opened.push(await startEmbeddedPostgres({ folder, say: () => undefined }))
})

async function open(): Promise<EmbeddedPostgres> {
  const one = await startEmbeddedPostgres({ folder, say: () => undefined })
  opened.push(one)
  return one
}

/** A process that opens the folder, tells its URL and then stays until it is killed. */
async function openInChild(environment: NodeJS.ProcessEnv = {}): Promise<{ child: ChildProcess; url: string }> {
  const code = `
    import { startEmbeddedPostgres } from ${JSON.stringify(new URL('./embedded-postgres.ts', import.meta.url).href)}
    const { url } = await startEmbeddedPostgres({ folder: process.argv[1], say: () => undefined })
    console.log(url)
    setInterval(() => undefined, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', code, folder], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  children.push(child)
  const [said] = await once(child.stdout, 'data')
  return { child, url: String(said).trim() }
}

async function kill(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL')
  await once(child, 'exit')
}

async function writeRows(url: string, count: number): Promise<void> {
  await ask(url, 'create table kept (id int primary key)')
  for (let id = 0; id < count; id += 1) await ask(url, `insert into kept values (${id})`)
}

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

function serverProcess(): number {
  return Number.parseInt(readFileSync(join(folder, 'cluster', 'postmaster.pid'), 'utf8'), 10)
}

/** A process that ended stays in the list until its parent asks after it. */
function lives(pid: number): boolean {
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' })
  return stdout.trim() !== '' && !stdout.startsWith('Z')
}
