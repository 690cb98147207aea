import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

export interface Desk {
  port: number
  pid: number
  stop(): Promise<void>
}

/** The real server as a process of its own, on the database that is there. */
export async function startDesk(asked: {
  databaseUrl: string
  dataFolder: string
  port: number | undefined
  environment?: Record<string, string>
}): Promise<Desk> {
  const port = asked.port ?? (await freePort())
  const environment = {
    DATABASE_URL: asked.databaseUrl,
    REDRESS_DATA: asked.dataFolder,
    PORT: String(port),
    HOST: '127.0.0.1',
    LOG_LEVEL: 'error',
    // as `npm start` has it
    MALLOC_ARENA_MAX: '2',
    ...asked.environment,
  }
  const child = spawn(process.execPath, [join(import.meta.dirname, '../src/main.ts'), 'serve'], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  await untilReady(child, port).catch((error: unknown) => {
    child.kill('SIGTERM')
    throw error
  })
  return {
    port,
    pid: child.pid ?? 0,
    async stop() {
      child.kill('SIGTERM')
      if (child.exitCode === null) await once(child, 'exit')
    },
  }
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  await new Promise((closed) => server.close(closed))
  if (address === null || typeof address === 'string') throw new Error('No free port')
  return address.port
}

async function untilReady(child: ChildProcess, port: number) {
  const until = performance.now() + 300_000
  while (performance.now() < until) {
    if (child.exitCode !== null) throw new Error(`The server ended with ${child.exitCode}`)
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined)
    if (answer?.ok) return
    await pause(200)
  }
  throw new Error('The server did not become ready in five minutes')
}

const ticksPerSecond = 100

/** How long a process has been on a CPU, in milliseconds, and those that it started and that have ended. Null where the system does not say. */
export function cpuOf(pid: number): number | null {
  const fields = statOf(pid)
  return fields && (fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) * 1000) / ticksPerSecond
}

/** The first process of the database that a connection belongs to. */
export const databaseOf = (backend: number): number | null => Number(statOf(backend)?.[1]) || null

/** The database's: its first process and all that it started, whether they still run or not. */
export function cpuOfDatabase(database: number | null): number | null {
  return database === null ? null : familyOf(database).reduce((sum, pid) => sum + (cpuOf(pid) ?? 0), 0)
}

/** Memory that a process has in RAM, what it shares counted by its part, in MB. */
export function memoryOf(pid: number): number | null {
  try {
    const text = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')
    return Number(/^Pss:\s+(\d+)/m.exec(text)?.[1]) / 1024
  } catch {
    return null
  }
}

export function memoryOfDatabase(database: number | null): number | null {
  return database === null ? null : familyOf(database).reduce((sum, pid) => sum + (memoryOf(pid) ?? 0), 0)
}

function familyOf(first: number): number[] {
  const others = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  return [first, ...others.map(Number).filter((pid) => Number(statOf(pid)?.[1]) === first)]
}

/** The fields of /proc/<pid>/stat behind the name, which may hold blanks: state, parent, … */
function statOf(pid: number): string[] | null {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? null
  } catch {
    return null
  }
}
