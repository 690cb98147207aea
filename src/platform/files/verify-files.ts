import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { theDesk } from '../actor.ts'
import type { Files } from '../files.ts'
import { type OpenWork, toolsOf } from '../open-work.ts'
import type { Work } from '../work.ts'
import type { NamedFiles } from './sweep-files.ts'

export interface FilesVerdict {
  files: number
  /** The hashes of those that are not what they were, and why: `… missing`, `… changed`, `… unreadable`. */
  broken: string[]
}

const atOnce = 200

/** Reads every file that a row of the house names, and computes its hash again. No Work is open while bytes are read. */
export async function verifyFiles(open: OpenWork, named: readonly NamedFiles[]): Promise<FilesVerdict> {
  const verdict: FilesVerdict = { files: 0, broken: [] }
  for (let after = ''; ; ) {
    const { hashes, files } = await open(theDesk, async (work) => ({
      hashes: await namedAfter(work, named, after),
      files: toolsOf(work).files,
    }))
    for (const sha256 of hashes) {
      const fault = await faultOf(files, sha256)
      if (fault) verdict.broken.push(`${sha256} ${fault}`)
    }
    verdict.files += hashes.length
    const last = hashes.at(-1)
    if (last === undefined) return verdict
    after = last
  }
}

async function namedAfter(work: Work, named: readonly NamedFiles[], after: string): Promise<string[]> {
  const each = sql.join(
    named.map((files) => files(work)),
    sql` union all `,
  )
  const { rows } = await sql<{ sha256: string }>`select distinct sha256 from (${each}) named
    where sha256 > ${after} order by sha256 limit ${sql.lit(atOnce)}`.execute(work.db)
  return rows.map(({ sha256 }) => sha256)
}

async function faultOf(files: Files, sha256: string): Promise<string | null> {
  const hash = createHash('sha256')
  try {
    for await (const chunk of await files.stream(sha256)) hash.update(chunk as Buffer)
  } catch (error) {
    // A sealed file that was changed does not decrypt.
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'missing' : 'unreadable'
  }
  return hash.digest('hex') === sha256 ? null : 'changed'
}
