import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { job, type Steps } from '../job.ts'
import { toolsOf } from '../open-work.ts'
import type { Work } from '../work.ts'

const whole = /^([0-9a-f]{64})(\.sealed)?$/
// Written beside and then renamed: what still carries such a name was cut off in the middle.
const unfinished = /^[0-9a-f]{64}(\.sealed)?\.([0-9a-f-]{36}|restoring)$/

/** Removes what was written to the disk more than a day ago and is named by no commit: the work was rolled back, or the machine fell over. */
export const sweepFiles = job<object>('sweep-files', async ({ step, signal }: Steps) => {
  const { folder, before } = await step(async (work) => ({
    folder: join(toolsOf(work).configuration.dataFolder, 'files'),
    before: work.now.subtract({ hours: 24 }).epochMilliseconds,
  }))
  for (const shelf of (await readdir(folder).catch(() => [])).filter((name) => /^[0-9a-f]{2}$/.test(name))) {
    if (signal.aborted) return
    const old = await olderThan(before, join(folder, shelf))
    const known = await step((work) => knownAmong(work, old))
    const orphans = old.filter((name) => !known.has(name.slice(0, 64)))
    for (const name of orphans) await step((work) => removeOrphan(work, join(folder, shelf), name))
    for (const name of old.filter((one) => unfinished.test(one))) await rm(join(folder, shelf, name), { force: true })
  }
})

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

const modified = (path: string): Promise<number> =>
  stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => Number.POSITIVE_INFINITY,
  )
