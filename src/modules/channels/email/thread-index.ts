import type { ParsedMail } from './mime/parse-mail.ts'

/** What Outlook's Thread-Index says: the conversation, and whether the mail answers another one in it. */
export interface ThreadIndex {
  guid: string
  answers: boolean
}

// MS-OXOMSG 2.2.1.3: a reserved byte and five of the time, sixteen of the conversation, then five for every answer.
const [timeBytes, headBytes, answerBytes] = [6, 22, 5]
const longest = 4_000

/** The conversation that a mail names beside its Message-IDs; null where it names none, or nonsense. */
export function threadIndexOf({ headers }: Pick<ParsedMail, 'headers'>): ThreadIndex | null {
  const said = headers.find(({ name }) => name === 'thread-index')?.value ?? ''
  const words = said.slice(0, longest).replace(/\s+/g, '')
  if (!/^[A-Za-z0-9+/]{30,}={0,2}$/.test(words)) return null
  const bytes = Buffer.from(words, 'base64')
  const guid = bytes.subarray(timeBytes, headBytes).toString('hex')
  if (bytes.length < headBytes || /^(.)\1*$/.test(guid)) return null
  return { guid: guid.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-'), answers: bytes.length >= headBytes + answerBytes }
}

/** Hundreds of nanoseconds from 1601, where Outlook's time begins, to 1970. */
const outlookEpoch = 116_444_736_000_000_000n

/** The Thread-Index of a mail of ours: Outlook keeps its conversation, also where a gateway takes the References away. */
export function threadIndex({ guid, at }: { guid: string; at: Temporal.Instant }): string {
  const time = Buffer.alloc(8)
  time.writeBigUInt64BE(at.epochNanoseconds / 100n + outlookEpoch)
  // The highest byte of the time is the reserved 01; the two lowest are left out.
  return Buffer.concat([time.subarray(0, timeBytes), Buffer.from(guid.replaceAll('-', ''), 'hex'), Buffer.alloc(answerBytes)]).toString(
    'base64',
  )
}
