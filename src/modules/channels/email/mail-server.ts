import type { ConnectionOptions } from 'node:tls'
import { ImapFlow } from 'imapflow'
import { createTransport } from 'nodemailer'
import type { Trusted } from '../contract.ts'
import { shownCertificate } from './server-certificate.ts'

/** Gives a token to sign in with; a renewed one, when the one before was refused. */
export type AccessToken = (renew: boolean) => Promise<string>

/** Where a mailbox is reached, with its password in clear: held only while we talk. */
export interface MailServer {
  host: string
  port: number
  /** TLS from the first byte; STARTTLS or nothing; none; or STARTTLS where it is offered. */
  security: 'tls' | 'starttls' | 'none' | 'offered'
  user?: string | undefined
  password?: string | undefined
  /** The mailbox whose consent signs in, instead of a password. */
  consent?: string | undefined
  trust?: Pick<Trusted, 'kind' | 'pem' | 'fingerprint'> | null | undefined
}

export interface Tried {
  works: boolean
  /** The other server's own words, or our library's when there was no server. */
  said: string
  /** What it showed, when nobody vouches for its certificate. */
  certificate: Trusted | null
}

/** Signs in to an IMAP server. A token that is refused is renewed once: it may have been taken back before its time. */
export async function openImap(server: MailServer, token?: AccessToken): Promise<ImapFlow> {
  try {
    return await signedIn(server, await token?.(false))
  } catch (error) {
    if (!token || !(error as { authenticationFailed?: boolean }).authenticationFailed) throw error
    return signedIn(server, await token(true))
  }
}

async function signedIn(server: MailServer, token: string | undefined): Promise<ImapFlow> {
  const client = imapClient(server, token)
  // Without a listener a late socket error would end the process.
  client.on('error', () => undefined)
  try {
    await client.connect()
    return client
  } catch (error) {
    client.close()
    throw error
  }
}

function imapClient(server: MailServer, token: string | undefined): ImapFlow {
  const { host, port, security, user, password } = server
  return new ImapFlow({
    host,
    port,
    secure: security === 'tls',
    // Said aloud, so that a server that stops offering STARTTLS is refused instead of being sent the password in clear.
    ...((security === 'starttls' || security === 'none') && { doSTARTTLS: security === 'starttls' }),
    tls: tlsOf(server),
    auth: { user: user ?? '', ...(token === undefined ? { pass: password ?? '' } : { accessToken: token }) },
    logger: false,
    connectionTimeout: 20_000,
    // We begin to listen ourselves, when all is fetched.
    disableAutoIdle: true,
  })
}

/** A pooled connection to an SMTP server. */
export function smtpTransport(server: MailServer, token?: AccessToken) {
  const { host, port, security, user } = server
  const transport = createTransport({
    host,
    port,
    pool: true,
    maxConnections: 2,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    tls: tlsOf(server),
    ...(user && { auth: credentials(server, user) }),
    connectionTimeout: 20_000,
    greetingTimeout: 20_000,
    socketTimeout: 120_000,
  })
  if (server.consent && token)
    transport.set(
      'oauth2_provision_cb',
      (_user: string, renew: boolean, done: (error: Error | null, token?: string, until?: number) => void) => {
        // Over at once, so that each sign-in asks us, who know how long it really lasts.
        token(renew).then((access) => done(null, access, 1), done)
      },
    )
  return transport
}

const credentials = ({ consent, password }: MailServer, user: string) =>
  consent ? { type: 'OAuth2' as const, user } : { user, pass: password ?? '' }

/** Verified by what every machine trusts, unless the mailbox names an authority of its own or one certificate. Never not at all. */
function tlsOf({ trust }: MailServer): ConnectionOptions {
  if (!trust) return {}
  if (trust.kind === 'authority') return { ca: trust.pem }
  const { pem, fingerprint } = trust
  return {
    ca: pem,
    allowPartialTrustChain: true,
    // This certificate and no other, by whatever name we call: but what it signed is not it.
    checkServerIdentity: (_host, { fingerprint256 }) =>
      fingerprint256 === fingerprint ? undefined : new Error(`The server shows another certificate: ${fingerprint256}`),
  }
}

/** Signs in to an IMAP server, opens the folder, and leaves. */
export async function tryImap(server: MailServer & { folder: string }, token?: AccessToken): Promise<Tried> {
  let client: ImapFlow | null = null
  try {
    client = await openImap(server, token)
    const box = await client.mailboxOpen(server.folder, { readOnly: true })
    return { works: true, said: `${client.serverInfo?.['name'] ?? server.host}: ${box.path}, ${box.exists}`, certificate: null }
  } catch (error) {
    return { works: false, said: wordsOf(error), certificate: await doubtful(server, 'imap', error) }
  } finally {
    await client?.logout().catch(() => client?.close())
  }
}

/** Signs in to an SMTP server and leaves. */
export async function trySmtp(server: MailServer, token?: AccessToken): Promise<Tried> {
  const transport = smtpTransport(server, token)
  try {
    await transport.verify()
    return { works: true, said: server.host, certificate: null }
  } catch (error) {
    return { works: false, said: wordsOf(error), certificate: await doubtful(server, 'smtp', error) }
  } finally {
    transport.close()
  }
}

const aboutCertificates = /certificate|CERT_|self.signed|UNABLE_TO_|altname/i

async function doubtful(server: MailServer, kind: 'imap' | 'smtp', error: unknown): Promise<Trusted | null> {
  const { code } = error as { code?: unknown }
  return aboutCertificates.test(`${String(code)} ${wordsOf(error)}`) ? shownCertificate({ ...server, kind }) : null
}

/** What the other server said, as short as it said it. */
export function wordsOf(error: unknown): string {
  const { response, responseText, message } = error as { response?: unknown; responseText?: unknown; message?: unknown }
  const said = [responseText, response, message].find((one) => typeof one === 'string' && one !== '')
  return (
    String(said ?? error)
      .replaceAll('\0', '')
      // A hint of the runtime's to its programmers, which helps nobody at a settings page.
      .replace(/; if the root CA is installed locally.*$/s, '')
      .slice(0, 2000)
  )
}
