import { stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { holdRestored } from '#modules/conversations/index.ts'
import { theDesk } from '#platform/actor.ts'
import { noteBackup } from '#platform/backup/backup-taken.ts'
import { restoreBackup } from '#platform/backup/restore-backup.ts'
import { writeBackup } from '#platform/backup/write-backup.ts'
import { type Configuration, readConfiguration, WrongConfiguration } from '#platform/configuration.ts'
import { readSecret, secretsOf } from '#platform/secrets.ts'
import { databaseAtHand } from './database-at-hand.ts'
import { say } from './say.ts'
import { withOpenWork } from './with-open-work.ts'

/** Writes one consistent snapshot to a file, while the desk goes on. */
export async function backup([file]: string[]): Promise<void> {
  if (!file) throw new WrongConfiguration('Say where to: npm run redress -- backup FILE')
  const to = resolve(file)
  if (await exists(to)) throw new WrongConfiguration(`${to} exists already. Choose another name: a backup never overwrites another.`)
  const configuration = readConfiguration()
  const postgres = await databaseAtHand(configuration, say)
  try {
    const manifest = await writeBackup({
      databaseUrl: postgres.url,
      ...(await placesOf(configuration)),
      to,
      now: Temporal.Now.instant(),
      say,
    })
    await withOpenWork(configuration, (open) => open(theDesk, (work) => noteBackup(work, manifest)))
    const rows = Object.values(manifest.tables).reduce((sum, table) => sum + table.rows, 0)
    say(`Backed up ${rows} rows, ${manifest.files.count} files (${manifest.files.bytes} bytes) and ${manifest.jobs} waiting jobs to ${to}.`)
    say('REDRESS_SECRET is not in it. Keep it somewhere else: without it the backup cannot be restored.')
  } finally {
    await postgres.stop()
  }
}

/** Restores a backup into an empty database and data folder. */
export async function restore([file]: string[]): Promise<void> {
  if (!file) throw new WrongConfiguration('Say which: npm run redress -- restore FILE')
  const from = resolve(file)
  if (!(await exists(from))) throw new WrongConfiguration(`${from} is not there.`)
  const configuration = readConfiguration()
  const postgres = await databaseAtHand(configuration, say)
  try {
    const manifest = await restoreBackup({ databaseUrl: postgres.url, ...(await placesOf(configuration)), from, say })
    say(`Restored ${Object.keys(manifest.tables).length} tables and ${manifest.files.count} files; every count and hash is the same.`)
    const held = await withOpenWork(configuration, (open) => open(theDesk, holdRestored))
    if (held > 0)
      say(
        `${held} messages waited to be sent when this was taken. They may have left since, so they are shown as unsure: a person decides.`,
      )
  } finally {
    await postgres.stop()
  }
}

async function placesOf(configuration: Configuration) {
  const { fingerprint } = secretsOf(await readSecret(configuration.REDRESS_SECRET, configuration.dataFolder))
  return { filesFolder: join(configuration.dataFolder, 'files'), keyFingerprint: fingerprint }
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  )
