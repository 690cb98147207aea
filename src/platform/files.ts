import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readFile, rename, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import type { Insertable } from 'kysely'
import type { FilesFiles } from './database.types.ts'
import type { Secrets } from './secrets.ts'
import type { Work } from './work.ts'

export interface StoredFile {
  sha256: string
  size: number
}

/** Files named by the sha256 of their plain bytes, on disk before the commit that names them. */
export interface Files {
  /** Writes and fsyncs the bytes, then names them in this work. Twice is harmless. `sealed` ones are encrypted on disk. */
  keep(work: Work, bytes: Uint8Array, how?: { sealed: boolean }): Promise<StoredFile>
  /** The same for many at once: their names in one statement, each folder fsynced once. Answers in their order. */
  keepAll(work: Work, all: readonly Uint8Array[], how?: { sealed: boolean }): Promise<StoredFile[]>
  read(sha256: string): Promise<Buffer>
  /** For large answers. Sealed files are decrypted whole. */
  stream(sha256: string): Promise<Readable>
}

/** Where a file lies below the files folder. */
export const filePath = (folder: string, sha256: string, sealed: boolean) =>
  join(folder, sha256.slice(0, 2), `${sha256}${sealed ? '.sealed' : ''}`)

export function openFiles(folder: string, secrets: Secrets): Files {
  const pathOf = (sha256: string, sealed: boolean) => filePath(folder, sha256, sealed)
  const read = async (sha256: string) => {
    const plain = pathOf(sha256, false)
    if (await exists(plain)) return readFile(plain)
    return secrets.decrypt(await readFile(pathOf(sha256, true)))
  }
  const keepAll: Files['keepAll'] = async (work, all, { sealed } = { sealed: false }) => {
    const kept = all.map((bytes) => ({ sha256: createHash('sha256').update(bytes).digest('hex'), size: bytes.byteLength, bytes }))
    const once = [...new Map(kept.map((file) => [file.sha256, file])).values()]
    await holdNames(
      work,
      once.map(({ sha256, size }) => ({ sha256, size, encrypted: sealed, stored_at: work.now })),
    )
    // After the rows, which hold the sweep back until this commit; before the commit, which names the files.
    await writeDurably(
      once.map(({ sha256, bytes }) => ({ path: pathOf(sha256, sealed), bytes: () => (sealed ? secrets.encrypt(bytes) : bytes) })),
    )
    return kept.map(({ sha256, size }) => ({ sha256, size }))
  }
  return {
    async keep(work, bytes, how) {
      const [kept] = await keepAll(work, [bytes], how)
      return kept as StoredFile // one in, one out
    },
    keepAll,
    read,
    async stream(sha256) {
      const plain = pathOf(sha256, false)
      if (await exists(plain)) return createReadStream(plain)
      return Readable.from([await read(sha256)])
    },
  }
}

type Name = Insertable<FilesFiles> & { sha256: string }

/**
 * Until this commit the sweep leaves these names alone: they are new, or held. What was swept at this very moment is named anew. In one order
 * everywhere, so that no two that keep the same files wait for each other.
 */
async function holdNames(work: Work, names: readonly Name[]) {
  let left = names.toSorted((one, other) => (one.sha256 < other.sha256 ? -1 : 1))
  while (left.length > 0) {
    const fresh = work.db
      .insertInto('files_files')
      .values(left)
      .onConflict((conflict) => conflict.doNothing())
    left = without(left, await fresh.returning('sha256').execute())
    if (left.length === 0) return
    const hashes = left.map(({ sha256 }) => sha256)
    const known = work.db.selectFrom('files_files').select('sha256').where('sha256', 'in', hashes).orderBy('sha256')
    left = without(left, await known.forKeyShare().execute())
  }
}

function without(names: readonly Name[], held: readonly { sha256: string }[]): Name[] {
  const hashes = new Set(held.map(({ sha256 }) => sha256))
  return names.filter(({ sha256 }) => !hashes.has(sha256))
}

const exists = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  )

/** So many files are open at once. */
const atOnce = 16

interface Written {
  path: string
  bytes: () => Uint8Array
}

/** Written beside, fsynced, renamed, and their folders fsynced: after a power cut a file is whole or absent. What is there stays. */
async function writeDurably(files: readonly Written[]) {
  const waiting = files.values()
  const written = new Set<string>()
  const writer = async () => {
    for (const file of waiting) if (await writeAbsent(file)) written.add(dirname(file.path))
  }
  await finished(Array.from({ length: Math.min(atOnce, files.length) }, writer))
  await finished([...written].map(syncFolder))
}

/** All have ended before the first failure is told: nothing goes on writing behind a work that was rolled back. */
async function finished(all: Promise<void>[]) {
  const ends = await Promise.allSettled(all)
  const failed = ends.find((end) => end.status === 'rejected')
  if (failed) throw failed.reason
}

async function writeAbsent({ path, bytes }: Written): Promise<boolean> {
  if (await exists(path)) return false
  await mkdir(dirname(path), { recursive: true })
  const beside = `${path}.${randomUUID()}`
  const file = await open(beside, 'w', 0o600)
  try {
    await file.writeFile(bytes())
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(beside, path)
  return true
}

async function syncFolder(path: string) {
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}
