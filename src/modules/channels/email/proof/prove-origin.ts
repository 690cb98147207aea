import type { Id } from '#platform/endpoint.ts'
import type { Steps } from '#platform/job.ts'
import { askingFor } from '#platform/name-server.ts'
import { toolsOf } from '#platform/open-work.ts'
import type { Work } from '#platform/work.ts'
import { authenticateMail } from './authenticate-mail.ts'
import type { Authentication } from './authentication.ts'

/** Finds out where a mail to our own receiver comes from: takes it, asks the name servers with no Work open, and answers what they said. Null for mail that came another way. */
export async function proveOrigin(step: Steps['step'], mail: Id): Promise<Authentication | null> {
  const brought = await step((work) => takeBrought(work, mail))
  if (!brought) return null
  const { servers, files, sha256, ...rest } = brought
  return authenticateMail({ ...rest, raw: await files.read(sha256) }, askingFor(servers))
}

async function takeBrought(work: Work, mail: Id) {
  const row = await work.db
    .selectFrom('channels_mails')
    .select(['raw_sha256 as sha256', 'remote_address', 'helo', 'envelope_from as envelopeFrom'])
    .where('id', '=', mail)
    .where('state', '=', 'stored')
    .where('source', '=', 'smtp')
    .executeTakeFirst()
  if (!row?.remote_address) return null
  const { files, configuration } = toolsOf(work)
  const servers = configuration.DNS_SERVERS?.split(',').map((one) => one.trim()) ?? []
  return { ...row, remoteAddress: row.remote_address, host: new URL(configuration.origin).hostname, files, servers }
}
