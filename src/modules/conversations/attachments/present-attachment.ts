import type { Attachment } from '../contract.ts'
import type { AttachmentRecord } from '../find-message.ts'
import { maskNumbers } from '../rules/mask-numbers.ts'
import { isPreviewed } from '../rules/media-types.ts'

/** A file as the screens show it. Names that came from outside may hold a card number too. */
export function presentAttachment(row: AttachmentRecord): Attachment {
  return {
    id: row.id,
    name: maskNumbers(row.name),
    media_type: row.media_type,
    size: row.size,
    sha256: row.sha256,
    inline: row.inline,
    // The media type was judged by the first bytes when the file was kept.
    preview: isPreviewed(row.media_type) && row.scan !== 'infected',
    scan: row.scan as Attachment['scan'], // the column's check constraint holds the same codes
  }
}
