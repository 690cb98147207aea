import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

export interface ReceivedMail {
  from: string | null
  to: string[]
  raw: Buffer
}

export interface SmtpDouble {
  port: number
  /** What was taken, in the order in which it came. */
  mails: ReceivedMail[]
  /** How it answers the next mails: null takes them. */
  refuse(answer: { code: number; words: string } | null): void
  /** The next mail that comes, or one that came and nobody has waited for. */
  next(): Promise<ReceivedMail>
  stop(): Promise<void>
}

/** A real SMTP server on a port of its own that takes every mail, keeps it, and passes none on. */
export async function startSmtp(): Promise<SmtpDouble> {
  const mails: ReceivedMail[] = []
  const waiting: ((mail: ReceivedMail) => void)[] = []
  let answer: { code: number; words: string } | null = null
  let read = 0
  const server = new SMTPServer({
    authOptional: true,
    disableReverseLookup: true,
    disabledCommands: ['STARTTLS'],
    hideSTARTTLS: true,
    onAuth: (auth, _session, done) => done(null, { user: auth.username }),
    onData: (stream, { envelope }, done) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        if (answer) return done(Object.assign(new Error(answer.words), { responseCode: answer.code }))
        const mail = {
          from: envelope.mailFrom ? envelope.mailFrom.address : null,
          to: envelope.rcptTo.map(({ address }) => address),
          raw: Buffer.concat(chunks),
        }
        mails.push(mail)
        const waiter = waiting.shift()
        if (waiter) {
          read += 1
          waiter(mail)
        }
        done()
      })
    },
  })
  server.on('error', () => undefined)
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  return {
    port: (server.server.address() as AddressInfo).port, // it listens on a port, not on a socket file
    mails,
    refuse: (said) => void (answer = said),
    next() {
      const mail = mails[read]
      if (!mail) return new Promise((resolve) => waiting.push(resolve))
      read += 1
      return Promise.resolve(mail)
    },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
