import { Transform } from 'node:stream'
import type { SendMailOptions } from 'nodemailer'
import { composeMail } from './compose-mail.ts'
import type { Letter } from './letter.ts'
import { smtpTransport, wordsOf } from './mail-server.ts'

/** What came of it. Deferred: surely not taken, try later. Unsure: handed over, and no answer came. */
export type Sending =
  | { result: 'sent'; rejected?: { addresses: string[]; reason: string } }
  | { result: 'failed' | 'deferred' | 'unsure'; reason: string }

const lines = new Map<string, ReturnType<typeof smtpTransport>>()
const mostLines = 20

/** Hands a letter to its SMTP server, on a connection that letters of the same mailbox share. No Work is open. */
export async function sendMail(letter: Letter): Promise<Sending> {
  const attachments = await Promise.all(
    letter.attachments.map(async ({ sha256, ...rest }) => ({ ...rest, content: await letter.files.read(sha256) })),
  )
  const options = composeMail({ ...letter.mail, attachments })
  const handing = { begun: false }
  try {
    const info = await lineOf(letter).sendMail({
      ...options,
      envelope: { from: letter.from.address, to: letter.envelope },
      handing,
    } as SendMailOptions)
    const refused = info.rejected.map(String)
    return refused.length > 0
      ? { result: 'sent', rejected: { addresses: refused, reason: info.rejectedErrors?.map(wordsOf).join(' ') ?? '' } }
      : { result: 'sent' }
  } catch (error) {
    return { result: resultOf(error as SmtpError, handing.begun), reason: wordsOf(error) }
  }
}

interface SmtpError extends Error {
  code?: string
  responseCode?: number
}

/** RFC 5321: 4yz is "try later", 5yz is "no". Without an answer it depends on how far we were: once the letter was on its way, nobody knows. */
export function resultOf({ code, responseCode }: SmtpError, begun: boolean): 'failed' | 'deferred' | 'unsure' {
  // A wrong password is mended in the settings, not in the letter.
  if (responseCode !== undefined && responseCode >= 400) return responseCode >= 500 && code !== 'EAUTH' ? 'failed' : 'deferred'
  if (begun) return 'unsure'
  return code === 'EENVELOPE' || code === 'EMESSAGE' ? 'failed' : 'deferred'
}

// A lost connection reads the same before and after the letter went out; only its first byte passing by tells.
function noticeHanding(transport: ReturnType<typeof smtpTransport>) {
  transport.use('stream', (mail, done) => {
    const { handing } = mail.data as { handing?: { begun: boolean } }
    mail.message.transform(
      () =>
        new Transform({
          transform(chunk, _encoding, pass) {
            if (handing) handing.begun = true
            pass(null, chunk)
          },
        }),
    )
    done()
  })
}

function lineOf(letter: Letter) {
  const known = lines.get(letter.line)
  if (known) return known
  const oldest = lines.keys().next().value
  if (lines.size >= mostLines && oldest !== undefined) {
    lines.get(oldest)?.close()
    lines.delete(oldest)
  }
  const fresh = smtpTransport(letter.server)
  noticeHanding(fresh)
  lines.set(letter.line, fresh)
  return fresh
}

/** Lets go of every connection, at the end of the process or of a test. */
export function closeLines(): void {
  for (const line of lines.values()) line.close()
  lines.clear()
}
