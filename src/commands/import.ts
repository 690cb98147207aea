import { stat, writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { type FoundMail, importer, isOwnMailbox, listMaildir, maildirMails, mboxMails } from '#modules/channels/index.ts'
import { theDesk } from '#platform/actor.ts'
import { readConfiguration, WrongConfiguration } from '#platform/configuration.ts'
import type { OpenWork } from '#platform/open-work.ts'
import { hashOfFile, type ImportReport, importTally, sayTally } from './import-report.ts'
import { progress } from './progress.ts'
import { hearEnding } from './running.ts'
import { say } from './say.ts'
import { withOpenWork } from './with-open-work.ts'

const usage = 'npm run redress -- import mbox FILE | maildir DIR [--mailbox ADDRESS] [--report FILE] [--dry-run]'

/** Imports the mails of an archive, beside a running desk or without one. Who is stopped begins again, and nothing is imported twice. */
export async function importMail(args: string[]): Promise<void> {
  const asked = await readAsked(args)
  const ending = hearEnding()
  const report = await withOpenWork(readConfiguration(), async (open) => {
    if (asked.mailbox) await mailboxIsOurs(open, asked.mailbox)
    return importArchive(open, { ...asked, signal: ending.signal })
  })
  sayTally(report, say)
  if (asked.report) {
    await writeFile(asked.report, `${JSON.stringify(report, null, 2)}\n`, { mode: 0o600 })
    say(`The report is in ${asked.report}.`)
  }
  if (!report.complete) process.exitCode = 1
}

interface Asked {
  kind: 'mbox' | 'maildir'
  path: string
  mailbox: string | null
  report: string | null
  dryRun: boolean
}

async function readAsked(args: string[]): Promise<Asked> {
  const options = { mailbox: { type: 'string' }, report: { type: 'string' }, 'dry-run': { type: 'boolean' } } as const
  const { values, positionals } = parsed(args, options)
  const [kind, path, ...more] = positionals
  if ((kind !== 'mbox' && kind !== 'maildir') || !path || more.length > 0) throw new WrongConfiguration(`Say what to import: ${usage}`)
  await isThere(kind, resolve(path))
  return {
    kind,
    path: resolve(path),
    mailbox: values.mailbox ?? null,
    report: values.report ? resolve(values.report) : null,
    dryRun: values['dry-run'] ?? false,
  }
}

async function isThere(kind: Asked['kind'], path: string) {
  const place = await stat(path).catch(() => null)
  if (!place) throw new WrongConfiguration(`${path} is not there.`)
  if (kind === 'mbox' && place.isDirectory()) throw new WrongConfiguration(`${path} is a folder: say maildir.`)
  if (kind === 'maildir' && !place.isDirectory()) throw new WrongConfiguration(`${path} is no folder: say mbox.`)
}

type Options = { mailbox: { type: 'string' }; report: { type: 'string' }; 'dry-run': { type: 'boolean' } }

function parsed(args: string[], options: Options) {
  try {
    return parseArgs({ args, options, allowPositionals: true })
  } catch (error) {
    throw new WrongConfiguration(`${(error as Error).message}\n${usage}`, { cause: error })
  }
}

async function mailboxIsOurs(open: OpenWork, address: string) {
  if (!(await open(theDesk, (work) => isOwnMailbox(work, address))))
    throw new WrongConfiguration(`No mailbox here has the address ${address}. Add it first, or leave --mailbox out.`)
}

async function importArchive(open: OpenWork, asked: Asked & { signal: AbortSignal }): Promise<ImportReport> {
  const archive = await archiveOf(asked)
  const tally = importTally({ ...asked, leftOut: archive.leftOut, now: Temporal.Now.instant() })
  const shown = progress({ total: archive.total, say })
  const importOne = importer(open, { recipient: asked.mailbox, dryRun: asked.dryRun })
  let complete = true
  for await (const found of archive.mails) {
    if (asked.signal.aborted) {
      complete = false
      break
    }
    tally.count(found, await importOne(found))
    shown.at(found.read, tally.soFar())
  }
  shown.end()
  return tally.report({ complete, sha256: asked.kind === 'mbox' ? await hashOfFile(asked.path) : null, now: Temporal.Now.instant() })
}

interface Archive {
  mails: AsyncGenerator<FoundMail>
  /** In the unit in which it is read: bytes of a file, files of a folder. */
  total: number
  leftOut: string[]
}

async function archiveOf({ kind, path }: Asked): Promise<Archive> {
  if (kind === 'mbox') return { mails: mboxMails(path), total: (await stat(path)).size, leftOut: [] }
  const { files, leftOut } = await listMaildir(path)
  return { mails: maildirMails(path, files), total: files.length, leftOut }
}
