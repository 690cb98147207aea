import { ImapFlow } from 'imapflow'
import { createTransport } from 'nodemailer'

/** Where a mailbox is reached, with its password in clear: held only while we talk. */
export interface MailServer {
  host: string
  port: number
  /** TLS from the first byte; STARTTLS or nothing; none; or STARTTLS where it is offered. */
  security: 'tls' | 'starttls' | 'none' | 'offered'
  user?: string | undefined
  password?: string | undefined
}

export interface Tried {
  works: boolean
  /** The other server's own words, or our library's when there was no server. */
  said: string
}

/** A client for an IMAP server. Not connected yet. */
export function imapClient({ host, port, security, user, password }: MailServer): ImapFlow {
  return new ImapFlow({
    host,
    port,
    secure: security === 'tls',
    // Said aloud, so that a server that stops offering STARTTLS is refused instead of being sent the password in clear.
    ...((security === 'starttls' || security === 'none') && { doSTARTTLS: security === 'starttls' }),
    auth: { user: user ?? '', pass: password ?? '' },
    logger: false,
    connectionTimeout: 20_000,
  })
}

/** A pooled connection to an SMTP server. */
export function smtpTransport({ host, port, security, user, password }: MailServer) {
  return createTransport({
    host,
    port,
    pool: true,
    maxConnections: 2,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    ...(user && { auth: { user, pass: password ?? '' } }),
    connectionTimeout: 20_000,
    greetingTimeout: 20_000,
    socketTimeout: 120_000,
  })
}

/** Signs in to an IMAP server, opens the folder, and leaves. */
export async function tryImap(server: MailServer, folder: string): Promise<Tried> {
  const client = imapClient(server)
  // Without a listener a late socket error would end the process.
  client.on('error', () => undefined)
  try {
    await client.connect()
    const box = await client.mailboxOpen(folder, { readOnly: true })
    return { works: true, said: `${client.serverInfo?.['name'] ?? server.host}: ${box.path}, ${box.exists}` }
  } catch (error) {
    return { works: false, said: wordsOf(error) }
  } finally {
    await client.logout().catch(() => client.close())
  }
}

/** Signs in to an SMTP server and leaves. */
export async function trySmtp(server: MailServer): Promise<Tried> {
  const transport = smtpTransport(server)
  try {
    await transport.verify()
    return { works: true, said: server.host }
  } catch (error) {
    return { works: false, said: wordsOf(error) }
  } finally {
    transport.close()
  }
}

/** What the other server said, as short as it said it. */
export function wordsOf(error: unknown): string {
  const { response, responseText, message } = error as { response?: unknown; responseText?: unknown; message?: unknown }
  const said = [responseText, response, message].find((one) => typeof one === 'string' && one !== '')
  return String(said ?? error)
    .replaceAll('\0', '')
    .slice(0, 2000)
}
