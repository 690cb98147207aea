import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { buildScreens } from '#src/commands/build-screens.ts'
import { atTheEnd } from './at-the-end.ts'
import { oneAtATime } from './one-at-a-time.ts'
import { freePort } from './run-server.ts'

export interface Desk {
  origin: string
  /** The link that it printed for the first administrator; null when there is one. */
  setUpLink: string | null
  /** Where its own receiver of mail listens. */
  smtpPort: number
  /** Everything that it printed. */
  said(): string
  stop(): Promise<void>
}

const root = join(import.meta.dirname, '..')
const startsWithin = 240_000
const stopsWithin = 20_000

/** Builds the screens where they are older than their sources, once for all test files. */
export const screensAreBuilt = (): Promise<void> => oneAtATime('screens', buildAsShipped)

/** How it is started: not in the checkout, for what a developer keeps in .env is theirs; npm knows no other place. */
const ways = {
  program: (dataFolder: string) => ({ command: process.execPath, words: [join(root, 'src/main.ts'), 'serve'], cwd: dataFolder }),
  npm: () => ({ command: 'npm', words: ['start'], cwd: root }),
}
type Way = keyof typeof ways

/** The product as people start it: a process of its own, with its own database and data. It ends with the test file. */
export async function startDesk(environment: Record<string, string> = {}, way: Way = 'program'): Promise<Desk> {
  await screensAreBuilt()
  for (let turn = 1; ; turn += 1) {
    try {
      return await launch(environment, way)
    } catch (error) {
      // Between our look and its start another process took the port.
      if (turn === 3 || !String(error).includes('EADDRINUSE')) throw error
    }
  }
}

async function launch(environment: Record<string, string>, way: Way): Promise<Desk> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'redress-desk-'))
  // The database runs as somebody else where the desk is root's.
  await chmod(dataFolder, 0o711)
  const [port, smtpPort] = [await freePort(), await freePort()]
  const origin = `http://localhost:${port}`
  const { command, words: told, cwd } = ways[way](dataFolder)
  const child = spawn(command, told, {
    cwd,
    env: {
      ...process.env,
      NODE_ENV: 'production',
      DATABASE_URL: '',
      REDRESS_URL: '',
      PORT: String(port),
      HOST: 'localhost',
      REDRESS_DATA: dataFolder,
      SMTP_LISTEN: `127.0.0.1:${smtpPort}`,
      LOG_LEVEL: 'warn',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const words = hear(child)
  const stop = () => end(child, dataFolder)
  atTheEnd(stop)
  await isReady(child, { origin, words, linkComes: !environment['REDRESS_ADMIN_EMAIL'] })
  return { origin, setUpLink: linkIn(words()), smtpPort, said: words, stop }
}

/** The tests run in an environment of their own, in which React would be built with its warnings. */
async function buildAsShipped() {
  const before = process.env['NODE_ENV']
  process.env['NODE_ENV'] = 'production'
  await buildScreens(() => undefined)
  process.env['NODE_ENV'] = before
}

function hear(child: ChildProcess): () => string {
  const said: string[] = []
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (words: string) => said.push(words))
  return () => said.join('')
}

const linkIn = (words: string) => /Create the first administrator: (\S+)/.exec(words)?.[1] ?? null

interface Starting {
  origin: string
  words: () => string
  linkComes: boolean
}

async function isReady(child: ChildProcess, { origin, words, linkComes }: Starting): Promise<void> {
  const last = Date.now() + startsWithin
  while (Date.now() < last && child.exitCode === null && child.signalCode === null) {
    // Its own words first: on the same port somebody else may answer.
    const isUp = words().includes('Redress is ready') && (!linkComes || linkIn(words()))
    const answers =
      isUp &&
      (await fetch(`${origin}/readyz`).then(
        ({ ok }) => ok,
        () => false,
      ))
    if (answers) return
    await pause(50)
  }
  throw new Error(`The desk does not start. It said:\n${words()}`)
}

async function end(child: ChildProcess, dataFolder: string): Promise<void> {
  const running = () => child.exitCode === null && child.signalCode === null
  const ended = new Promise((resolve) => child.once('exit', resolve))
  const enough = new AbortController()
  if (running() && child.kill('SIGTERM'))
    await Promise.race([ended, pause(stopsWithin, undefined, { signal: enough.signal }).catch(() => undefined)])
  enough.abort()
  if (running()) child.kill('SIGKILL')
  endDatabase(dataFolder)
  await rm(dataFolder, { recursive: true, force: true, maxRetries: 5 })
}

/** After an end by force its database goes on alone. */
function endDatabase(dataFolder: string) {
  const file = join(dataFolder, 'postgres/cluster/postmaster.pid')
  const pid = existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : 0
  if (pid > 1) process.kill(pid, 'SIGINT')
}
