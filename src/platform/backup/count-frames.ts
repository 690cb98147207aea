import { createHash, type Hash } from 'node:crypto'
import type { Frame, Manifest } from './frames.ts'

/** Counts what passes by and hashes it: the same when a backup is written, when it is read, and when what was restored is compared. */
export interface Counter {
  count(frame: Frame): void
  counted(): Pick<Manifest, 'tables' | 'files' | 'jobs'>
}

export function frameCounter(): Counter {
  const tables = new Map<string, { rows: number; hash: Hash }>()
  const files = { count: 0, bytes: 0, hash: createHash('sha256') }
  let current = { rows: 0, hash: createHash('sha256') }
  return {
    count(frame) {
      if (frame.kind === 'table') {
        current = { rows: 0, hash: createHash('sha256') }
        tables.set(frame.table, current)
      }
      if (frame.kind === 'rows') {
        for (const row of frame.rows) current.hash.update(row).update('\n')
        current.rows += frame.rows.length
      }
      if (frame.kind === 'file') {
        files.count += 1
        files.bytes += frame.bytes.byteLength
        files.hash.update(`${frame.name} ${createHash('sha256').update(frame.bytes).digest('hex')}\n`)
      }
    },
    counted() {
      const all = [...tables].map(([name, { rows, hash }]) => [name, { rows, sha256: hash.copy().digest('hex') }] as const)
      const kept = all.filter(([name]) => name !== waitingJobs)
      const { count, bytes, hash } = files
      return {
        tables: Object.fromEntries(kept),
        files: { count, bytes, sha256: hash.copy().digest('hex') },
        jobs: tables.get(waitingJobs)?.rows ?? 0,
      }
    },
  }
}

/** The name under which waiting jobs stand among the tables. */
export const waitingJobs = 'jobs'

/** Names what differs, or null. */
export function difference(found: Pick<Manifest, 'tables' | 'files' | 'jobs'>, wanted: Manifest): string | null {
  for (const [name, { rows, sha256 }] of Object.entries(wanted.tables)) {
    const table = found.tables[name]
    if (table?.rows !== rows || table.sha256 !== sha256) return `${name}: ${table?.rows ?? 0} of ${rows} rows, or their content differs`
  }
  const { count, bytes, sha256 } = wanted.files
  if (found.files.count !== count || found.files.bytes !== bytes || found.files.sha256 !== sha256)
    return `files: ${found.files.count} of ${count}, or their content differs`
  return found.jobs === wanted.jobs ? null : `waiting jobs: ${found.jobs} of ${wanted.jobs}`
}
