import { createHash } from 'node:crypto'
import { readDate } from '../mime/mail-dates.ts'
import { parseMail } from '../mime/parse-mail.ts'

/** A mail in an archive. */
export interface FoundMail {
  /** For the report: the byte at which it begins, or its file. */
  where: string
  bytes: Uint8Array
  /** It is larger than what we take: `bytes` is its beginning. */
  cut: boolean
  /** Of all of it as it stands in the archive. */
  sha256: string
  /** What the archive wrote above it. */
  postmark: Postmark
  /** Why it is no mail that came to us: the owner threw it away, or never sent it. */
  skip: SkipReason | null
  /** How much of the archive has been read with it, in its own unit. */
  read: number
}

export interface Postmark {
  from: string | null
  at: Temporal.Instant | null
}

export type SkipReason = 'deleted' | 'draft' | 'folder_data' | 'gone'

/** What mail programs write into an archive afterwards: it changes, and the mail stays the same. */
const bookkeeping = /^(?:status|x-status|x-keywords|x-uid|x-imap|x-imapbase|x-mozilla-\w+|content-length|lines)[ \t]*:/i

/**
 * By what an imported mail is known, in whichever archive it stands: its bytes without the bookkeeping of mail programs, without the shape of
 * its line ends and without the empty lines at its end.
 */
export function archiveKey({ bytes, cut, sha256 }: Pick<FoundMail, 'bytes' | 'cut' | 'sha256'>): string {
  if (cut) return sha256
  const raw = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const { head, body } = halvesOf(raw)
  const fields = unixLines(head).split(/\n(?![ \t])/)
  const lasting = fields.filter((field) => !bookkeeping.test(field)).join('\n')
  return createHash('sha256')
    .update(`${lasting}\n\n${unixLines(body).replace(/\n+$/, '')}`, 'latin1')
    .digest('hex')
}

/** When it reached its mailbox: said by the server that took it, by the archive, by its writer; null when nobody says so credibly. */
export async function arrivalOf({ bytes, postmark }: Pick<FoundMail, 'bytes' | 'postmark'>): Promise<Temporal.Instant | null> {
  const { head } = halvesOf(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  const { headers, date } = await parseMail(Buffer.concat([head, Buffer.from('\n\n')]))
  const received = headers.find(({ name }) => name === 'received')?.value
  const said = [received ? readDate(received.slice(received.lastIndexOf(';') + 1)) : null, postmark.at, date]
  return said.find((moment) => moment !== null && Temporal.Instant.compare(moment, firstMail) > 0) ?? null
}

// Nobody has older mail; a clock that was never set has.
const firstMail = Temporal.Instant.from('1982-01-01T00:00:00Z')

/** The head of a mail, and what follows its first empty line. */
export function halvesOf(raw: Buffer): { head: Buffer; body: Buffer } {
  for (let at = raw.indexOf(10); at !== -1; at = raw.indexOf(10, at + 1)) {
    const next = raw[at + 1] === 13 ? at + 2 : at + 1
    if (raw[next] === 10) return { head: raw.subarray(0, raw[at - 1] === 13 ? at - 1 : at), body: raw.subarray(next + 1) }
  }
  return { head: raw, body: raw.subarray(raw.length) }
}

const unixLines = (bytes: Buffer): string => bytes.toString('latin1').replaceAll('\r\n', '\n')
