import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { SMTPServer } from 'smtp-server'
import { atTheEnd } from './at-the-end.ts'

export interface Received {
  from: string
  to: string[]
  raw: string
}

/** What the server does with the next letters: takes them, says no or later in its own words, or hangs up when the letter is there, or before. */
export type Mood = 'takes' | 'hangs_up' | 'hangs_up_early' | { says: number; words: string }

interface Answer {
  says: number
  words: string
}

export interface SmtpDouble {
  port: number
  /** What was taken, in the order in which it came. */
  received: Received[]
  mood: Mood
  /** What it says to single recipients, by their addresses. */
  refuses: Record<string, Answer>
  /** The next letter that comes, or one that came and nobody has waited for. */
  next: () => Promise<Received>
}

/** How it lets in: with a certificate; with a token instead of no questions asked. */
export interface SmtpManners {
  tls?: { cert: string; key: string; when: 'first' | 'starttls' }
  token?: (user: string, access: string) => boolean
}

/** A real SMTP server on this machine that keeps what it takes. It ends with the test file. */
export async function smtpDouble({ tls, token }: SmtpManners = {}): Promise<SmtpDouble> {
  const post = letterBox()
  const double: SmtpDouble = { port: 0, mood: 'takes', refuses: {}, received: post.received, next: post.next }
  const server = new SMTPServer({
    authOptional: !token,
    disableReverseLookup: true,
    disabledCommands: [...(tls?.when === 'starttls' ? [] : ['STARTTLS']), ...(token ? [] : ['AUTH'])],
    ...(tls && { cert: tls.cert, key: tls.key, secure: tls.when === 'first' }),
    authMethods: ['XOAUTH2'],
    allowInsecureAuth: true,
    onAuth: ({ username = '', accessToken = '' }, _session, done) =>
      token?.(username, accessToken)
        ? done(null, { user: username })
        : done(null, { data: { status: '401', schemes: 'bearer', scope: 'mail' } }),
    onRcptTo: ({ address }, _session, done) => {
      if (double.mood === 'hangs_up_early') return server.connections.forEach((connection) => connection.close())
      const no = double.refuses[address]
      done(no ? Object.assign(new Error(no.words), { responseCode: no.says }) : null)
    },
    onData: (stream, session, done) => {
      // A letter that breaks off was not received; its sender says what came of it.
      void text(stream)
        .catch(() => null)
        .then((raw) => {
          if (raw === null) return
          const { mailFrom, rcptTo } = session.envelope
          if (double.mood === 'hangs_up') return server.connections.forEach((connection) => connection.close())
          if (typeof double.mood === 'object') return done(Object.assign(new Error(double.mood.words), { responseCode: double.mood.says }))
          post.take({ from: mailFrom ? mailFrom.address : '', to: rcptTo.map(({ address }) => address), raw })
          return done()
        })
    },
  })
  server.on('error', () => undefined)
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  double.port = (server.server.address() as AddressInfo).port
  atTheEnd(() => {
    // Senders keep their line open for the next letter; nobody waits for that here.
    for (const connection of server.connections) connection.close()
    return new Promise<void>((closed) => server.close(() => closed()))
  })
  return double
}

/** Letters as they come, and those who wait for one: first come, first served. */
function letterBox() {
  const received: Received[] = []
  const unread: Received[] = []
  const waiting: ((letter: Received) => void)[] = []
  return {
    received,
    take: (letter: Received) => {
      received.push(letter)
      const waiter = waiting.shift()
      if (waiter) waiter(letter)
      else unread.push(letter)
    },
    next: (): Promise<Received> => {
      const letter = unread.shift()
      return letter ? Promise.resolve(letter) : new Promise((resolve) => waiting.push(resolve))
    },
  }
}
