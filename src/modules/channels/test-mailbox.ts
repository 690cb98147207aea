import type { BodyOf } from '#platform/endpoint.ts'
import { toolsOf } from '#platform/open-work.ts'
import type { Work } from '#platform/work.ts'
import type { Mailbox, testMailbox as testEndpoint } from './contract.ts'
import { type MailboxRecord, mailboxForUpdate } from './edit-mailbox.ts'
import { type MailServer, type Tried, tryImap, trySmtp } from './email/mail-server.ts'

type Asked = BodyOf<typeof testEndpoint>
interface Servers {
  imap: (MailServer & { folder: string }) | null
  smtp: MailServer | null
}

/** What to try: the settings as they were typed; a password that was not typed is the one that is kept. */
export async function takeServers(work: Work, { mailbox: id, imap, smtp }: Asked): Promise<Servers> {
  const kept = id ? serversOf(work, await mailboxForUpdate(work, id)) : { imap: null, smtp: null }
  return { imap: typedOrKept(imap, kept.imap), smtp: typedOrKept(smtp, kept.smtp) }
}

function typedOrKept<Server extends MailServer>(typed: Server | null | undefined, kept: Server | null): Server | null {
  if (typed === undefined) return kept
  return typed && { ...typed, password: typed.password ?? kept?.password }
}

/** Tries both, at once, and says what they said. */
export async function tryServers({ imap, smtp }: Servers): Promise<{ imap: Tried | null; smtp: Tried | null }> {
  const [imapSaid, smtpSaid] = await Promise.all([imap ? tryImap(imap, imap.folder) : null, smtp ? trySmtp(smtp) : null])
  return { imap: imapSaid, smtp: smtpSaid }
}

/** The servers of a mailbox, their passwords unsealed. */
export function serversOf(work: Work, row: MailboxRecord): Servers {
  const { secrets } = toolsOf(work)
  const open = (sealed: Buffer | null) => (sealed ? secrets.decrypt(sealed).toString('utf8') : undefined)
  // Written only by edit-mailbox, from the contract's own shape.
  const { imap, smtp } = row as unknown as Pick<Mailbox, 'imap' | 'smtp'>
  return { imap: imap && { ...imap, password: open(row.imap_secret) }, smtp: smtp && { ...smtp, password: open(row.smtp_secret) } }
}
