import { spawnSync } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** Whom the server runs as when we are root, which PostgreSQL refuses. */
export interface ServerUser {
  name: string
  uid: number
  gid: number
}

/** Null when we are no root: then the server runs as ourselves. */
export function findServerUser(folder: string): ServerUser | null {
  if (process.getuid?.() !== 0) return null
  const users = readFileSync('/etc/passwd', 'utf8').split('\n').flatMap(readUser)
  const found =
    ownerOfCluster(folder, users) ?? users.find((user) => user.name === 'postgres') ?? users.find((user) => user.name === 'nobody')
  if (!found) {
    throw new Error(
      'PostgreSQL refuses to run as root, and this system has neither a user postgres nor a user nobody. Start Redress as an ordinary user.',
    )
  }
  return found
}

/** A database that was made by an ordinary user stays theirs when root starts it once. */
function ownerOfCluster(folder: string, users: ServerUser[]): ServerUser | undefined {
  const stat = statSync(join(folder, 'cluster'), { throwIfNoEntry: false })
  if (!stat || stat.uid === 0) return undefined
  return users.find((user) => user.uid === stat.uid) ?? { name: `user ${stat.uid}`, uid: stat.uid, gid: stat.gid }
}

function readUser(line: string): ServerUser[] {
  const [name, , uid, gid] = line.split(':')
  if (!name || name.startsWith('#') || uid === undefined || gid === undefined || Number(uid) === 0) return []
  // macOS writes nobody as -2.
  return [{ name, uid: Number(uid) >>> 0, gid: Number(gid) >>> 0 }]
}

/** How a child becomes that user. Never in our own folder, which they may not enter. */
export function asUser(user: ServerUser | null): { cwd: string; uid?: number; gid?: number } {
  return user ? { cwd: '/', uid: user.uid, gid: user.gid } : { cwd: '/' }
}

/** Asks the system itself, since mode bits do not tell of access lists, mounts and security modules. */
export function canEnter(user: ServerUser | null, folder: string): boolean {
  return spawnSync('/bin/sh', ['-c', 'cd -- "$1"', 'sh', folder], { ...asUser(user), stdio: 'ignore' }).status === 0
}
