import type { FastifyReply } from 'fastify'
import { complaintFor } from '#modules/complaints/index.ts'
import type { Actor } from '#platform/actor.ts'
import type { Id } from '#platform/endpoint.ts'
import { contentDisposition } from '#platform/http/download.ts'
import type { StreamTools } from '#platform/http/serve-stream.ts'
import { toolsOf } from '#platform/open-work.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { mayReadInside } from '../access.ts'
import type { AttachmentRecord } from '../find-message.ts'
import { publicOnes } from '../timeline/public-messages.ts'
import { presentAttachment } from './present-attachment.ts'
import '../refusals.ts'

/** A file, if the caller may have it: colleagues any of the complaint, a customer's link those of the messages that it shows. */
export async function attachmentFor(work: Work, asked: { complaint: Id; attachment: Id }): Promise<AttachmentRecord> {
  if (![asked.complaint, asked.attachment].every((id) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)))
    throw refuse('conversations.attachment_not_found')
  const complaint = await complaintFor(work, asked.complaint)
  const found = (await fileOf(work, complaint.id, asked.attachment)) ?? (await fileShown(work, complaint.id, asked.attachment))
  if (!found || !(await readable(work, work.actor, found))) throw refuse('conversations.attachment_not_found')
  return found
}

const fileOf = (work: Work, complaint: Id, attachment: Id): Promise<AttachmentRecord | undefined> =>
  work.db
    .selectFrom('conversations_attachments')
    .selectAll()
    .where('complaint_id', '=', complaint)
    .where('id', '=', attachment)
    .executeTakeFirst()

/** A file of a message that belongs to another complaint, and is shown in this one. */
const fileShown = (work: Work, complaint: Id, attachment: Id): Promise<AttachmentRecord | undefined> =>
  work.db
    .selectFrom('conversations_shown_messages as s')
    .innerJoin('conversations_attachments as f', (join) =>
      join.onRef('f.complaint_id', '=', 's.from_id').onRef('f.message_id', '=', 's.message_id'),
    )
    .selectAll('f')
    .where('s.complaint_id', '=', complaint)
    .where('f.id', '=', attachment)
    .executeTakeFirst()

async function readable(work: Work, actor: Actor, { complaint_id, message_id }: AttachmentRecord): Promise<boolean> {
  if (mayReadInside(actor)) return true
  if (!message_id) return false
  return (await publicOnes(work, complaint_id).select('id').where('id', '=', message_id).executeTakeFirst()) !== undefined
}

/** Streams a file, opened by a Work that has ended before the first byte. Nothing in it can run: it is not sniffed, and stands in a sandbox. */
export async function serveAttachment(
  { step }: StreamTools,
  asked: { complaint: Id; attachment: Id; preview: boolean },
  reply: FastifyReply,
) {
  const { file, files } = await step(async (work) => ({ file: await attachmentFor(work, asked), files: toolsOf(work).files }))
  if (file.scan === 'infected') throw refuse('conversations.infected')
  const { name, preview } = presentAttachment(file)
  const shown = asked.preview && preview
  return reply
    .type(shown ? file.media_type : downloadType(file.media_type))
    .header('content-disposition', contentDisposition(shown ? 'inline' : 'attachment', name))
    .header('content-length', file.size)
    .header('x-content-type-options', 'nosniff')
    .header('content-security-policy', shown && file.media_type === 'application/pdf' ? forPdf : sandbox)
    .header('cache-control', 'private, no-store')
    .send(await files.stream(file.sha256))
}

const sandbox = "sandbox; default-src 'none'; img-src 'self'; style-src 'unsafe-inline'"
// Browsers show no PDF in a sandbox; its viewer is one already, and the bytes were judged to be a PDF.
const forPdf = "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'self'"

// What could become a page of ours stays a file, even where a browser ignores that it is an attachment.
const downloadType = (mediaType: string): string => (/html|xml|svg|script/.test(mediaType) ? 'application/octet-stream' : mediaType)
