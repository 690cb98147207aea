import type { Mailbox } from '../contract.ts'
import { customaryServers } from '../rules/consent-providers.ts'

export const securities = ['tls', 'starttls', 'none'] as const
export type Security = (typeof securities)[number]

export interface ServerFields {
  on: boolean
  host: string
  port: number | ''
  security: Security
  user: string
  /** Empty: the one that is kept stays. */
  password: string
  folder: string
  signIn: 'password' | 'consent'
  trust: TrustFields
}

export const trustWays = ['usual', 'authority', 'certificate'] as const
export interface TrustFields {
  way: (typeof trustWays)[number]
  pem: string
}

export const signInWays = ['password', 'google', 'microsoft', 'custom'] as const
export interface ConsentFields {
  way: (typeof signInWays)[number]
  tenant: string
  clientId: string
  /** Empty: the one that is kept stays. */
  clientSecret: string
  authoriseUrl: string
  tokenUrl: string
  scopes: string
}

export interface MailboxFields {
  address: string
  name: string
  team: string | null
  plus_addresses: boolean
  /** One below the other. */
  authentication_servers: string
  imap: ServerFields
  smtp: ServerFields
  consent: ConsentFields
}

const untouched = {
  host: '',
  user: '',
  password: '',
  folder: 'INBOX',
  signIn: 'password' as const,
  trust: { way: 'usual' as const, pem: '' },
}
const customary = {
  imap: { tls: 993, starttls: 143, none: 143 },
  smtp: { tls: 465, starttls: 587, none: 25 },
} as const

export type ServerKind = keyof typeof customary

/** The port that goes with a security, as mail servers have it. */
export const portOf = (kind: ServerKind, security: Security): number => customary[kind][security]
export const isCustomary = (kind: ServerKind, port: number | ''): boolean => Object.values(customary[kind]).some((one) => one === port)

const newServer = (kind: ServerKind, security: Security): ServerFields => ({
  ...untouched,
  on: true,
  security,
  port: portOf(kind, security),
})

export function fieldsOf(mailbox: Mailbox | null): MailboxFields {
  const fresh = { imap: newServer('imap', 'tls'), smtp: newServer('smtp', 'starttls') }
  if (mailbox === null)
    return { address: '', name: '', team: null, plus_addresses: false, authentication_servers: '', ...fresh, consent: consentOf(null) }
  const { address, name, team, plus_addresses, authentication_servers, imap, smtp, consent } = mailbox
  return {
    address,
    name,
    team: team?.id ?? null,
    plus_addresses,
    authentication_servers: authentication_servers.join('\n'),
    imap: imap ? { ...keptServer(fresh.imap, imap), folder: imap.folder } : { ...fresh.imap, on: false },
    smtp: smtp ? keptServer(fresh.smtp, smtp) : { ...fresh.smtp, on: false },
    consent: consentOf(consent),
  }
}

type Kept = NonNullable<Mailbox['imap'] | Mailbox['smtp']>

const keptServer = (fresh: ServerFields, { host, port, security, user, sign_in, trust }: Kept): ServerFields => ({
  ...fresh,
  host,
  port,
  security,
  user: user ?? '',
  signIn: sign_in,
  trust: trust ? { way: trust.kind, pem: trust.pem } : untouched.trust,
})

const noConsent: ConsentFields = { way: 'password', tenant: '', clientId: '', clientSecret: '', authoriseUrl: '', tokenUrl: '', scopes: '' }

function consentOf(consent: Mailbox['consent']): ConsentFields {
  if (consent === null) return noConsent
  const { provider, client_id, tenant = '', authorise_url = '', token_url = '', scopes = '' } = consent
  return { ...noConsent, way: provider, clientId: client_id, tenant, authoriseUrl: authorise_url, tokenUrl: token_url, scopes }
}

/** Another way to sign in: both servers take it, and where none is named yet, the provider's own are. */
export function signingIn(fields: MailboxFields, way: ConsentFields['way']): Partial<MailboxFields> {
  const signIn = way === 'password' ? ('password' as const) : ('consent' as const)
  const known = way === 'google' || way === 'microsoft' ? customaryServers[way] : null
  const server = (kind: ServerKind): ServerFields => {
    const before = fields[kind]
    return {
      ...before,
      ...(known && before.host === '' && known[kind]),
      signIn,
      ...(signIn === 'consent' && before.user === '' && { user: fields.address }),
    }
  }
  return { consent: { ...fields.consent, way }, imap: server('imap'), smtp: server('smtp') }
}

const portAsked = ({ port }: ServerFields) => (port === '' ? 0 : port)
const secretOf = ({ password }: ServerFields) => (password === '' ? {} : { password })

/** The servers as the desk takes them; null where there is none. */
export function serversOf({ imap, smtp }: Pick<MailboxFields, 'imap' | 'smtp'>) {
  const asked = (server: ServerFields) => ({
    host: server.host.trim(),
    port: portAsked(server),
    security: server.security,
    user: server.user.trim(),
    sign_in: server.signIn,
    trust: server.trust.way === 'usual' ? null : { kind: server.trust.way, pem: server.trust.pem },
    ...secretOf(server),
  })
  return {
    imap: imap.on ? { ...asked(imap), folder: imap.folder.trim() || 'INBOX' } : null,
    smtp: smtp.on ? asked(smtp) : null,
  }
}

/** What stands for consent, as the desk takes it; null where a password signs in. */
export function consentAsked({ way, tenant, clientId, clientSecret, authoriseUrl, tokenUrl, scopes }: ConsentFields) {
  if (way === 'password') return null
  return {
    provider: way,
    client_id: clientId.trim(),
    ...(clientSecret !== '' && { client_secret: clientSecret }),
    ...(way === 'microsoft' && tenant.trim() !== '' && { tenant: tenant.trim() }),
    ...(way === 'custom' && { authorise_url: authoriseUrl.trim(), token_url: tokenUrl.trim(), scopes: scopes.trim() }),
  }
}
