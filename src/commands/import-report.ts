import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import type { FoundMail, Imported } from '#modules/channels/index.ts'

/** The account of an import: what was in the archive is attached, opened, put aside or already here; what was left out is listed. */
export interface ImportReport {
  kind: 'mbox' | 'maildir'
  path: string
  /** Of the file; of a folder there is one for each mail below. */
  sha256: string | null
  dry_run: boolean
  /** False where somebody stopped it: the same command goes on. */
  complete: boolean
  began_at: string
  ended_at: string
  counts: { in: number; attached: number; opened: number; put_aside: number; already_here: number }
  put_aside: Record<string, number>
  put_aside_mails: Listed[]
  skipped: Listed[]
  left_out_folders: string[]
}

interface Listed {
  where: string
  sha256: string
  why: string
}

interface Begun {
  kind: ImportReport['kind']
  path: string
  dryRun: boolean
  leftOut: string[]
  now: Temporal.Instant
}

/** Counts what became of each mail. */
export function importTally({ kind, path, dryRun, leftOut, now: began }: Begun) {
  const counts = { in: 0, attached: 0, opened: 0, put_aside: 0, already_here: 0 }
  const putAside: Record<string, number> = {}
  const [asides, skipped]: [Listed[], Listed[]] = [[], []]
  return {
    count({ where, sha256 }: FoundMail, imported: Imported) {
      if (imported.became === 'skipped') return void skipped.push({ where, sha256, why: imported.why })
      counts.in += 1
      counts[imported.became] += 1
      if (imported.became !== 'put_aside') return
      putAside[imported.why] = (putAside[imported.why] ?? 0) + 1
      asides.push({ where, sha256, why: imported.why })
    },
    soFar: () => `${counts.in} mails, ${counts.opened} opened, ${counts.attached} attached, ${counts.put_aside} put aside`,
    report: ({ complete, sha256, now }: { complete: boolean; sha256: string | null; now: Temporal.Instant }): ImportReport => ({
      kind,
      path,
      sha256,
      dry_run: dryRun,
      complete,
      began_at: began.toString(),
      ended_at: now.toString(),
      counts,
      put_aside: putAside,
      put_aside_mails: asides,
      skipped,
      left_out_folders: leftOut,
    }),
  }
}

/** The account in a few lines. */
export function sayTally(report: ImportReport, say: (line: string) => void): void {
  const { counts, skipped, left_out_folders: leftOut } = report
  if (!report.complete) say('Stopped. The same command goes on where this one ended; nothing is imported twice.')
  if (report.dry_run) say('A dry run: nothing was written. This is what would become of it.')
  say(
    `${counts.in} mails in = ${counts.attached} attached + ${counts.opened} opened + ${counts.put_aside} put aside + ${counts.already_here} already here.`,
  )
  for (const [why, count] of Object.entries(report.put_aside)) say(`  put aside, ${why}: ${count}`)
  for (const [why, listed] of Map.groupBy(skipped, (one) => one.why)) say(`  left out, ${why}: ${listed.length}`)
  if (leftOut.length > 0) say(`  folders left out: ${leftOut.join(', ')}; name one as DIR to import it.`)
  if (report.sha256) say(`sha256 of the file: ${report.sha256}`)
  if (counts.opened > 0 && !report.dry_run) say('No automatic mail goes out for what was imported.')
}

export async function hashOfFile(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const bytes of createReadStream(path)) hash.update(bytes as Buffer)
  return hash.digest('hex')
}
