import type { Mailbox } from '../contract.ts'

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
}

export interface MailboxFields {
  address: string
  name: string
  team: string | null
  imap: ServerFields
  smtp: ServerFields
}

const untouched = { host: '', user: '', password: '', folder: 'INBOX' }
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
  const { imap, smtp } = mailbox ?? {}
  const server = (kind: ServerKind, security: Security, kept: Mailbox['imap'] | Mailbox['smtp'] | undefined): ServerFields => {
    const fresh = newServer(kind, security)
    if (mailbox === null) return fresh
    return kept ? { ...fresh, ...kept, user: kept.user ?? '', password: '', on: true } : { ...fresh, on: false }
  }
  return {
    address: mailbox?.address ?? '',
    name: mailbox?.name ?? '',
    team: mailbox?.team?.id ?? null,
    imap: server('imap', 'tls', imap),
    smtp: server('smtp', 'starttls', smtp),
  }
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
    ...secretOf(server),
  })
  return {
    imap: imap.on ? { ...asked(imap), folder: imap.folder.trim() || 'INBOX' } : null,
    smtp: smtp.on ? asked(smtp) : null,
  }
}
