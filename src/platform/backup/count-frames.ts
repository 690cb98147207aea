import { createHash, type Hash } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
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

type Counted = Pick<Manifest, 'tables' | 'files' | 'jobs'>

/** Names what differs, or null. */
export function difference(found: Counted, wanted: Manifest): string | null {
  for (const [name, table] of Object.entries(wanted.tables)) {
    if (!same(found.tables[name], table)) return `${name}: ${found.tables[name]?.rows ?? 0} of ${table.rows} rows, or their content differs`
  }
  if (!same(found.files, wanted.files)) return `files: ${found.files.count} of ${wanted.files.count}, or their content differs`
  return found.jobs === wanted.jobs ? null : `waiting jobs: ${found.jobs} of ${wanted.jobs}`
}

const same = (found: object | undefined, wanted: object): boolean => isDeepStrictEqual(found, wanted)
