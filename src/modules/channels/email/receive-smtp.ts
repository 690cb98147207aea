import { readFile } from 'node:fs/promises'
import type { Logger } from 'pino'
import { SMTPServer, type SMTPServerDataStream, type SMTPServerOptions, type SMTPServerSession } from 'smtp-server'
import { theDesk } from '#platform/actor.ts'
import type { Configuration } from '#platform/configuration.ts'
import type { OpenWork } from '#platform/open-work.ts'
import type { Work } from '#platform/work.ts'
import { findRunningMailboxes, mailboxAmong } from '../mailboxes/find-mailbox.ts'
import { keepMail, mailLimit } from './keep-mail.ts'

export interface ReceiverTools {
  open: OpenWork
  configuration: Pick<Configuration, 'SMTP_LISTEN' | 'SMTP_TLS_CERT' | 'SMTP_TLS_KEY'>
  log: Logger
}

export interface Receiver {
  port: number
  stop(): Promise<void>
}

/** Our own SMTP receiver, where SMTP_LISTEN asks for one. It says 250 when the mail is committed, never before; it takes mail for anybody and passes none on. */
export async function startReceiver({ open, configuration, log }: ReceiverTools): Promise<Receiver | null> {
  const { SMTP_LISTEN: listen } = configuration
  if (!listen) return null
  const server = new SMTPServer({
    ...manners,
    ...(await certificate(configuration)),
    onData: (stream, session, done) => {
      receive(open, stream, session).then(
        () => done(),
        (error: unknown) => done(answerTo(error, log)),
      )
    },
  })
  // A client that hangs up is its own business.
  server.on('error', (error: unknown) => log.debug({ err: error }, 'a client of the mail receiver'))
  const colon = listen.lastIndexOf(':')
  const [host, port] = [listen.slice(0, colon).replace(/^\[|\]$/g, ''), Number(listen.slice(colon + 1))]
  await listening(server, host, port)
  const address = server.server.address()
  return {
    port: typeof address === 'object' && address ? address.port : port,
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
}

const manners: SMTPServerOptions = {
  banner: 'Redress',
  size: mailLimit,
  authOptional: true,
  // Asking the name server about every client takes most of the time that a mail takes.
  disableReverseLookup: true,
  maxClients: 200,
  socketTimeout: 60_000,
  closeTimeout: 2_000,
  logger: false,
}

/** The library has a certificate that everybody knows: STARTTLS is offered only with one of ours. */
async function certificate({ SMTP_TLS_CERT, SMTP_TLS_KEY }: ReceiverTools['configuration']): Promise<SMTPServerOptions> {
  if (!SMTP_TLS_CERT || !SMTP_TLS_KEY) return { hideSTARTTLS: true, disabledCommands: ['AUTH', 'STARTTLS'] }
  return { cert: await readFile(SMTP_TLS_CERT), key: await readFile(SMTP_TLS_KEY), disabledCommands: ['AUTH'] }
}

function listening(server: SMTPServer, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.server.once('error', reject)
    server.listen(port, host, () => {
      server.server.off('error', reject)
      resolve()
    })
  })
}

class TooLarge extends Error {}

async function receive(open: OpenWork, stream: SMTPServerDataStream, session: SMTPServerSession): Promise<void> {
  const raw = await readAll(stream)
  const { mailFrom, rcptTo } = session.envelope
  const { remoteAddress, hostNameAppearsAs: helo } = session
  const named = rcptTo.map(({ address }) => address)
  const common = { raw, source: 'smtp' as const, envelopeFrom: mailFrom ? mailFrom.address : null, remoteAddress, helo: helo || null }
  await open(theDesk, async (work) => {
    for (const recipient of await ours(work, named)) await keepMail(work, { ...common, recipient })
  })
}

/** One mail for each of our mailboxes that it names; where it names none, one for the first address. */
async function ours(work: Work, named: string[]): Promise<(string | null)[]> {
  const mailboxes = await findRunningMailboxes(work)
  const byMailbox = new Map(
    named.flatMap((address) => {
      const mailbox = mailboxAmong(mailboxes, [address])
      return mailbox ? [[mailbox.id, address] as const] : []
    }),
  )
  return byMailbox.size > 0 ? [...byMailbox.values()] : [named[0] ?? null]
}

async function readAll(stream: SMTPServerDataStream): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.byteLength
    // Read to its end all the same: the client listens to nothing before it has said everything.
    if (size <= mailLimit) chunks.push(chunk)
    else chunks.length = 0
  }
  if (size > mailLimit || stream.sizeExceeded)
    throw new TooLarge(`552 This mail is larger than ${mailLimit / 1024 / 1024} MB. Send its attachments in several mails.`)
  return Buffer.concat(chunks)
}

/** 552 for what will never fit; 451 for what we could not keep now: the other server tries again. */
function answerTo(error: unknown, log: Logger): Error {
  if (error instanceof TooLarge) return Object.assign(new Error(error.message.slice(4)), { responseCode: 552 })
  log.error({ err: error }, 'a mail could not be kept; its sender was asked to try again')
  return Object.assign(new Error('We could not keep this mail just now. Please try again.'), { responseCode: 451 })
}
