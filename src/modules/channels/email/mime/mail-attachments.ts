import { createHash } from 'node:crypto'
import { safeName } from './attachment-names.ts'
import type { AttachedPart } from './mail-bodies.ts'

export type MailAttachment = {
  name: string
  mediaType: string
  size: number
  sha256: string
  content: Uint8Array
  contentId: string | null
  inline: boolean
}

/** A file as it is kept: safely named, its bytes as they were sent. `shown` are the ids of what the HTML shows in place. */
export function attachmentOf(attached: AttachedPart, at: number, shown: ReadonlySet<string>): MailAttachment {
  const { part, name, mediaType, content, contentId } = attached
  const isNested = /^message\/(rfc822|global|news)$/.test(mediaType) && name !== null && !/\.eml$/i.test(name)
  return {
    name: safeName(isNested ? `${name}.eml` : name, mediaType, at + 1),
    mediaType,
    size: content.length,
    sha256: createHash('sha256').update(content).digest('hex'),
    content,
    contentId,
    inline: (contentId !== null && shown.has(contentId)) || isShown(part.disposition.value, contentId),
  }
}

/** A mail within a mail that has no name is called by its subject. */
export function called(attached: AttachedPart, subject: string | undefined): AttachedPart {
  if (attached.name !== null || subject === undefined || subject === '') return attached
  return { ...attached, name: subject.replace(/[/\\]+/g, ' ') }
}

function isShown(disposition: string, contentId: string | null): boolean {
  return disposition !== 'attachment' && (contentId !== null || disposition === 'inline')
}
