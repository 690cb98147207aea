import type { FastifyReply, FastifyRequest } from 'fastify'
import { complaintFor } from '#modules/complaints/index.ts'
import type { StreamTools } from '#platform/http/serve-stream.ts'
import { toolsOf } from '#platform/open-work.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { visibleMailboxes } from '../mailboxes/find-mailbox.ts'
import '../refusals.ts'
import type { MailRecord } from './reading.ts'

/** Serves a mail exactly as it came, card numbers and all. That it was read is written down before the first byte leaves. */
export async function serveRawMail({ step }: StreamTools, request: FastifyRequest, reply: FastifyReply) {
  const { mail: id } = request.params as { mail: string }
  const { mail, files } = await step(async (work) => ({ mail: await rawMailFor(work, id), files: toolsOf(work).files }))
  return reply
    .type('application/octet-stream')
    .header('content-disposition', `attachment; filename="${mail.id}.eml"`)
    .header('content-length', mail.size)
    .header('x-content-type-options', 'nosniff')
    .header('cache-control', 'private, no-store')
    .send(await files.stream(mail.raw_sha256))
}

/** The files that mails name: each as it came. */
export const filesOfChannels = (work: Work) => work.db.selectFrom('channels_mails').select('raw_sha256 as sha256')

async function rawMailFor(work: Work, id: string): Promise<MailRecord> {
  const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)
  const mail = isId && (await work.db.selectFrom('channels_mails').selectAll().where('id', '=', id).executeTakeFirst())
  if (!mail) throw refuse('channels.mail_not_found')
  if (mail.complaint_id) await complaintFor(work, mail.complaint_id)
  else if (mail.mailbox_id && !(await visibleMailboxes(work)).includes(mail.mailbox_id)) throw refuse('channels.mail_not_found')
  await work.announce({ fact: 'mail.raw_read', house: 'channels', mail: mail.id })
  return mail
}
