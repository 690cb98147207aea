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
  return {
    async keep(work, bytes, { sealed } = { sealed: false }) {
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      const path = pathOf(sha256, sealed)
      await holdName(work, { sha256, size: bytes.byteLength, encrypted: sealed, stored_at: work.now })
      // After the row, which holds the sweep back until this commit; before the commit, which names the file.
      if (!(await exists(path))) await writeDurably(path, sealed ? secrets.encrypt(bytes) : bytes)
      return { sha256, size: bytes.byteLength }
    },
    read,
    async stream(sha256) {
      const plain = pathOf(sha256, false)
      if (await exists(plain)) return createReadStream(plain)
      return Readable.from([await read(sha256)])
    },
  }
}

/** Until this commit the sweep leaves the name alone: it is new, or held. What was swept at this very moment is named anew. */
async function holdName(work: Work, row: Insertable<FilesFiles>) {
  for (;;) {
    const fresh = work.db
      .insertInto('files_files')
      .values(row)
      .onConflict((conflict) => conflict.doNothing())
    if (await fresh.returning('sha256').executeTakeFirst()) return
    const known = work.db.selectFrom('files_files').select('sha256').where('sha256', '=', row.sha256)
    if (await known.forKeyShare().executeTakeFirst()) return
  }
}

const exists = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  )

// Written beside, fsynced, renamed, and the folder fsynced: after a power cut the file is whole or absent.
async function writeDurably(path: string, bytes: Uint8Array) {
  await mkdir(dirname(path), { recursive: true })
  const beside = `${path}.${randomUUID()}`
  const file = await open(beside, 'w', 0o600)
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(beside, path)
  const folder = await open(dirname(path), 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}
