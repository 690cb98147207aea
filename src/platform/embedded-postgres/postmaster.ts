import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { closeSync, existsSync, openSync, readdirSync, readFileSync, readlinkSync, realpathSync, rmdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { type Cluster, isAlive, serverEnvironment, writeSettings } from './cluster.ts'
import { asUser } from './server-user.ts'
import { findSocketFolder, freePort } from './socket.ts'

/** What the server's own postmaster.pid says of it. */
export interface RunningServer {
  pid: number
  port: number
  socketFolder: string
  status: string
}

const LOGS_KEPT = 5

/** Undefined when no server runs on this folder, whatever a left-over file says. */
export function runningServer(cluster: Cluster): RunningServer | undefined {
  const file = join(cluster.folder, 'postmaster.pid')
  if (!existsSync(file)) return undefined
  const lines = readText(file).split('\n')
  const server = { pid: Number(lines[0]), port: Number(lines[3]), socketFolder: lines[4] ?? '', status: (lines[7] ?? 'starting').trim() }
  return server.pid > 0 && isAlive(server.pid) && worksIn(server.pid, cluster.folder) ? server : undefined
}

/** The server may remove its file between our two looks. */
function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

/** A process number alone proves nothing: after a restart of the machine or container it belongs to somebody else. */
function worksIn(pid: number, folder: string): boolean {
  if (process.platform === 'linux') return workingFolderOf(pid) === realpathSync(folder)
  return spawnSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout.includes(folder)
}

function workingFolderOf(pid: number): string {
  try {
    return readlinkSync(`/proc/${pid}/cwd`)
  } catch {
    return ''
  }
}

/** Undefined when the server ended at once: another process was faster, or, on the last try, an error with the server's own words. */
export async function launchServer(cluster: Cluster, isLastTry: boolean): Promise<RunningServer | undefined> {
  writeSettings(cluster)
  const socketFolder = await findSocketFolder(cluster)
  removeForeignLocks(cluster, socketFolder)
  const place = socketFolder
    ? ['-k', socketFolder, '-c', 'listen_addresses=']
    : ['-k', '', '-c', 'listen_addresses=127.0.0.1', '-p', String(await freePort())]
  const firstWords = join(cluster.home, 'start.log')
  const output = openSync(firstWords, 'w', 0o600)
  // A process group of its own, so that Ctrl-C in the terminal leaves it to us to end things in order.
  const child = spawn(cluster.binaries.postgres, ['-D', cluster.folder, ...place], {
    ...asUser(cluster.user),
    env: serverEnvironment(),
    detached: true,
    stdio: ['ignore', output, output],
  })
  closeSync(output)
  child.unref()
  const server = await untilSeen(cluster, child)
  if (!server && isLastTry) throw new Error(`The database in ${cluster.folder} does not start: ${readText(firstWords).trim()}`)
  return server
}

/**
 * PostgreSQL believes a left-over lock whose number is in use again, as happens in every container that restarts.
 * All other left-overs it handles itself, and better.
 */
function removeForeignLocks(cluster: Cluster, socketFolder: string | null): void {
  if (someoneWorksIn(cluster.folder)) return
  const locks = [join(cluster.folder, 'postmaster.pid')]
  if (socketFolder) locks.push(join(socketFolder, '.s.PGSQL.5432.lock'))
  for (const lock of locks) {
    const holder = Number.parseInt(readText(lock), 10)
    if (holder > 0 && isAlive(holder) && !worksIn(holder, cluster.folder)) rmSync(lock, { force: true })
  }
}

function someoneWorksIn(folder: string): boolean {
  if (process.platform !== 'linux') return false
  const real = realpathSync(folder)
  return readdirSync('/proc').some((name) => /^\d+$/.test(name) && workingFolderOf(Number(name)) === real)
}

async function untilSeen(cluster: Cluster, child: ChildProcess): Promise<RunningServer | undefined> {
  let gone = false
  child.once('error', () => {
    gone = true
  })
  child.once('exit', () => {
    gone = true
  })
  while (!gone) {
    const server = runningServer(cluster)
    if (server && server.pid === child.pid) return server
    await pause(10)
  }
  return undefined
}

/** Ends the server in order, and with more force only when it does not listen. */
export async function haltServer(cluster: Cluster): Promise<void> {
  const server = runningServer(cluster)
  if (!server) return
  // PostgreSQL's words: SIGINT is a fast shutdown, SIGQUIT an immediate one, after which the next start recovers.
  const steps: [NodeJS.Signals, number][] = [
    ['SIGINT', 60_000],
    ['SIGQUIT', 10_000],
    ['SIGKILL', 5000],
  ]
  for (const [signal, patience] of steps) {
    if (isAlive(server.pid)) process.kill(server.pid, signal)
    if (await hasEnded(cluster, server.pid, patience)) return removeSocketFolder(server)
  }
  throw new Error(`The database server (process ${server.pid}) does not end. Please end it yourself.`)
}

/** It may lie in the system's temporary folder, where nobody else would tidy up. Whoever starts meanwhile has put something in, or tries again. */
function removeSocketFolder({ socketFolder }: RunningServer): void {
  try {
    if (socketFolder) rmdirSync(socketFolder)
  } catch (error) {
    if (!['ENOENT', 'ENOTEMPTY'].includes(codeOf(error))) throw error
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}

async function hasEnded(cluster: Cluster, pid: number, patience: number): Promise<boolean> {
  const began = performance.now()
  while (performance.now() - began < patience) {
    // A dead server whose new parent never asks after it keeps its number but works nowhere.
    if (!isAlive(pid) || !worksIn(pid, cluster.folder)) return true
    await pause(10)
  }
  return false
}

export function pruneLogs(cluster: Cluster): void {
  if (!existsSync(cluster.log)) return
  const logs = readdirSync(cluster.log)
    .filter((name) => name.endsWith('.log'))
    .sort()
  for (const name of logs.slice(0, -LOGS_KEPT)) rmSync(join(cluster.log, name), { force: true })
}

export async function pause(milliseconds: number): Promise<void> {
  await new Promise((done) => setTimeout(done, milliseconds))
}
