import { textFromHtml } from '../mime/html-text.ts'
import { isMobileSignature } from './mobile-signatures.ts'
import { findOpenings, isQuoted } from './quoted-history.ts'

export type NewlyWritten = { visibleText: string; signature: string | null }

type Line = { text: string; hidden: boolean }

/** What the writer newly wrote, without history and signature. Nothing is lost by it: the whole text is kept, and when in doubt more is shown. */
export function newlyWritten(text: string, html: string | null): NewlyWritten {
  const plain = split(text)
  if (plain.history || html === null || !/<blockquote/i.test(html)) return plain.written
  // Some programs lose the marks of quotation in the plain part only.
  const marked = split(textFromHtml(html))
  return marked.history ? marked.written : plain.written
}

function split(text: string): { written: NewlyWritten; history: boolean } {
  const lines: Line[] = text.split('\n').map((line) => ({ text: line, hidden: isQuoted(line) }))
  for (const opening of findOpenings(lines.map((line) => line.text))) {
    const end = opening.kind === 'tail' ? lines.length : opening.at + opening.lines
    for (const line of lines.slice(opening.at, end)) line.hidden = true
  }
  const history = lines.some((line) => line.hidden)
  const signature = takeSignature(lines)
  const visibleText = textOf(lines.filter((line) => !line.hidden))
  if (!/[\p{L}\p{N}\p{Emoji_Presentation}]/u.test(visibleText))
    return { written: { visibleText: text.trim(), signature: null }, history: false }
  return { written: { visibleText, signature }, history }
}

function takeSignature(lines: Line[]): string | null {
  const kept = lines.filter((line) => !line.hidden)
  while (kept.at(-1)?.text.trim() === '') kept.pop()
  const start = signatureStart(kept.map((line) => line.text))
  if (start === null) return null
  const signature = kept.slice(start)
  for (const line of signature) line.hidden = true
  return (
    textOf(signature)
      .replace(/^(?:--|[-–—_=*]{3,})[ \t]*\n?/, '')
      .trim() || null
  )
}

/** The line where the signature begins, if one surely does. */
function signatureStart(lines: readonly string[]): number | null {
  const mobile = mobileStart(lines)
  const above = lines.slice(0, mobile)
  const dashes = above.findLastIndex((line) => /^(?:-- ?|— ?)$/.test(line))
  if (dashes >= 0 && isShort(above.slice(dashes + 1), 12)) return dashes
  const rule = above.findLastIndex((line) => /^\s*[-–—_=*]{3,}\s*$/.test(line))
  if (rule > 0 && isCard(above.slice(rule + 1))) return rule
  return mobile < lines.length ? mobile : null
}

/** Where the lines of a device begin at the end of the text; the end itself when there are none. */
function mobileStart(lines: readonly string[]): number {
  let start = lines.length
  for (let at = lines.length - 1; at >= 0; at -= 1) {
    const line = lines[at] ?? ''
    if (isMobileSignature(line)) start = at
    else if (line.trim() !== '') break
  }
  return start
}

/** A visiting card: few short lines with a way to reach somebody. */
function isCard(lines: readonly string[]): boolean {
  return (
    isShort(lines, 8) &&
    lines.some((line) => /@[\w.-]+\.\p{L}|\+?\d[\d\s()./-]{6,}\d|www\.|https?:/u.test(line)) &&
    lines.every((line) => !/[.!?;]\s+\p{L}/u.test(line))
  )
}

function isShort(lines: readonly string[], most: number): boolean {
  const written = lines.filter((line) => line.trim() !== '')
  return written.length <= most && written.every((line) => line.length <= 200)
}

function textOf(lines: readonly Line[]): string {
  return lines
    .map((line) => line.text.trimEnd())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}
