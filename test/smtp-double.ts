import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { SMTPServer } from 'smtp-server'
import { atTheEnd } from './at-the-end.ts'

export interface Received {
  from: string
  to: string[]
  raw: string
}

/** What the server does with the next letters: takes them, says no or later in its own words, or hangs up when the letter is there. */
export type Mood = 'takes' | 'hangs_up' | { says: number; words: string }

export interface SmtpDouble {
  port: number
  received: Received[]
  mood: Mood
}

/** A real SMTP server on this machine that keeps what it takes. It ends with the test file. */
export async function smtpDouble(): Promise<SmtpDouble> {
  const double: SmtpDouble = { port: 0, received: [], mood: 'takes' }
  const server = new SMTPServer({
    authOptional: true,
    disableReverseLookup: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData: (stream, session, done) => {
      // A letter that breaks off was not received; its sender says what came of it.
      void text(stream)
        .catch(() => null)
        .then((raw) => {
          if (raw === null) return
          const { mailFrom, rcptTo } = session.envelope
          if (double.mood === 'hangs_up') return server.connections.forEach((connection) => connection.close())
          if (double.mood !== 'takes') return done(Object.assign(new Error(double.mood.words), { responseCode: double.mood.says }))
          double.received.push({ from: mailFrom ? mailFrom.address : '', to: rcptTo.map(({ address }) => address), raw })
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
