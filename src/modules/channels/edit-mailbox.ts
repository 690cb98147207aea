import type { Selectable } from 'kysely'
import { findTeams } from '#modules/people/index.ts'
import type { ChannelsMailboxes } from '#platform/database.types.ts'
import type { BodyOf } from '#platform/endpoint.ts'
import { newId } from '#platform/id.ts'
import { toolsOf } from '#platform/open-work.ts'
import { refuse } from '#platform/refusal.ts'
import { sameVersion } from '#platform/version.ts'
import type { Work } from '#platform/work.ts'
import type { addMailbox as addEndpoint, editMailbox as editEndpoint, Mailbox } from './contract.ts'
import './refusals.ts'

export type MailboxRecord = Selectable<ChannelsMailboxes>
type Fields = BodyOf<typeof addEndpoint>
type Asked = { [Field in keyof Fields]?: Fields[Field] | undefined }

/** Our mailboxes, running ones first. */
export async function listMailboxes(work: Work): Promise<Mailbox[]> {
  const rows = await work.db.selectFrom('channels_mailboxes').selectAll().orderBy('ended_at').orderBy('address').execute()
  return present(work, rows)
}

/** Adds a mailbox; its passwords are sealed and never shown again. */
export async function addMailbox(work: Work, asked: BodyOf<typeof addEndpoint>): Promise<Mailbox> {
  await refuseTaken(work, asked.address)
  await refuseUnknownTeam(work, asked.team)
  const added = await work.db
    .insertInto('channels_mailboxes')
    .values({ id: newId(), address: asked.address, name: asked.name, ...columnsOf(work, asked), created_at: work.now })
    .returningAll()
    .executeTakeFirstOrThrow()
  await work.announce({ fact: 'mailbox.changed', house: 'channels', mailbox: added.id })
  return one(work, added)
}

/** Changes a mailbox; a password that is not sent stays, unless its server goes. */
export async function editMailbox(
  work: Work,
  id: string,
  { version, ended, ...asked }: BodyOf<typeof editEndpoint> & { version: number },
): Promise<Mailbox> {
  const before = await mailboxForUpdate(work, id)
  sameVersion(before.version, version)
  if (asked.address && asked.address.toLowerCase() !== before.address.toLowerCase()) await refuseTaken(work, asked.address)
  await refuseUnknownTeam(work, asked.team)
  const edited = await work.db
    .updateTable('channels_mailboxes')
    .set((row) => ({
      ...columnsOf(work, asked),
      ...(ended !== undefined && { ended_at: ended ? work.now : null }),
      read_trouble: null,
      send_trouble: null,
      trouble_since: null,
      version: row('version', '+', 1),
    }))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
  await work.announce({ fact: 'mailbox.changed', house: 'channels', mailbox: id })
  return one(work, edited)
}

export async function mailboxForUpdate(work: Work, id: string): Promise<MailboxRecord> {
  const found = await work.db.selectFrom('channels_mailboxes').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (!found) throw refuse('channels.mailbox_not_found')
  return found
}

function columnsOf(work: Work, { address, name, team, imap, smtp }: Asked) {
  return {
    ...(address && { address }),
    ...(name && { name }),
    ...(team !== undefined && { team_id: team }),
    ...(imap !== undefined && serverColumns(work, 'imap', imap)),
    ...(smtp !== undefined && serverColumns(work, 'smtp', smtp)),
  }
}

type Server = NonNullable<Asked['imap']> | NonNullable<Asked['smtp']>

function serverColumns(work: Work, kind: 'imap' | 'smtp', server: Server | null) {
  if (server === null) return { [kind]: null, [`${kind}_secret`]: null }
  const { password, ...rest } = server
  const secret =
    password === undefined ? {} : { [`${kind}_secret`]: password === '' ? null : toolsOf(work).secrets.encrypt(Buffer.from(password)) }
  return { [kind]: JSON.stringify(rest), ...secret }
}

async function refuseTaken(work: Work, address: string) {
  const taken = await work.db
    .selectFrom('channels_mailboxes')
    .select('id')
    .where((match) => match(match.fn('lower', ['address']), '=', address.toLowerCase()))
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  if (taken) throw refuse('channels.address_taken', { address })
}

async function refuseUnknownTeam(work: Work, team: string | null | undefined) {
  if (team && (await findTeams(work, [team])).length === 0) throw refuse('channels.unknown_team')
}

async function one(work: Work, row: MailboxRecord): Promise<Mailbox> {
  const [mailbox] = await present(work, [row])
  if (!mailbox) throw new Error('The mailbox just written is not there')
  return mailbox
}

async function present(work: Work, rows: MailboxRecord[]): Promise<Mailbox[]> {
  const teams = await findTeams(
    work,
    rows.flatMap(({ team_id }) => team_id ?? []),
  )
  return rows.map((row) => ({
    id: row.id,
    address: row.address,
    name: row.name,
    team: teams.filter(({ id }) => id === row.team_id).map(({ id, name }) => ({ id, name }))[0] ?? null,
    // Written only above, from the contract's own shape.
    imap: row.imap as Mailbox['imap'],
    smtp: row.smtp as Mailbox['smtp'],
    health: {
      last_read_at: row.last_read_at?.toString() ?? null,
      last_mail_at: row.last_mail_at?.toString() ?? null,
      last_sent_at: row.last_sent_at?.toString() ?? null,
      read_trouble: row.read_trouble,
      send_trouble: row.send_trouble,
      trouble_since: row.trouble_since?.toString() ?? null,
    },
    ended: row.ended_at !== null,
    version: row.version,
  }))
}
