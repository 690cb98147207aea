import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chownSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import type { Binaries } from './binaries.ts'
import { asUser, type ServerUser } from './server-user.ts'
import { settingsFile } from './settings.ts'

/** One database directory and all that is needed to run it. */
export interface Cluster {
  home: string
  folder: string
  log: string
  password: string
  user: ServerUser | null
  binaries: Binaries
}

interface Asked {
  home: string
  user: ServerUser | null
  binaries: Binaries
  say: (sentence: string) => void
}

const VERSION = '18'
// The provider for order and case is built in and the same everywhere; the words of a text are still told apart by the C library,
// which in plain C takes every Greek quotation mark or dash for a letter.
const CTYPE = process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8'

export async function readyCluster({ home, user, binaries, say }: Asked): Promise<Cluster> {
  const folder = join(home, 'cluster')
  const cluster = { home, folder, log: join(folder, 'log'), user, binaries, password: '' }
  sweepUnfinished(home)
  if (!existsSync(folder)) {
    say('Making the database. This happens once …')
    await makeCluster(cluster)
  }
  refuseOtherVersion(folder)
  return { ...cluster, password: readFileSync(join(folder, 'password'), 'utf8').trim() }
}

/** Made beside its place and moved there whole, so that a half-made one is never taken for a database, and of two makers one wins. */
async function makeCluster(cluster: Cluster): Promise<void> {
  const coming = `${cluster.folder}.${process.pid}.${randomBytes(3).toString('hex')}`
  const secret = `${coming}.password`
  mkdirSync(coming, { mode: 0o700 })
  writeFor(cluster, secret, `${randomBytes(24).toString('base64url')}\n`)
  giveTo(cluster, coming)
  await runInitdb(cluster, coming, secret)
  giveTo(cluster, secret)
  renameSync(secret, join(coming, 'password'))
  writeFor(cluster, join(coming, 'pg_hba.conf'), 'local all all scram-sha-256\nhost all all 127.0.0.1/32 scram-sha-256\n')
  try {
    renameSync(coming, cluster.folder)
  } catch (error) {
    rmSync(coming, { recursive: true, force: true })
    if (!existsSync(cluster.folder)) throw error
  }
}

async function runInitdb(cluster: Cluster, folder: string, secret: string): Promise<void> {
  const options = [
    '--username=redress',
    '--encoding=UTF8',
    '--no-locale',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    `--lc-ctype=${CTYPE}`,
  ]
  options.push(
    '--data-checksums',
    '--auth=scram-sha-256',
    `--pwfile=${secret}`,
    '--text-search-config=simple',
    '--no-instructions',
    `--pgdata=${folder}`,
  )
  const initdb = spawn(cluster.binaries.initdb, options, {
    ...asUser(cluster.user),
    env: serverEnvironment(),
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const [complaint, status] = await Promise.all([text(initdb.stderr), new Promise((done) => initdb.once('close', done))])
  if (status === 0) return
  rmSync(folder, { recursive: true, force: true })
  rmSync(secret, { force: true })
  throw new Error(`The database could not be made in ${cluster.folder}: ${complaint.trim()}`)
}

/** Nothing of ours leaks into the server, and no PG… variable of the person's shell steers it. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  return { PATH: '/usr/local/bin:/usr/bin:/bin', TZ: 'UTC', LC_ALL: CTYPE }
}

/** Written anew before each start, so that a newer Redress brings newer settings. Who tunes by ALTER SYSTEM is stronger. */
export function writeSettings(cluster: Cluster): void {
  const coming = join(cluster.folder, `postgresql.conf.${process.pid}`)
  writeFor(cluster, coming, settingsFile())
  renameSync(coming, join(cluster.folder, 'postgresql.conf'))
}

function writeFor(cluster: Cluster, path: string, content: string): void {
  writeFileSync(path, content, { mode: 0o600 })
  giveTo(cluster, path)
}

export function giveTo(cluster: Pick<Cluster, 'user'>, path: string): void {
  if (cluster.user) chownSync(path, cluster.user.uid, cluster.user.gid)
}

function sweepUnfinished(home: string): void {
  for (const name of readdirSync(home)) {
    const maker = /^cluster\.(\d+)\./.exec(name)?.[1]
    if (maker && !isAlive(Number(maker))) rmSync(join(home, name), { recursive: true, force: true })
  }
}

/** Someone else's process counts as gone: what we look for is ours, or we are root. */
export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

function refuseOtherVersion(folder: string): void {
  const version = readFileSync(join(folder, 'PG_VERSION'), 'utf8').trim()
  if (version === VERSION) return
  throw new Error(
    `The database in ${folder} was made by PostgreSQL ${version}; this Redress brings ${VERSION}. Make a backup with the Redress that made it, and restore it here.`,
  )
}
