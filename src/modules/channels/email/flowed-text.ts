/** Joins the lines that a sender has wrapped (RFC 3676): those that end in a space, at the same depth of quotation. */
export function unwrapFlowed(text: string, deleteSpace: boolean): string {
  const out: string[] = []
  let open: { depth: number; pieces: string[] } | null = null
  for (const line of text.split('\n')) {
    const quotes = /^>*/.exec(line)?.[0].length ?? 0
    const words = line.slice(quotes).replace(/^ /, '')
    const flows = words.endsWith(' ') && words !== '-- '
    const piece = flows && deleteSpace ? words.slice(0, -1) : words
    if (open !== null && open.depth === quotes && words !== '-- ') open.pieces.push(piece)
    else {
      if (open !== null) out.push(quoted(open))
      open = { depth: quotes, pieces: [piece] }
    }
    if (flows) continue
    out.push(quoted(open))
    open = null
  }
  return [...out, ...(open === null ? [] : [quoted(open)])].join('\n')
}

function quoted(paragraph: { depth: number; pieces: string[] }): string {
  const words = paragraph.pieces.join('')
  return paragraph.depth === 0 ? words : `${'>'.repeat(paragraph.depth)} ${words}`
}
