import { isDeepStrictEqual } from 'node:util'
import type { Selectable } from 'kysely'
import { findTeams } from '#modules/people/index.ts'
import type { ChannelsMailboxes } from '#platform/database.types.ts'
import type { BodyOf } from '#platform/endpoint.ts'
import { newId } from '#platform/id.ts'
import { toolsOf } from '#platform/open-work.ts'
import { refuse } from '#platform/refusal.ts'
import { sameVersion } from '#platform/version.ts'
import type { Work } from '#platform/work.ts'
import type { addMailbox as addEndpoint, editMailbox as editEndpoint, Mailbox } from '../contract.ts'
import { readCertificate } from '../email/server-certificate.ts'
import { providerOf } from '../rules/consent-providers.ts'
import { presentMailboxes } from './present-mailbox.ts'
import '../refusals.ts'

export type MailboxRecord = Selectable<ChannelsMailboxes>
type Fields = BodyOf<typeof addEndpoint>
type Asked = { [Field in keyof Fields]?: Fields[Field] | undefined }

/** Our mailboxes, running ones first. */
export async function listMailboxes(work: Work): Promise<Mailbox[]> {
  const rows = await work.db
    .selectFrom('channels_mailboxes')
    .selectAll()
    .orderBy('ended_at', (order) => order.desc().nullsFirst())
    .orderBy('address')
    .execute()
  return presentMailboxes(work, rows)
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
  refuseWithoutConsent(added)
  await work.announce({ fact: 'mailbox.changed', house: 'channels', mailbox: added.id })
  return presentOne(work, added)
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
      read_trouble_since: null,
      send_trouble_since: null,
      next_try_at: null,
      send_tries: 0,
      send_retry_at: null,
      version: row('version', '+', 1),
    }))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
  refuseWithoutConsent(edited)
  // Tokens of one application are none of another's.
  if (asked.consent !== undefined && !sameApplication(before, edited)) await forgetTokens(work, id)
  await work.announce({ fact: 'mailbox.changed', house: 'channels', mailbox: id })
  return presentOne(work, edited)
}

export async function mailboxForUpdate(work: Work, id: string): Promise<MailboxRecord> {
  const found = await work.db.selectFrom('channels_mailboxes').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (!found) throw refuse('channels.mailbox_not_found')
  return found
}

export async function forgetTokens(work: Work, mailbox: string): Promise<void> {
  await work.db.deleteFrom('channels_consents').where('mailbox_id', '=', mailbox).execute()
}

export async function presentOne(work: Work, row: MailboxRecord): Promise<Mailbox> {
  const [mailbox] = await presentMailboxes(work, [row])
  if (!mailbox) throw new Error('The mailbox just written is not there')
  return mailbox
}

function columnsOf(work: Work, { address, name, team, plus_addresses, authentication_servers, imap, smtp, consent }: Asked) {
  return {
    ...(address && { address }),
    ...(name && { name }),
    ...(team !== undefined && { team_id: team }),
    ...(plus_addresses !== undefined && { plus_addresses }),
    ...(authentication_servers && { authentication_servers }),
    ...(imap !== undefined && serverColumns(work, 'imap', imap)),
    ...(smtp !== undefined && serverColumns(work, 'smtp', smtp)),
    ...(consent !== undefined && consentColumns(work, consent)),
  }
}

type Server = NonNullable<Asked['imap']> | NonNullable<Asked['smtp']>

function serverColumns(work: Work, kind: 'imap' | 'smtp', server: Server | null) {
  if (server === null) return { [kind]: null, [`${kind}_secret`]: null }
  const { password, trust, ...rest } = server
  const kept = { ...rest, ...(trust && { trust: trusted(trust) }) }
  return { [kind]: JSON.stringify(kept), ...sealed(work, `${kind}_secret`, password) }
}

/** A certificate that a person names, read; what is none is refused. */
export function trusted({ kind, pem }: NonNullable<Server['trust']>) {
  const certificate = readCertificate(pem)
  if (!certificate) throw refuse('channels.not_a_certificate')
  return { kind, ...certificate }
}

function consentColumns(work: Work, consent: NonNullable<Asked['consent']> | null) {
  if (consent === null) return { consent: null, consent_secret: null }
  const { client_secret, ...settings } = consent
  if (!providerOf(settings)) throw refuse('channels.consent_incomplete')
  return { consent: JSON.stringify(settings), ...sealed(work, 'consent_secret', client_secret) }
}

/** Nothing said: what is kept stays. Nothing in it: it goes. */
function sealed(work: Work, column: string, secret: string | undefined) {
  if (secret === undefined) return {}
  return { [column]: secret === '' ? null : toolsOf(work).secrets.encrypt(Buffer.from(secret)) }
}

function refuseWithoutConsent({ imap, smtp, consent }: MailboxRecord) {
  // Written only above, from the contract's own shape.
  const servers = [imap, smtp] as (Server | null)[]
  if (consent === null && servers.some((server) => server?.sign_in === 'consent')) throw refuse('channels.consent_incomplete')
}

const sameApplication = (one: MailboxRecord, other: MailboxRecord) => isDeepStrictEqual(one.consent, other.consent)

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
