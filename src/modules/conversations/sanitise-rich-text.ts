import { refuse } from '#platform/refusal.ts'
import { sanitiseRichText } from '#platform/sanitise-rich-text.ts'
import { contentAddressOf } from './rules/pictures.ts'
import { plainTextOf } from './rules/plain-text.ts'

export { sanitiseRichText }

export interface Written {
  text: string
  html: string | null
}

/** What stands in the sheet of a reply or a note, made safe: its pictures by the ids of their attachments. */
export const sanitiseSheet = (html: string): string => sanitiseRichText(html, { pictureOf: contentAddressOf })

/** What a colleague wrote, made safe; the plain text is made from the rich one. Refuses what says nothing. */
export function writtenOf({ text, html }: { text?: string | undefined; html?: string | undefined }): Written {
  const rich = html ? sanitiseSheet(html) : ''
  const plain = rich ? plainTextOf(rich) : (text ?? '').replaceAll('\r\n', '\n').trimEnd()
  if (plain.trim() === '') throw refuse('conversations.nothing_written')
  return { text: plain, html: rich || null }
}
