import sanitize from 'sanitize-html'
import { refuse } from '#platform/refusal.ts'
import { plainTextOf } from './rules/plain-text.ts'

/** What the composer can write, and nothing else: no styles, no pictures, no scripts, only links that a reader can understand. */
const allowed: sanitize.IOptions = {
  allowedTags: ['p', 'br', 'strong', 'b', 'em', 'i', 'u', 's', 'a', 'ul', 'ol', 'li', 'blockquote', 'h1', 'h2', 'h3', 'code', 'pre', 'hr'],
  allowedAttributes: { a: ['href', 'rel', 'target'], ol: ['start'] },
  allowedSchemes: ['http', 'https', 'mailto', 'tel'],
  allowProtocolRelative: false,
  nestingLimit: 60,
  transformTags: {
    a: (tagName, attributes) => ({
      tagName,
      attribs: { ...(attributes['href'] && { href: attributes['href'] }), rel: 'noopener noreferrer', target: '_blank' },
    }),
  },
}

export interface Written {
  text: string
  html: string | null
}

export function sanitiseRichText(html: string): string {
  return sanitize(html.replaceAll('\0', ''), allowed).trim()
}

/** What a colleague wrote, made safe; the plain text is made from the rich one. Refuses what says nothing. */
export function writtenOf({ text, html }: { text?: string | undefined; html?: string | undefined }): Written {
  const rich = html ? sanitiseRichText(html) : ''
  const plain = rich ? plainTextOf(rich) : (text ?? '').replaceAll('\r\n', '\n').trimEnd()
  if (plain.trim() === '') throw refuse('conversations.nothing_written')
  return { text: plain, html: rich || null }
}
