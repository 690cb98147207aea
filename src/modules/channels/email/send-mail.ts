import type { Readable } from 'node:stream'
import type { SendMailOptions } from 'nodemailer'
import type { Refused } from '#modules/conversations/index.ts'
import { accessTokenOf, type Step } from './access-token.ts'
import { composeMail } from './compose-mail.ts'
import type { Letter } from './letter.ts'
import { smtpTransport, wordsOf } from './mail-server.ts'

/**
 * What came of it. Deferred: surely not taken, try later. Unsure: handed over, and no answer came. `refused` are those whom the server
 * named, each with its own answer; `away`: nobody was there to ask, so the next letter need not ask either.
 */
export type Sending =
  | { result: 'sent'; refused: Refused[] }
  | { result: 'failed' | 'deferred' | 'unsure'; reason: string; refused: Refused[]; away: boolean }

const lines = new Map<string, ReturnType<typeof smtpTransport>>()
const mostLines = 20

/** Hands a letter to its SMTP server, on a connection that letters of the same mailbox share. No Work is open. */
export async function sendMail(letter: Letter, step: Step): Promise<Sending> {
  const attachments = await Promise.all(
    letter.attachments.map(async ({ sha256, ...rest }) => ({ ...rest, content: await letter.files.read(sha256) })),
  )
  const options = composeMail({ ...letter.mail, attachments })
  const handing: Handing = { stream: null }
  try {
    const info = await lineOf(letter, step).sendMail({
      ...options,
      envelope: { from: letter.from.address, to: letter.envelope },
      handing,
    } as SendMailOptions)
    return { result: 'sent', refused: refusedOf({ rejected: info.rejected, rejectedErrors: info.rejectedErrors }) }
  } catch (error) {
    return whatFailed(error as SmtpError, handing.stream?.readableDidRead ?? false)
  }
}

export interface SmtpError extends Error {
  code?: string
  responseCode?: number
  rejected?: unknown[]
  rejectedErrors?: SmtpError[] | undefined
  recipient?: unknown
}

/** RFC 5321: 4yz is "try later", 5yz is "no". Without an answer it depends on how far we were: once the letter was on its way, nobody knows. */
export function whatFailed(error: SmtpError, begun: boolean): Sending {
  const refused = refusedOf(error)
  const result = resultOf(error, { refused, begun })
  const away = result === 'deferred' && refused.length === 0 && !isAboutLetter(error)
  return { result, reason: wordsOf(error), refused, away }
}

function resultOf({ code, responseCode }: SmtpError, { refused, begun }: { refused: Refused[]; begun: boolean }) {
  // Everybody was refused: it is over only when each of them was for good.
  if (refused.length > 0) return refused.every(({ forGood }) => forGood) ? 'failed' : 'deferred'
  // A wrong password is mended in the settings, not in the letter.
  if (responseCode !== undefined && responseCode >= 400) return responseCode >= 500 && code !== 'EAUTH' ? 'failed' : 'deferred'
  if (begun) return 'unsure'
  return code === 'EENVELOPE' || code === 'EMESSAGE' ? 'failed' : 'deferred'
}

/** The server answered, and about this letter; 421 is a server that goes away. */
const isAboutLetter = ({ code, responseCode }: SmtpError): boolean => responseCode !== undefined && responseCode !== 421 && code !== 'EAUTH'

function refusedOf({ rejected = [], rejectedErrors = [] }: Pick<SmtpError, 'rejected' | 'rejectedErrors'>): Refused[] {
  return rejected.map((one, at) => {
    const error = rejectedErrors.find(({ recipient }) => recipient === one) ?? rejectedErrors[at]
    return { address: String(one), words: error ? wordsOf(error) : '', forGood: (error?.responseCode ?? 550) >= 500 }
  })
}

interface Handing {
  stream: Readable | null
}

// A lost connection reads the same before and after the letter went out; only whether somebody read of it tells.
function noticeHanding(transport: ReturnType<typeof smtpTransport>) {
  transport.use('stream', (mail, done) => {
    const { handing } = mail.data as { handing?: Handing }
    const open = mail.message.createReadStream.bind(mail.message)
    mail.message.createReadStream = (options) => {
      const stream = open(options)
      if (handing) handing.stream = stream
      return stream
    }
    done()
  })
}

function lineOf(letter: Letter, step: Step) {
  const known = lines.get(letter.line)
  if (known) return known
  const oldest = lines.keys().next().value
  if (lines.size >= mostLines && oldest !== undefined) {
    lines.get(oldest)?.close()
    lines.delete(oldest)
  }
  const { consent } = letter.server
  const fresh = smtpTransport(letter.server, consent ? accessTokenOf(step, consent) : undefined)
  noticeHanding(fresh)
  lines.set(letter.line, fresh)
  return fresh
}

/** Lets go of every connection, at the end of the process or of a test. */
export function closeLines(): void {
  for (const line of lines.values()) line.close()
  lines.clear()
}
