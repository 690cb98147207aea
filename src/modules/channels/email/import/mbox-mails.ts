import { createHash } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'
import { mailLimit } from '../keep-mail.ts'
import { readDate } from '../mime/mail-dates.ts'
import { type FoundMail, halvesOf, type Postmark, type SkipReason } from './found-mail.ts'

/**
 * The mails of an mbox file, one after the other, whatever wrote it (mboxo, mboxrd, mboxcl, mboxcl2; line ends of both kinds). Every byte of the
 * file belongs to one of them; only one is in memory.
 */
export async function* mboxMails(path: string): AsyncGenerator<FoundMail> {
  const file = await open(path)
  try {
    const { size } = await file.stat()
    const archive = { size, at: readerOf(file, size) }
    let next = await firstMailIn(archive)
    while (next < size) {
      const { mail, end } = await mailAt(archive, next)
      yield mail
      next = end
    }
  } finally {
    await file.close()
  }
}

interface Archive {
  size: number
  at: (from: number, length: number) => Promise<Buffer>
}

const chunk = 1024 * 1024
const ahead = 8 * chunk
/** As long as a postmark and the line after it may be. */
const twoLines = 2_000
/** As much of a mail as may be its head. */
const longestHead = 512 * 1024

/** Reads far ahead: what is asked next mostly lies in what was read last. */
function readerOf(file: FileHandle, size: number): Archive['at'] {
  let last: { from: number; bytes: Buffer } = { from: 0, bytes: Buffer.alloc(0) }
  return async (from, length) => {
    const end = last.from + last.bytes.length
    // Behind the end of the file there is nothing to be read ahead.
    if (from < last.from || from > end || (from + length > end && end < size))
      last = { from, bytes: await bytesAt(file, from, Math.max(length, ahead)) }
    return last.bytes.subarray(from - last.from, from - last.from + length)
  }
}

async function bytesAt(file: FileHandle, from: number, length: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(length)
  let filled = 0
  while (filled < length) {
    const { bytesRead } = await file.read(buffer, filled, length - filled, from + filled)
    if (bytesRead === 0) break
    filled += bytesRead
  }
  return buffer.subarray(0, filled)
}

/** After the mark of UTF-8 and the empty lines with which some files begin. */
async function firstMailIn(archive: Archive): Promise<number> {
  const beginning = await archive.at(0, chunk)
  const mark = beginning.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf])) ? 3 : 0
  const first = beginning.subarray(mark).findIndex((byte) => byte !== 10 && byte !== 13)
  return first === -1 ? Math.min(archive.size, beginning.length) : mark + first
}

async function mailAt(archive: Archive, begin: number): Promise<{ mail: FoundMail; end: number }> {
  const line = lineOf(await archive.at(begin, twoLines), 0)
  const isPostmark = line.text.startsWith('From ')
  const start = isPostmark ? Math.min(begin + line.next, archive.size) : begin
  const beginning = await archive.at(start, longestHead)
  const counted = await countedEnd(archive, start, beginning)
  const gathered = gatherer()
  const end = await endOfMail(archive, { start, counted: counted ?? start }, gathered.add)
  const { bytes, cut, sha256 } = gathered.done()
  const content = withoutGap(cut ? bytes : unquoted(bytes, counted !== null))
  const postmark = isPostmark ? postmarkOf(line.text) : { from: null, at: null }
  const skip = cut ? null : whySkip(halvesOf(bytes).head.toString('latin1'))
  return { mail: { where: `byte ${begin}`, bytes: content, cut, sha256, postmark, skip, read: end }, end }
}

/** Reads on until the next mail begins or the file ends. Within what Content-Length has counted, nothing begins. */
async function endOfMail(archive: Archive, { start, counted }: { start: number; counted: number }, add: (bytes: Buffer) => void) {
  let at = start
  while (at < archive.size) {
    // From one byte before, so that a mail without any content ends where the next begins.
    const before = Math.min(at, 1)
    const window = await archive.at(at - before, chunk + before)
    const end = at - before + window.length
    if (end <= at) break
    const next = await nextMail(archive, { window, from: at - before, notBefore: counted })
    // What may be the beginning of the next one's first line is looked at again.
    const sure = next ?? (end < archive.size ? end - separator.length : end)
    add(window.subarray(before, before + sure - at))
    if (next !== null) return next
    at = Math.max(sure, at + 1)
  }
  return archive.size
}

const separator = '\nFrom '

async function nextMail(archive: Archive, { window, from, notBefore }: { window: Buffer; from: number; notBefore: number }) {
  for (let at = window.indexOf(separator); at !== -1; at = window.indexOf(separator, at + 1)) {
    const place = from + at + 1
    if (place >= notBefore && (await beginsMail(archive, place))) return place
  }
  return null
}

const dated =
  /^From .*?(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),?\s.*\d{1,2}:\d{2}.*\d{4}|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),?\s.*\d{4}.*\d{1,2}:\d{2}|\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2})/
const addressed = /^From (?:-|MAILER-DAEMON|\S+@\S+)\s*$/
const field = /^(?:[!-9;-~]+[ \t]*:|>From )/

/** A postmark after an empty line begins a mail. One that says less, or that follows a text, does so only where a header field comes next. */
async function beginsMail(archive: Archive, place: number): Promise<boolean> {
  const first = lineOf(await archive.at(place, twoLines), 0)
  const second = lineOf(await archive.at(place + first.next, twoLines), 0)
  const gap = await archive.at(Math.max(0, place - 3), Math.min(3, place))
  const afterEmptyLine = /(?:\n|\n\r|^\r?)\n$/.test(gap.toString('latin1'))
  const isDated = dated.test(first.text)
  if (afterEmptyLine && isDated) return true
  return (isDated || (afterEmptyLine && addressed.test(first.text))) && field.test(second.text)
}

/** Where the mail ends as its Content-Length says, if another mail or the end of the file is really there: many copy the field without counting. */
async function countedEnd(archive: Archive, start: number, beginning: Buffer): Promise<number | null> {
  const { head, body } = halvesOf(beginning)
  const said = /^content-length[ \t]*:[ \t]*(\d{1,12})[ \t]*\r?$/im.exec(head.toString('latin1'))?.[1]
  if (!said || body.byteLength + head.byteLength === beginning.byteLength) return null
  const end = start + (beginning.byteLength - body.byteLength) + Number(said)
  if (end > archive.size) return null
  const after = (await archive.at(end, 4)).toString('latin1')
  const gap = /^(?:\r?\n){0,2}/.exec(after)?.[0].length ?? 0
  if (end + gap >= archive.size) return end
  return (await beginsMail(archive, end + gap)) ? end : null
}

/** Keeps as much of a mail as we take, and counts all of it. */
function gatherer() {
  const hash = createHash('sha256')
  const kept: Buffer[] = []
  let size = 0
  return {
    add: (bytes: Buffer) => {
      hash.update(bytes)
      if (size < mailLimit) kept.push(bytes.subarray(0, mailLimit - size))
      size += bytes.length
    },
    done: () => ({ bytes: Buffer.concat(kept), cut: size > mailLimit, sha256: hash.digest('hex') }),
  }
}

/** Takes back what the archive did to lines that begin with "From ". Where the length was counted, an unquoted one shows that nothing was done. */
function unquoted(bytes: Buffer, counted: boolean): Buffer {
  if (!bytes.includes('>From ')) return bytes
  if (counted && bytes.includes(separator)) return bytes
  const text = bytes.toString('latin1')
  const { head } = halvesOf(bytes)
  return Buffer.from(text.slice(0, head.length) + text.slice(head.length).replace(/\n>(>*From )/g, '\n$1'), 'latin1')
}

/** Without the empty line that stands between two mails. */
function withoutGap(bytes: Buffer): Buffer {
  if (bytes.subarray(-4).equals(Buffer.from('\r\n\r\n'))) return bytes.subarray(0, -2)
  return bytes.subarray(-2).equals(Buffer.from('\n\n')) ? bytes.subarray(0, -1) : bytes
}

// Month, day, time, perhaps a zone, year.
const asUnixSays = /([A-Z][a-z]{2}) +(\d{1,2}) (\d{1,2}:\d{2}(?::\d{2})?) (?:([+-]\d{4}|[A-Z]{1,5}) )?(\d{4})/

function postmarkOf(line: string): Postmark {
  const [, from = ''] = /^From (\S+)/.exec(line) ?? []
  const date = /(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),?\s.*$|\d{4}-\d{2}-\d{2}.*$/.exec(line)?.[0]
  return { from: from.includes('@') ? from : null, at: date ? readDate(date.replace(asUnixSays, '$2 $1 $5 $3 $4')) : null }
}

// Set by Thunderbird and its family on what was deleted and is still in the file.
const expunged = 0x0008

function whySkip(head: string): SkipReason | null {
  const mozilla = /^x-mozilla-status[ \t]*:[ \t]*([0-9a-f]{4})[ \t]*\r?$/im.exec(head)?.[1]
  if (mozilla && (Number.parseInt(mozilla, 16) & expunged) !== 0) return 'deleted'
  const states = [...head.matchAll(/^(?:x-)?status[ \t]*:[ \t]*([a-z]{1,8})[ \t]*\r?$/gim)].map(([, flags = '']) => flags).join('')
  if (states.includes('D')) return 'deleted'
  if (states.includes('T')) return 'draft'
  return /^x-imap(?:base)?[ \t]*:/im.test(head) && /^subject:.*FOLDER INTERNAL DATA/im.test(head) ? 'folder_data' : null
}

function lineOf(bytes: Buffer, from: number): { text: string; next: number } {
  const end = bytes.indexOf(10, from)
  const text = bytes.toString('latin1', from, end === -1 ? bytes.length : end).replace(/\r$/, '')
  return { text, next: end === -1 ? bytes.length : end + 1 }
}
