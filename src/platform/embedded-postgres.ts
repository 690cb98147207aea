import { mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { readyBinaries } from './embedded-postgres/binaries.ts'
import { type Cluster, readyCluster } from './embedded-postgres/cluster.ts'
import { findHome } from './embedded-postgres/home.ts'
import { haltServer, launchServer, pause, pruneLogs, type RunningServer, runningServer } from './embedded-postgres/postmaster.ts'
import { addressOf, enter, type Presence, urlOf } from './embedded-postgres/presence.ts'
import { findServerUser } from './embedded-postgres/server-user.ts'

export interface EmbeddedPostgres {
  url: string
  socketFolder: string | null
  stop(): Promise<void>
}

export interface EmbeddedPostgresOptions {
  /** What the database owns; made when absent. */
  folder: string
  /** Hears one sentence about everything that takes a while. */
  say: (sentence: string) => void
}

const TRIES = 5
const PATIENCE = 10_000
const RECOVERY = 30 * 60_000

/**
 * Gives a running PostgreSQL on this folder: starts one, or joins the one that runs there already, be it of a second Redress process
 * or left behind by one that was killed. The last process to stop() ends the server.
 */
export async function startEmbeddedPostgres({ folder, say }: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  mkdirSync(resolve(folder), { recursive: true })
  const user = findServerUser(resolve(folder))
  const binaries = readyBinaries(user, say)
  const home = findHome({ folder, user, say })
  const cluster = await readyCluster({ home, user, binaries, say })
  const presence = await joinOrLaunch(cluster, say)
  pruneLogs(cluster)
  const pruning = setInterval(() => pruneLogs(cluster), 10 * 60_000).unref()

  return {
    url: urlOf(presence.address, 'redress'),
    socketFolder: presence.address.socketFolder,
    async stop() {
      clearInterval(pruning)
      await presence.leave(async () => await haltServer(cluster))
    },
  }
}

async function joinOrLaunch(cluster: Cluster, say: (sentence: string) => void): Promise<Presence> {
  for (let attempt = 1; ; attempt += 1) {
    const server = runningServer(cluster) ?? (await launchServer(cluster, attempt === TRIES))
    const presence = server && (await joinPatiently(cluster, server, say))
    if (presence) return presence
    if (attempt === TRIES) throw new Error(`The database in ${cluster.folder} does not answer. Its own words are in ${cluster.log}.`)
    await pause(100)
  }
}

/** Undefined when the server ended meanwhile, or had to be ended because it does not answer. */
async function joinPatiently(cluster: Cluster, server: RunningServer, say: (sentence: string) => void): Promise<Presence | undefined> {
  const began = performance.now()
  for (let told = false; ; ) {
    const now = runningServer(cluster)
    if (now?.pid !== server.pid) return undefined
    const presence = now.status === 'ready' ? await enter(addressOf(cluster, now)) : undefined
    if (presence) return presence

    const waited = performance.now() - began
    if (waited > patienceWith(now)) break
    if (waited > 3000 && !told) say('Waiting for the database to answer. After a power cut it first puts its files in order …')
    told ||= waited > 3000
    await pause(20)
  }
  say('The database that was left running does not answer. Stopping it and starting it again …')
  await haltServer(cluster)
  return undefined
}

/** Recovery after a crash may be long and must not be cut short. */
function patienceWith(server: RunningServer): number {
  return server.status === 'starting' ? RECOVERY : PATIENCE
}
