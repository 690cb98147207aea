const marks: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** The shipped texts are plain lines: an empty line ends a paragraph, "- " begins an item of a list. Here they become rich text. */
export function richFromLines(lines: string): string {
  return lines
    .trim()
    .split(/\n\s*\n/)
    .filter(Boolean)
    .map(blockOf)
    .join('')
}

function blockOf(block: string): string {
  const lines = block.split('\n').map((line) => line.trim().replace(/[&<>"]/g, (mark) => marks[mark] ?? mark))
  const before = lines.filter((line) => !line.startsWith('- '))
  const items = lines.filter((line) => line.startsWith('- ')).map((line) => `<li><p>${line.slice(2)}</p></li>`)
  const paragraph = before.length > 0 ? `<p>${before.join('<br>')}</p>` : ''
  return items.length > 0 ? `${paragraph}<ul>${items.join('')}</ul>` : paragraph
}
