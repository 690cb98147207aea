import { readdir, rm, stat, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { type Expression, sql } from 'kysely'
import { filePath } from '../files.ts'
import { job, type Steps } from '../job.ts'
import { toolsOf } from '../open-work.ts'
import type { Work } from '../work.ts'

const whole = /^([0-9a-f]{64})(\.sealed)?$/
// Written beside and then renamed: what still carries such a name was cut off in the middle.
const unfinished = /^[0-9a-f]{64}(\.sealed)?\.([0-9a-f-]{36}|restoring)$/

/** The files that the rows of one module name. */
export type NamedFiles = (work: Work) => Expression<{ sha256: string }>

const atOnce = 200

/**
 * Removes, a day later, what nothing names: bytes that no commit named, because the work was rolled back or the machine fell over; and rows
 * that no module names any more, whose bytes follow after one more day, so that a backup that knows the row finds them.
 */
export const sweepFiles = (named: readonly NamedFiles[]) =>
  job<object>('sweep-files', async ({ step, signal }: Steps) => {
    const { folder, before } = await step(async (work) => ({
      folder: join(toolsOf(work).configuration.dataFolder, 'files'),
      before: work.now.subtract({ hours: 24 }),
    }))
    for (const shelf of (await readdir(folder).catch(() => [])).filter((name) => /^[0-9a-f]{2}$/.test(name))) {
      if (signal.aborted) return
      await sweepShelf(step, join(folder, shelf), before.epochMilliseconds)
    }
    const unnamed = await step((work) => unnamedFiles(work, named, before))
    for (let at = 0; at < unnamed.length && !signal.aborted; at += atOnce)
      await step((work) => removeNames(work, { folder, named, unnamed: unnamed.slice(at, at + atOnce) }))
  })

async function sweepShelf(step: Steps['step'], shelf: string, before: number) {
  const old = await olderThan(before, shelf)
  const known = await step((work) => knownAmong(work, old))
  const orphans = old.filter((name) => !known.has(name.slice(0, 64)))
  for (const name of orphans) await step((work) => removeOrphan(work, shelf, name))
  for (const name of old.filter((one) => unfinished.test(one))) await rm(join(shelf, name), { force: true })
}

async function olderThan(before: number, shelf: string): Promise<string[]> {
  const names = (await readdir(shelf)).filter((name) => whole.test(name) || unfinished.test(name))
  const old = await Promise.all(names.map(async (name) => ((await modified(join(shelf, name))) < before ? [name] : [])))
  return old.flat()
}

async function knownAmong(work: Work, names: string[]): Promise<Set<string>> {
  const hashes = names.map((name) => name.slice(0, 64))
  if (hashes.length === 0) return new Set()
  const rows = await work.db.selectFrom('files_files').select('sha256').where('sha256', 'in', hashes).execute()
  return new Set(rows.map(({ sha256 }) => sha256))
}

/** Takes the name for the time of this work: who keeps the same content meanwhile waits, finds nothing on the disk, and writes it anew. */
async function removeOrphan(work: Work, shelf: string, name: string) {
  const sha256 = name.slice(0, 64)
  const taken = await work.db
    .insertInto('files_files')
    .values({ sha256, size: 0, encrypted: false, stored_at: work.now })
    .onConflict((conflict) => conflict.doNothing())
    .returning('sha256')
    .executeTakeFirst()
  if (!taken) return
  await rm(join(shelf, name), { force: true })
  await work.db.deleteFrom('files_files').where('sha256', '=', sha256).execute()
}

async function unnamedFiles(work: Work, named: readonly NamedFiles[], before: Temporal.Instant): Promise<string[]> {
  const { rows } = await sql<{ sha256: string }>`select f.sha256 from files_files f
    where f.stored_at < ${before} and not exists (select from (${allNamed(work, named)}) n where n.sha256 = f.sha256)`.execute(work.db)
  return rows.map(({ sha256 }) => sha256)
}

/** Takes the rows first and looks again then: what is held is being named at this moment, and stays. Who comes later finds no row, and makes one. */
async function removeNames(work: Work, { folder, named, unnamed }: { folder: string; named: readonly NamedFiles[]; unnamed: string[] }) {
  const taken = await work.db
    .selectFrom('files_files')
    .select(['sha256', 'encrypted'])
    .where('sha256', 'in', unnamed)
    .forUpdate()
    .skipLocked()
    .execute()
  const hashes = taken.map(({ sha256 }) => sha256)
  const { rows } = await sql<{ sha256: string }>`select n.sha256 from (${allNamed(work, named)}) n
    where n.sha256 = any(${hashes}::text[])`.execute(work.db)
  const again = new Set(rows.map(({ sha256 }) => sha256))
  const gone = taken.filter(({ sha256 }) => !again.has(sha256))
  if (gone.length === 0) return
  // From now on they are orphans of today.
  for (const { sha256, encrypted } of gone) await touch(filePath(folder, sha256, encrypted), work.now)
  await work.db
    .deleteFrom('files_files')
    .where(
      'sha256',
      'in',
      gone.map(({ sha256 }) => sha256),
    )
    .execute()
}

const allNamed = (work: Work, named: readonly NamedFiles[]) =>
  sql.join(
    named.map((files) => files(work)),
    sql` union all `,
  )

const touch = (path: string, now: Temporal.Instant) =>
  utimes(path, now.epochMilliseconds / 1000, now.epochMilliseconds / 1000).catch((error: NodeJS.ErrnoException) => {
    // Bytes that are gone already need no day.
    if (error.code !== 'ENOENT') throw error
  })

const modified = (path: string): Promise<number> =>
  stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => Number.POSITIVE_INFINITY,
  )
