import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Client } from 'pg'
import { startEmbeddedPostgres } from '#platform/embedded-postgres.ts'
import { atTheEnd } from './at-the-end.ts'
import { freePort } from './run-server.ts'

const root = join(import.meta.dirname, '..')

export type Ask = <Row extends object>(query: string) => Promise<Row[]>

/** The product as a process of its own, with its own database, that can be killed and started again on the same data. */
export async function killableDesk(administrator: { email: string; password: string }) {
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
      for (let turn = 0; child.exitCode === null && turn < 4800; turn += 1) {
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
