import { X509Certificate } from 'node:crypto'
import { once } from 'node:events'
import { connect as connectPlain, type Socket } from 'node:net'
import { connect as connectTls, type TLSSocket } from 'node:tls'
import type { Trusted } from '../contract.ts'

interface Place {
  kind: 'imap' | 'smtp'
  host: string
  port: number
  security: 'tls' | 'starttls' | 'none' | 'offered'
}

/** A certificate as a person compares it; null when these letters are none. */
export function readCertificate(pem: string): Omit<Trusted, 'kind'> | null {
  try {
    const { fingerprint256, subject, issuer, validToDate } = new X509Certificate(pem)
    const until = Temporal.Instant.fromEpochMilliseconds(validToDate.getTime()).toString()
    return { pem, fingerprint: fingerprint256, subject: lineOf(subject), issuer: lineOf(issuer), valid_until: until }
  } catch {
    return null
  }
}

// Node writes one name a line.
const lineOf = (names: string | undefined) => (names ?? '').replaceAll('\n', ', ').slice(0, 1000)

const patience = 10_000

/** Looks at the certificate that a server shows, and says nothing to it: no name, no password. Null when it shows none. */
export async function shownCertificate(place: Place): Promise<Trusted | null> {
  let plain: Socket | null = null
  let secure: TLSSocket | null = null
  const enough = AbortSignal.timeout(patience)
  try {
    if (place.security === 'starttls') {
      plain = connectPlain(place.port, place.host)
      await begin(plain, place.kind, enough)
    }
    // Not verified, because it is only looked at: this line ends before anything is said over it.
    const looked = { servername: nameOf(place.host), rejectUnauthorized: false }
    secure = plain ? connectTls({ ...looked, socket: plain }) : connectTls({ ...looked, host: place.host, port: place.port })
    await once(secure, 'secureConnect', { signal: enough })
    const shown = secure.getPeerX509Certificate()
    const read = shown && readCertificate(shown.toString())
    return read ? { ...read, kind: 'certificate' } : null
  } catch {
    return null
  } finally {
    secure?.destroy()
    plain?.destroy()
  }
}

/** A name for SNI, which numbers may not be. */
const nameOf = (host: string): string => (/^[\d.]+$|:/.test(host) ? '' : host)

const talks = {
  imap: [{ hears: /^\* /m, says: 'a1 STARTTLS\r\n' }, { hears: /^a1 OK/im }],
  smtp: [{ hears: /^220 /m, says: 'EHLO redress\r\n' }, { hears: /^250 /m, says: 'STARTTLS\r\n' }, { hears: /^220 /m }],
}

/** Says what must be said before the line may be encrypted. */
async function begin(socket: Socket, kind: Place['kind'], signal: AbortSignal): Promise<void> {
  for (const turn of talks[kind]) {
    await heard(socket, turn.hears, signal)
    if ('says' in turn) socket.write(turn.says)
  }
}

async function heard(socket: Socket, wanted: RegExp, signal: AbortSignal): Promise<void> {
  let said = ''
  while (!wanted.test(said)) {
    const [bytes] = (await once(socket, 'data', { signal })) as [Buffer]
    said = (said + bytes.toString('latin1')).slice(-10_000)
  }
}
