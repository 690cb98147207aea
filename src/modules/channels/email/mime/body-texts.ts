import { textFromEnriched } from './enriched-text.ts'
import { unwrapFlowed } from './flowed-text.ts'
import { type DecodedText, decodeText } from './mail-charsets.ts'
import type { MailPart } from './mime-parts.ts'
import { readUuencoded } from './uuencoded.ts'
import { readYenc } from './yenc.ts'

export type PlainText = { text: string; files: { name: string; content: Buffer }[]; read: DecodedText }

const plainTypes = /^text\/(plain|enriched|richtext|markdown|x-markdown)$/
const htmlTypes = /^(text\/html|application\/xhtml\+xml)$/

export const isPlainType = (mediaType: string): boolean => plainTypes.test(mediaType)
export const isHtmlType = (mediaType: string): boolean => htmlTypes.test(mediaType)

/** The words of a plain part, unwrapped, and the files that stood among them. */
export function readPlain(part: MailPart): PlainText {
  const yenc = part.body.includes('=ybegin ') ? readYenc(part.body) : { rest: part.body, files: [] }
  const read = readText(part, yenc.rest)
  const flowed = part.type.params.get('format')?.toLowerCase() === 'flowed'
  const unwrapped = flowed ? unwrapFlowed(read.text, part.type.params.get('delsp')?.toLowerCase() === 'yes') : read.text
  const { text, files } = readUuencoded(unwrapped)
  return {
    text: part.mediaType === 'text/enriched' || part.mediaType === 'text/richtext' ? textFromEnriched(text, part.mediaType) : text,
    files: [...yenc.files, ...files],
    read,
  }
}

/** A part as text, its line ends one. */
export function readText(part: MailPart, body: Buffer = part.body): DecodedText {
  const decoded = decodeText(body, declaredCharset(part))
  const text = decoded.text.includes('\0') ? decoded.text.replaceAll('\0', '') : decoded.text
  return { ...decoded, text: (text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text).replace(/^\ufeff/, '') }
}

/** HTML may say its charset itself when the mail does not. */
function declaredCharset(part: MailPart): string | null {
  const declared = part.type.params.get('charset') ?? null
  if (declared !== null || !isHtmlType(part.mediaType)) return declared
  const head = part.body.toString('latin1', 0, 2_048)
  return /<meta[^>]{1,200}charset\s*=\s*["']?([\w-]{2,40})/i.exec(head)?.[1] ?? null
}
