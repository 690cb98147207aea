import { unwrapFlowed } from './flowed-text.ts'
import { readParameter } from './header-parameters.ts'
import { textFromHtml } from './html-text.ts'
import { decodeText } from './mail-charsets.ts'
import { mailLimits } from './mail-limits.ts'
import type { MailPart } from './mime-parts.ts'
import { readUuencoded } from './uuencoded.ts'

/** A part that is a file, not words of the body. `content` differs from the part's when it stood inside a text. */
export type AttachedPart = { part: MailPart; name: string | null; mediaType: string; content: Buffer }

export type MailBody = { text: string; html: string | null; attached: AttachedPart[]; charset: string | null; faults: string[] }

/** One stretch of the body; an alternative has it in both forms. */
type Stretch = { plain: string | null; html: string | null }
type Gathering = { stretches: Stretch[]; attached: AttachedPart[]; charset: string | null; faults: string[] }

/** Puts the body together from its parts, all of them in their order, and sets aside what is a file. */
export function readBody(root: MailPart): MailBody {
  const gathering: Gathering = { stretches: [], attached: [], charset: null, faults: [] }
  gather(gathering, root, null)
  const texts = gathering.stretches.map((stretch) =>
    hasWords(stretch.plain) || stretch.html === null ? (stretch.plain ?? '') : textFromHtml(stretch.html),
  )
  const markup = gathering.stretches.some((stretch) => stretch.html !== null)
    ? gathering.stretches.map((stretch) => stretch.html ?? asMarkup(stretch.plain ?? '')).join('\n')
    : null
  const text = texts
    .map((piece) => piece.replace(/^\n+/, '').trimEnd())
    .filter((piece) => piece !== '')
    .join('\n\n')
  const tooLong = text.length > mailLimits.textLength || (markup?.length ?? 0) > mailLimits.markupLength
  return {
    text: text.slice(0, mailLimits.textLength).toWellFormed(),
    html: markup === null ? null : markup.slice(0, mailLimits.markupLength).toWellFormed(),
    attached: gathering.attached,
    charset: gathering.charset,
    faults: tooLong ? [...gathering.faults, 'text_shortened'] : gathering.faults,
  }
}

function gather(gathering: Gathering, part: MailPart, alternative: Stretch | null): void {
  if (part.children.length > 0) {
    const inside = alternative ?? (part.mediaType === 'multipart/alternative' ? { plain: null, html: null } : null)
    part.children.forEach((child) => gather(gathering, child, inside))
    if (alternative === null && inside !== null && (inside.plain !== null || inside.html !== null)) gathering.stretches.push(inside)
    return
  }
  if (!isBodyText(part))
    gathering.attached.push({ part, name: nameOf(part, gathering.charset), mediaType: part.mediaType, content: part.body })
  else if (part.mediaType === 'text/html') addStretch(gathering, { plain: null, html: decodedText(gathering, part) }, alternative)
  else addStretch(gathering, { plain: plainText(gathering, part), html: null }, alternative)
}

/** Words of the body: plain or HTML text that nobody has called a file. */
function isBodyText(part: MailPart): boolean {
  if (part.mediaType !== 'text/plain' && part.mediaType !== 'text/html') return false
  return part.disposition.value !== 'attachment' && nameOf(part, null) === null
}

function nameOf(part: MailPart, charset: string | null): string | null {
  const name = readParameter(part.disposition.params, 'filename', charset) ?? readParameter(part.type.params, 'name', charset)
  return name === null || name.trim() === '' ? null : name
}

function addStretch(gathering: Gathering, stretch: Stretch, alternative: Stretch | null): void {
  if (alternative === null) {
    gathering.stretches.push(stretch)
    return
  }
  if (stretch.plain !== null) alternative.plain = alternative.plain === null ? stretch.plain : `${alternative.plain}\n${stretch.plain}`
  if (stretch.html !== null) alternative.html = alternative.html === null ? stretch.html : `${alternative.html}\n${stretch.html}`
}

function plainText(gathering: Gathering, part: MailPart): string {
  const text = decodedText(gathering, part)
  const flowed = part.type.params.get('format')?.toLowerCase() === 'flowed'
  const { text: words, files } = readUuencoded(flowed ? unwrapFlowed(text, part.type.params.get('delsp')?.toLowerCase() === 'yes') : text)
  for (const file of files) gathering.attached.push({ part, name: file.name, mediaType: 'application/octet-stream', content: file.content })
  return words
}

function decodedText(gathering: Gathering, part: MailPart): string {
  const decoded = decodeText(part.body, declaredCharset(part))
  if (decoded.fault !== null) gathering.faults.push(decoded.fault)
  gathering.charset ??= decoded.charset
  return decoded.text
    .replaceAll('\0', '')
    .replace(/\r\n?/g, '\n')
    .replace(/^\ufeff/, '')
}

/** HTML may say its charset itself when the mail does not. */
function declaredCharset(part: MailPart): string | null {
  const declared = part.type.params.get('charset') ?? null
  if (declared !== null || part.mediaType !== 'text/html') return declared
  const head = part.body.toString('latin1', 0, 2_048)
  return /<meta[^>]{1,200}charset\s*=\s*["']?([\w-]{2,40})/i.exec(head)?.[1] ?? null
}

function hasWords(text: string | null): boolean {
  return text !== null && text.trim() !== ''
}

function asMarkup(text: string): string {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  return `<div style="white-space:pre-wrap">${escaped}</div>`
}
