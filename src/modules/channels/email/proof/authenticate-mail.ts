import { authenticate } from 'mailauth'
import type { AskName } from '#platform/name-server.ts'
import { type Authentication, type Proof, proofDomain, proofResult } from './authentication.ts'

export interface Brought {
  raw: Uint8Array
  /** Who handed the mail to us, and how they called themselves. */
  remoteAddress: string
  helo: string | null
  envelopeFrom: string | null
  /** Our own name. */
  host: string
}

/** SPF, DKIM and DMARC of a mail that came to our own receiver. What cannot be found out is `temperror`; it never throws on what a mail may hold. */
export async function authenticateMail({ raw, remoteAddress, helo, envelopeFrom, host }: Brought, ask: AskName): Promise<Authentication> {
  try {
    const found = await authenticate(Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength), {
      ip: remoteAddress.replace(/^::ffff:/i, ''),
      ...(helo && { helo }),
      ...(envelopeFrom && { sender: envelopeFrom }),
      mta: host,
      disableBimi: true,
      disableArc: false,
      resolver: ask,
    })
    const signatures = found.dkim?.results ?? []
    const best = signatures.find(({ status }) => status.result === 'pass') ?? signatures[0]
    return {
      ...ours,
      spf: found.spf ? proof(found.spf.status.result, found.spf.domain) : null,
      dkim: best ? proof(best.status.result, best.signingDomain) : null,
      dmarc: found.dmarc ? proof(found.dmarc.status.result, found.dmarc.domain) : null,
    }
  } catch {
    // The library refuses some mails that are hardly any; nobody has proved anything then.
    return { ...ours, spf: unknown, dkim: unknown, dmarc: unknown }
  }
}

const ours = { by: 'us', server: null } as const
const unknown: Proof = { result: 'temperror', domain: null }

function proof(result: string, domain: string | undefined): Proof {
  return { result: proofResult(result) ?? 'permerror', domain: proofDomain(domain) }
}
