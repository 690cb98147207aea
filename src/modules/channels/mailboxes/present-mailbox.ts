import type { Selectable } from 'kysely'
import { findAgents, findTeams } from '#modules/people/index.ts'
import type { ChannelsMailboxes } from '#platform/database.types.ts'
import type { Work } from '#platform/work.ts'
import type { Consent, Mailbox } from '../contract.ts'

type MailboxRow = Selectable<ChannelsMailboxes>

/** Mailboxes as colleagues see them: no secret, no token. */
export async function presentMailboxes(work: Work, rows: MailboxRow[]): Promise<Mailbox[]> {
  const teams = await findTeams(
    work,
    rows.flatMap(({ team_id }) => team_id ?? []),
  )
  const given = await findGiven(work, rows)
  return rows.map((row) => ({
    id: row.id,
    address: row.address,
    name: row.name,
    team: teams.filter(({ id }) => id === row.team_id).map(({ id, name }) => ({ id, name }))[0] ?? null,
    plus_addresses: row.plus_addresses,
    authentication_servers: row.authentication_servers,
    // Written only by edit-mailbox, from the contract's own shape; what was written before there was consent has no sign_in.
    imap: withSignIn(row.imap as unknown as Mailbox['imap']),
    smtp: withSignIn(row.smtp as unknown as Mailbox['smtp']),
    consent: row.consent === null ? null : { ...(row.consent as unknown as Omit<Consent, 'given'>), given: given.get(row.id) ?? null },
    health: healthOf(row),
    ended: row.ended_at !== null,
    version: row.version,
  }))
}

const withSignIn = <Server extends { sign_in?: 'password' | 'consent' }>(server: Server | null) =>
  server && { ...server, sign_in: server.sign_in ?? ('password' as const) }

function healthOf(row: MailboxRow): Mailbox['health'] {
  const at = (moment: Temporal.Instant | null) => moment?.toString() ?? null
  return {
    last_read_at: at(row.last_read_at),
    last_mail_at: at(row.last_mail_at),
    last_sent_at: at(row.last_sent_at),
    read_trouble: row.read_trouble,
    send_trouble: row.send_trouble,
    trouble_since: at(earlier(row.read_trouble_since, row.send_trouble_since)),
  }
}

function earlier(one: Temporal.Instant | null, other: Temporal.Instant | null): Temporal.Instant | null {
  if (!one || !other) return one ?? other
  return Temporal.Instant.compare(one, other) < 0 ? one : other
}

async function findGiven(work: Work, rows: MailboxRow[]): Promise<Map<string, Consent['given']>> {
  const ids = rows.filter(({ consent }) => consent !== null).map(({ id }) => id)
  if (ids.length === 0) return new Map()
  const kept = await work.db.selectFrom('channels_consents').selectAll().where('mailbox_id', 'in', ids).execute()
  const givers = await findAgents(
    work,
    kept.map(({ given_by }) => given_by),
  )
  return new Map(
    kept.map((one) => [
      one.mailbox_id,
      {
        at: one.given_at.toString(),
        by: givers.find(({ id }) => id === one.given_by)?.name ?? '',
        account: one.account,
        // The three that the table allows.
        trouble: one.trouble as 'lapsed' | 'client' | 'away' | null,
        said: one.trouble_said,
        since: one.trouble_since?.toString() ?? null,
      },
    ]),
  )
}
