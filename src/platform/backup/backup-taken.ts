import type { Work } from '../work.ts'
import './facts.ts'
import type { Manifest } from './frames.ts'

/** Says in the record that a backup was taken, and how large it was; where it lies is the operator's affair. */
export async function noteBackup(work: Work, { tables, files }: Manifest): Promise<void> {
  const rows = Object.values(tables).reduce((sum, table) => sum + table.rows, 0)
  await work.announce({ fact: 'backup.taken', house: 'backup', rows, files: files.count, bytes: files.bytes })
}

/** Whether one was ever taken. */
export async function wasBackedUp(work: Work): Promise<boolean> {
  const taken = await work.db.selectFrom('facts_facts').select('seq').where('stream', '=', 'house/backup').limit(1).executeTakeFirst()
  return taken !== undefined
}
