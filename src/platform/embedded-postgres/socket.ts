import { createHash } from 'node:crypto'
import { chmodSync, lstatSync, mkdirSync, rmSync } from 'node:fs'
import { createServer, type ListenOptions, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Cluster, giveTo } from './cluster.ts'
import { canEnter } from './server-user.ts'

// A socket's path has room for 103 bytes on macOS and 107 on Linux.
const LONGEST = 100

/** A folder of the server's user alone that can hold a socket: beside the database, else in the system's temporary folder. Null: use loopback. */
export async function findSocketFolder(cluster: Cluster): Promise<string | null> {
  const name = createHash('sha256').update(cluster.folder).digest('hex').slice(0, 16)
  for (const folder of [join(cluster.home, 'socket'), join(tmpdir(), `redress-${name}`)]) {
    if (Buffer.byteLength(join(folder, '.s.PGSQL.5432')) > LONGEST) continue
    if (isPrivate(cluster, folder) && canEnter(cluster.user, folder) && (await canListenIn(folder))) return folder
  }
  return null
}

/** In a temporary folder somebody else may have made it before us. */
function isPrivate(cluster: Cluster, folder: string): boolean {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const owner = cluster.user?.uid ?? process.getuid?.()
  const made = lstatSync(folder)
  if (!made.isDirectory() || (made.uid !== owner && made.uid !== process.getuid?.())) return false
  giveTo(cluster, folder)
  chmodSync(folder, 0o700)
  return true
}

/** Some mounted file systems have no sockets. */
async function canListenIn(folder: string): Promise<boolean> {
  const path = join(folder, `.try-${process.pid}`)
  const server = await listen({ path })
  if (server) await close(server)
  rmSync(path, { force: true })
  return server !== null
}

export async function freePort(): Promise<number> {
  const server = await listen({ host: '127.0.0.1', port: 0 })
  const address = server?.address()
  if (!server || !address || typeof address === 'string')
    throw new Error('This system offers neither a Unix socket nor a free port on 127.0.0.1.')
  await close(server)
  return address.port
}

async function listen(where: ListenOptions): Promise<Server | null> {
  const server = createServer()
  return await new Promise((done) => {
    server.once('error', () => done(null))
    server.listen(where, () => done(server))
  })
}

async function close(server: Server): Promise<void> {
  await new Promise((done) => server.close(done))
}
