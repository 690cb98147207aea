import * as z from 'zod/mini'
import { endpoint, Id } from '#platform/endpoint.ts'

export const Attachment = z.object({
  id: Id,
  name: z.string(),
  media_type: z.string(),
  size: z.int(),
  sha256: z.string(),
  inline: z.boolean(),
  /** Pictures and PDFs are shown; the rest is downloaded. */
  preview: z.boolean(),
  scan: z.enum(['not_scanned', 'clean', 'infected']),
})
export type Attachment = z.output<typeof Attachment>

export const addAttachment = endpoint('POST /complaints/:complaint/attachments', {
  requires: 'messages.write',
  about:
    'Uploads a file (multipart/form-data, field `file`), to be named in a reply, a note or a contact. With a field `message` it goes to that message, when a colleague entered it by hand (a scanned letter).',
  status: 201,
  answers: Attachment,
})

/** Served as a stream; the path stands here for the browser. */
export const attachmentPath = (complaint: string, attachment: string, preview = false) =>
  `/api/v1/complaints/${complaint}/attachments/${attachment}${preview ? '?preview=1' : ''}`
