import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { SMTPServer } from 'smtp-server'
import { atTheEnd } from './at-the-end.ts'
import { dovecotIsHere, startDovecot } from './dovecot.ts'
import { startImapDouble } from './imap-double.ts'
import { postfixIsHere, startPostfix } from './postfix.ts'

const withPostfix = dovecotIsHere && postfixIsHere

/** For titles: who reads and who delivers here. */
export const mailServersHere = `${dovecotIsHere ? 'Dovecot' : 'an IMAP double, as Dovecot is not installed,'} and ${withPostfix ? 'Postfix' : 'smtp-server, as Postfix cannot run here'}`

export interface Box {
  port: number
  user: string
  password: string
}

export interface MailHouse {
  /** Our mailbox, and the customer's. */
  ours: Box
  customer: Box
  /** Takes the mail for both. */
  smtp: { port: number }
}

/** The mail of a journey: two mailboxes that are read by IMAP, and an SMTP server that delivers into them. They end with the test file. */
export async function mailHouse(addresses: { ours: string; customer: string }): Promise<MailHouse> {
  if (withPostfix) {
    const [ours, customer] = await Promise.all([ending(startDovecot(addresses.ours)), ending(startDovecot(addresses.customer))])
    return { ours, customer, smtp: await ending(startPostfix({ imap: ours, customer })) }
  }
  const start = (user: string): Promise<Box & Inbox & { stop(): Promise<void> }> =>
    dovecotIsHere ? startDovecot(user) : startImapDouble(user)
  const [ours, customer] = await Promise.all([ending(start(addresses.ours)), ending(start(addresses.customer))])
  return { ours, customer, smtp: await ending(startDelivery([ours, customer])) }
}

async function ending<Server extends { stop(): Promise<void> }>(starting: Promise<Server>): Promise<Server> {
  const server = await starting
  atTheEnd(() => server.stop())
  return server
}

interface Inbox {
  user: string
  put(raw: Uint8Array): Promise<void>
}

/** A real SMTP server that puts what it takes into the inboxes of this machine, and refuses the rest. */
async function startDelivery(inboxes: Inbox[]) {
  const server = new SMTPServer({
    authOptional: true,
    disableReverseLookup: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo: ({ address }, _session, done) =>
      done(
        inboxes.some(({ user }) => user === address)
          ? null
          : Object.assign(new Error('Nobody of this name is here'), { responseCode: 550 }),
      ),
    onData: (stream, { envelope }, done) => {
      const takers = inboxes.filter(({ user }) => envelope.rcptTo.some(({ address }) => address === user))
      buffer(stream)
        .then((raw) => Promise.all(takers.map((inbox) => inbox.put(raw))))
        .then(() => done(), done)
    },
  })
  server.on('error', () => undefined)
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  return {
    port: (server.server.address() as AddressInfo).port, // it listens on a port, not on a socket file
    stop: () => new Promise<void>((stopped) => server.close(() => stopped())),
  }
}
