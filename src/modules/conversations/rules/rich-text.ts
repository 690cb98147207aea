const marks: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Plain text as the composer writes it: an empty line ends a paragraph, a line stays a line. */
export function richTextOf(text: string): string {
  const paragraphs = text.trim().split(/\n\s*\n/)
  return paragraphs
    .filter(Boolean)
    .map((lines) => `<p>${lines.replace(/[&<>"]/g, (mark) => marks[mark] ?? mark).replaceAll('\n', '<br>')}</p>`)
    .join('')
}
