import type { BodyOf } from '#platform/endpoint.ts'
import { toolsOf } from '#platform/open-work.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import type { Mailbox, testMailbox as testEndpoint } from '../contract.ts'
import { accessTokenOf, type Step } from '../email/access-token.ts'
import { type MailServer, type Tried, tryImap, trySmtp } from '../email/mail-server.ts'
import { type MailboxRecord, mailboxForUpdate, trusted } from './edit-mailbox.ts'

type Asked = BodyOf<typeof testEndpoint>
type Typed = NonNullable<Asked['imap']> | NonNullable<Asked['smtp']>
interface Servers {
  imap: (MailServer & { folder: string }) | null
  smtp: MailServer | null
}

/** What to try: the settings as they were typed; a password that was not typed is the one that is kept. */
export async function takeServers(work: Work, { mailbox: id, imap, smtp }: Asked): Promise<Servers> {
  const kept = id ? serversOf(work, await mailboxForUpdate(work, id)) : { imap: null, smtp: null }
  return {
    imap: imap ? { ...asServer(imap, id, kept.imap), folder: imap.folder } : orKept(imap, kept.imap),
    smtp: smtp ? asServer(smtp, id, kept.smtp) : orKept(smtp, kept.smtp),
  }
}

const orKept = <Server>(typed: null | undefined, kept: Server | null): Server | null => (typed === null ? null : kept)

function asServer({ sign_in, trust, ...typed }: Typed, mailbox: string | undefined, kept: MailServer | null): MailServer {
  if (sign_in === 'consent' && mailbox === undefined) throw refuse('channels.consent_after_keeping')
  return {
    ...typed,
    password: typed.password ?? kept?.password,
    ...(sign_in === 'consent' && { consent: mailbox }),
    ...(trust && { trust: trusted(trust) }),
  }
}

/** Tries both, at once, and says what they said. */
export async function tryServers({ imap, smtp }: Servers, step: Step): Promise<{ imap: Tried | null; smtp: Tried | null }> {
  const token = ({ consent }: MailServer) => (consent ? accessTokenOf(step, consent) : undefined)
  const [imapSaid, smtpSaid] = await Promise.all([imap ? tryImap(imap, token(imap)) : null, smtp ? trySmtp(smtp, token(smtp)) : null])
  return { imap: imapSaid, smtp: smtpSaid }
}

/** The servers of a mailbox, their passwords unsealed. */
export function serversOf(work: Work, row: MailboxRecord): Servers {
  const { secrets } = toolsOf(work)
  const open = (sealed: Buffer | null) => (sealed ? secrets.decrypt(sealed).toString('utf8') : undefined)
  const consent = (server: { sign_in?: string }) => (server.sign_in === 'consent' ? { consent: row.id } : {})
  // Written only by edit-mailbox, from the contract's own shape.
  const { imap, smtp } = row as unknown as Pick<Mailbox, 'imap' | 'smtp'>
  return {
    imap: imap && { ...imap, ...consent(imap), password: open(row.imap_secret) },
    // Where no user is named and consent signs in, it is the mailbox itself: a shared one too.
    smtp: smtp && {
      ...smtp,
      ...consent(smtp),
      ...(smtp.sign_in === 'consent' && !smtp.user && { user: row.address }),
      password: open(row.smtp_secret),
    },
  }
}
