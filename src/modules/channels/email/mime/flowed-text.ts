type Paragraph = { depth: number; pieces: string[]; open: boolean }

/** Joins the lines that a sender has wrapped (RFC 3676): those that end in a space, at the same depth of quotation. */
export function unwrapFlowed(text: string, deleteSpace: boolean): string {
  const paragraphs: Paragraph[] = []
  for (const line of text.split('\n')) {
    const { depth, words } = lineOf(line)
    const flows = words.endsWith(' ') && words !== '-- '
    const piece = flows && deleteSpace ? words.slice(0, -1) : words
    const last = paragraphs.at(-1)
    if (last?.open === true && last.depth === depth && words !== '-- ') {
      last.pieces.push(piece)
      last.open = flows
    } else paragraphs.push({ depth, pieces: [piece], open: flows })
  }
  return paragraphs.map(quoted).join('\n')
}

function lineOf(line: string): { depth: number; words: string } {
  const depth = /^>*/.exec(line)?.[0].length ?? 0
  return { depth, words: line.slice(depth).replace(/^ /, '') }
}

function quoted(paragraph: Paragraph): string {
  const words = paragraph.pieces.join('')
  return paragraph.depth === 0 ? words : `${'>'.repeat(paragraph.depth)} ${words}`
}
