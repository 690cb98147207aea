import { createHash } from 'node:crypto'
import type { Dirent } from 'node:fs'
import { createReadStream } from 'node:fs'
import { open, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { mailLimit } from '../keep-mail.ts'
import type { FoundMail, SkipReason } from './found-mail.ts'

/** Folders of a Maildir that hold no mail which came to us; named directly, they are read all the same. */
const leftOut = /^\.(?:drafts|trash|junk|spam|deleted(?: messages| items)?)$/i

/** What stands in a Maildir: its own mails and those of its sub-folders, oldest first in each; `tmp`, where mails are still being written, is left alone. */
export async function listMaildir(folder: string): Promise<{ files: string[]; leftOut: string[] }> {
  const entries = await readdir(folder, { withFileTypes: true })
  const below = entries.filter((entry) => entry.isDirectory() && entry.name.startsWith('.')).map(({ name }) => name)
  const kept = below.filter((name) => !leftOut.test(name)).toSorted()
  const files: string[][] = []
  for (const name of ['', ...kept]) files.push(await mailsIn(folder, name))
  return { files: files.flat(), leftOut: below.filter((name) => leftOut.test(name)).toSorted() }
}

/** The mails of these files, one after the other. One that a mail program has renamed meanwhile is found again by its name. */
export async function* maildirMails(folder: string, files: readonly string[]): AsyncGenerator<FoundMail> {
  let read = 0
  for (const file of files) {
    read += 1
    const place = await whereNow(folder, file)
    yield place ? await mailIn(folder, place, read) : { ...nothing, where: file, read }
  }
}

/** Somebody took it away while we were reading. */
const nothing = { bytes: Buffer.alloc(0), cut: false, sha256: '', postmark: { from: null, at: null }, skip: 'gone' } as const

async function mailsIn(folder: string, below: string): Promise<string[]> {
  const found: string[][] = []
  for (const kind of ['cur', 'new']) {
    const entries = await entriesOf(join(folder, below, kind))
    // A name begins with a point where the file is not a mail.
    found.push(entries.filter((entry) => entry.isFile() && !entry.name.startsWith('.')).map(({ name }) => join(below, kind, name)))
  }
  return found.flat().toSorted((one, other) => deliveredAt(one) - deliveredAt(other) || (one < other ? -1 : 1))
}

const isMissing = (error: unknown): boolean => ['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')

async function entriesOf(folder: string): Promise<Dirent[]> {
  return readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    if (isMissing(error)) return []
    throw error
  })
}

/** A name begins with the second in which the mail was delivered. */
function deliveredAt(file: string): number {
  const seconds = Number(/^(\d{1,11})\b/.exec(file.split(/[/\\]/).at(-1) ?? '')?.[1] ?? 0)
  return Number.isSafeInteger(seconds) ? seconds : 0
}

/** Where the file is now: a mail that is read moves from `new` to `cur`, and its flags are part of its name. */
async function whereNow(folder: string, file: string): Promise<string | null> {
  const parts = file.split(/[/\\]/)
  const name = parts.at(-1) ?? ''
  const below = parts.slice(0, -2).join('/')
  for (const kind of new Set([parts.at(-2) ?? 'cur', 'cur', 'new'])) {
    const found = await nameNow(join(folder, below, kind), name)
    if (found) return join(below, kind, found)
  }
  return null
}

async function nameNow(folder: string, name: string): Promise<string | null> {
  const there = await open(join(folder, name)).catch((error: unknown) => {
    if (isMissing(error)) return null
    throw error
  })
  if (there) {
    await there.close()
    return name
  }
  const unique = uniquePart(name)
  return (await entriesOf(folder)).find((entry) => uniquePart(entry.name) === unique)?.name ?? null
}

const uniquePart = (name: string): string => name.split(':')[0] ?? name

async function mailIn(folder: string, file: string, read: number): Promise<FoundMail> {
  const hash = createHash('sha256')
  const kept: Buffer[] = []
  let size = 0
  for await (const bytes of createReadStream(join(folder, file)) as AsyncIterable<Buffer>) {
    hash.update(bytes)
    if (size < mailLimit) kept.push(bytes.subarray(0, mailLimit - size))
    size += bytes.length
  }
  const seconds = deliveredAt(file)
  const at = seconds > 0 ? Temporal.Instant.fromEpochMilliseconds(seconds * 1000) : null
  return {
    where: file,
    bytes: Buffer.concat(kept),
    cut: size > mailLimit,
    sha256: hash.digest('hex'),
    postmark: { from: null, at },
    skip: whySkip(file),
    read,
  }
}

function whySkip(file: string): SkipReason | null {
  const flags = /:2,([A-Za-z]*)$/.exec(file)?.[1] ?? ''
  if (flags.includes('T')) return 'deleted'
  return flags.includes('D') ? 'draft' : null
}
