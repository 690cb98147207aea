const paragraphs = new Set(['p', 'h1', 'h2', 'h3', 'ul', 'ol', 'blockquote', 'pre'])

interface Writing {
  lines: string[]
  /** The line at hand, and how deeply it is quoted; null between lines. */
  line: { words: string; quotes: number } | null
  /** Whether an empty line comes before the next one. */
  space: boolean
  quotes: number
  lists: (number | null)[]
  /** The mark of a list item that waits for its first words. */
  mark: string
  hrefs: string[]
}

/** The plain text of a mail, made from rich text that has been sanitised: paragraphs, lists, quotations, and the address behind each link. */
export function plainTextOf(html: string): string {
  const writing: Writing = { lines: [], line: null, space: false, quotes: 0, lists: [], mark: '', hrefs: [] }
  for (const [, closing, tag = '', attributes = '', words] of html.matchAll(/<(\/?)([a-z0-9]+)([^>]*)>|([^<]+)/gi)) {
    if (words !== undefined) write(writing, decoded(words))
    else if (closing) close(writing, tag.toLowerCase())
    else open(writing, tag.toLowerCase(), attributes)
  }
  endLine(writing)
  return writing.lines.join('\n').trim()
}

function open(writing: Writing, tag: string, attributes: string) {
  if (paragraphs.has(tag)) paragraph(writing)
  openers[tag]?.(writing, attributes)
}

const openers: Record<string, (writing: Writing, attributes: string) => void> = {
  br: lineBreak,
  hr: rule,
  li: item,
  // Where the picture cannot be, its name is.
  img: (writing, attributes) => write(writing, `[${decoded(/alt="([^"]*)"/.exec(attributes)?.[1] ?? '') || '…'}]`),
  a: ({ hrefs }, attributes) => void hrefs.push(/href="([^"]*)"/.exec(attributes)?.[1] ?? ''),
  blockquote: (writing) => void (writing.quotes += 1),
  ul: ({ lists }) => void lists.push(null),
  ol: ({ lists }, attributes) => void lists.push(Number(/start="(\d+)"/.exec(attributes)?.[1] ?? 1)),
}

function close(writing: Writing, tag: string) {
  if (tag === 'a') closeLink(writing)
  if (paragraphs.has(tag) || tag === 'li') endLine(writing)
  if (tag === 'blockquote') writing.quotes = Math.max(0, writing.quotes - 1)
  if (tag === 'ul' || tag === 'ol') writing.lists.pop()
  if (paragraphs.has(tag)) paragraph(writing)
}

function closeLink(writing: Writing) {
  const href = decoded(writing.hrefs.pop() ?? '').replace(/^(mailto|tel):/, '')
  if (href && !writing.line?.words.endsWith(href)) write(writing, ` <${href}>`)
}

function item(writing: Writing) {
  endLine(writing)
  const list = writing.lists.at(-1)
  writing.mark = `${'  '.repeat(Math.max(0, writing.lists.length - 1))}${typeof list === 'number' ? `${list}.` : '-'} `
  if (typeof list === 'number') writing.lists[writing.lists.length - 1] = list + 1
}

function write(writing: Writing, words: string) {
  // White space between two blocks says nothing.
  if (!writing.line && words.trim() === '') return
  for (const [at, line] of words.split(/\r\n?|\n/).entries()) {
    if (at > 0) lineBreak(writing)
    if (line) lineOf(writing).words += line
  }
}

function lineOf(writing: Writing): { words: string; quotes: number } {
  if (writing.line) return writing.line
  if (writing.space && writing.lines.length > 0) writing.lines.push('')
  writing.line = { words: writing.mark, quotes: writing.quotes }
  writing.space = false
  writing.mark = ''
  return writing.line
}

function endLine(writing: Writing) {
  if (!writing.line) return
  writing.lines.push(('> '.repeat(writing.line.quotes) + writing.line.words).trimEnd())
  writing.line = null
}

function lineBreak(writing: Writing) {
  lineOf(writing)
  endLine(writing)
}

function rule(writing: Writing) {
  paragraph(writing)
  lineOf(writing).words = '---'
  paragraph(writing)
}

function paragraph(writing: Writing) {
  endLine(writing)
  // Inside a list, paragraphs follow each other without an empty line.
  if (writing.lists.length === 0) writing.space = true
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' }

function decoded(text: string): string {
  return text
    .replace(/&#(?:x[0-9a-f]{1,6}|\d{1,7});/gi, (written) => {
      const code = /x/i.test(written) ? Number.parseInt(written.slice(3), 16) : Number(written.slice(2, -1))
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ''
    })
    .replace(/&([a-z]{2,6});/gi, (written, name: string) => entities[name.toLowerCase()] ?? written)
}
