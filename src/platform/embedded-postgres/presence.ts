import { Client, DatabaseError } from 'pg'
import type { Cluster } from './cluster.ts'
import type { RunningServer } from './postmaster.ts'

export interface Address {
  socketFolder: string | null
  port: number
  password: string
}

/** One Redress process that uses the server. */
export interface Presence {
  address: Address
  /** Calls `asLast` when nobody else is present, and keeps newcomers waiting until it is done. */
  leave(asLast: () => Promise<void>): Promise<void>
}

// Held shared by everybody present; who gets it alone is the last. The server forgets it when a process dies, however it dies.
const LOCK = 7_234_118
// The server says so while it starts, recovers or ends.
const NOT_NOW = new Set(['57P01', '57P02', '57P03'])

export function addressOf(cluster: Cluster, server: RunningServer): Address {
  return { socketFolder: server.socketFolder || null, port: server.port, password: cluster.password }
}

export function urlOf({ socketFolder, port, password }: Address, database: string): string {
  if (socketFolder === null) return `postgres://redress:${password}@127.0.0.1:${port}/${database}`
  return `postgres://redress:${password}@/${database}?host=${encodeURIComponent(socketFolder)}&port=${port}`
}

/** Undefined when the server does not answer yet, or no more. */
export async function enter(address: Address): Promise<Presence | undefined> {
  const client = await join(address)
  if (!client) return undefined
  await makeDatabase(client)
  holdProcess(client, false)
  return { address, leave: async (asLast) => await leave(await stillConnected(address, client), asLast) }
}

async function join(address: Address): Promise<Client | undefined> {
  const client = new Client({
    connectionString: urlOf(address, 'postgres'),
    application_name: 'redress presence',
    connectionTimeoutMillis: 5000,
  })
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.query(`select pg_advisory_lock_shared(${LOCK})`)
    return client
  } catch (error) {
    await client.end().catch(() => undefined)
    if (error instanceof DatabaseError && !NOT_NOW.has(error.code ?? '')) throw error
    return undefined
  }
}

async function makeDatabase(client: Client): Promise<void> {
  const { rowCount } = await client.query(`select 1 from pg_database where datname = 'redress'`)
  if (rowCount) return
  try {
    await client.query('create database redress')
  } catch (error) {
    // Another process made it in the same moment.
    if (!(error instanceof DatabaseError) || !['42P04', '23505'].includes(error.code ?? '')) throw error
  }
}

/** Being present must not keep a process alive that has nothing else to do. */
function holdProcess(client: Client, hold: boolean): void {
  // pg documents both; its types leave them out.
  const held = client as Client & { ref(): void; unref(): void }
  if (hold) held.ref()
  else held.unref()
}

/** Null when the server is gone. A connection may break without it, as when the server had to restart after a crash of one of its processes. */
async function stillConnected(address: Address, client: Client): Promise<Client | null> {
  holdProcess(client, true)
  try {
    await client.query('select 1')
    return client
  } catch {
    return (await join(address)) ?? null
  }
}

/** The share is given back before asking: of two that leave together, one finds itself alone. */
async function leave(client: Client | null, asLast: () => Promise<void>): Promise<void> {
  if (!client) return await asLast()
  try {
    await client.query(`select pg_advisory_unlock_shared(${LOCK})`)
    if (await isAlone(client)) await asLast()
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** Asks for a moment, since the server needs one to notice that a process was killed. */
async function isAlone(client: Client): Promise<boolean> {
  for (let asked = 0; asked < 10; asked += 1) {
    const answer = await client.query<{ alone: boolean }>(`select pg_try_advisory_lock(${LOCK}) as alone`).catch(() => undefined)
    // Cut off: another one was the last and is ending the server.
    if (!answer) return false
    if (answer.rows[0]?.alone) return true
    await new Promise((done) => setTimeout(done, 20))
  }
  return false
}
