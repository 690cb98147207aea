const paragraphs = new Set(['p', 'h1', 'h2', 'h3', 'ul', 'ol', 'blockquote', 'pre'])

interface Writing {
  text: string
  quotes: number
  lists: (number | null)[]
  hrefs: string[]
}

/** The plain text of a mail, made from rich text that has been sanitised: paragraphs, lists, quotations, and the address behind each link. */
export function plainTextOf(html: string): string {
  const writing: Writing = { text: '', quotes: 0, lists: [], hrefs: [] }
  for (const part of html.matchAll(/<(\/?)([a-z0-9]+)([^>]*)>|([^<]+)/gi)) {
    const [, closing, tag = '', attributes = '', words] = part
    if (words !== undefined) write(writing, decoded(words))
    else if (closing) close(writing, tag.toLowerCase())
    else open(writing, tag.toLowerCase(), attributes)
  }
  return writing.text
    .replace(/[ \t]+\n/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .replace(/^\n+|\s+$/g, '')
}

function open(writing: Writing, tag: string, attributes: string) {
  if (tag === 'br') newLine(writing)
  else if (tag === 'hr') block(writing, '---')
  else if (tag === 'a') writing.hrefs.push(/href="([^"]*)"/.exec(attributes)?.[1] ?? '')
  else if (tag === 'li') item(writing)
  else openBlock(writing, tag, attributes)
}

function openBlock(writing: Writing, tag: string, attributes: string) {
  // The paragraph inside a list item stands on the item's own line.
  if (paragraphs.has(tag) && !(tag === 'p' && /(^|\n)[> ]*(-|\d+\.) $/.test(writing.text))) paragraph(writing)
  if (tag === 'blockquote') {
    writing.quotes += 1
    restartLine(writing)
  }
  if (tag === 'ul') writing.lists.push(null)
  if (tag === 'ol') writing.lists.push(Number(/start="(\d+)"/.exec(attributes)?.[1] ?? 1))
}

function close(writing: Writing, tag: string) {
  if (tag === 'a') closeLink(writing)
  if (tag === 'blockquote') writing.quotes = Math.max(0, writing.quotes - 1)
  if (tag === 'ul' || tag === 'ol') writing.lists.pop()
  if (paragraphs.has(tag) && writing.lists.length === 0) paragraph(writing)
}

function closeLink(writing: Writing) {
  const href = decoded(writing.hrefs.pop() ?? '')
  const shown = href.replace(/^mailto:|^tel:/, '')
  if (href && !writing.text.endsWith(shown)) writing.text += ` <${shown}>`
}

function item(writing: Writing) {
  const list = writing.lists.at(-1)
  if (!atLineStart(writing)) newLine(writing)
  const indent = '  '.repeat(Math.max(0, writing.lists.length - 1))
  writing.text += `${indent}${typeof list === 'number' ? `${list}.` : '-'} `
  if (typeof list === 'number') writing.lists[writing.lists.length - 1] = list + 1
}

function write(writing: Writing, words: string) {
  const lines = words.replace(/\r\n?/g, '\n').split('\n')
  // White space between two blocks says nothing.
  if (words.trim() === '' && atLineStart(writing)) return
  writing.text += lines.join(`\n${prefix(writing)}`)
}

function block(writing: Writing, words: string) {
  paragraph(writing)
  writing.text += words
  paragraph(writing)
}

function paragraph(writing: Writing) {
  if (writing.text === '') {
    writing.text = prefix(writing)
    return
  }
  if (!atLineStart(writing)) writing.text += '\n'
  restartLine(writing)
  writing.text = `${writing.text.replace(/[> ]*$/, '').replace(/\n+$/, '')}\n${prefix(writing).trimEnd()}\n${prefix(writing)}`
}

function newLine(writing: Writing) {
  writing.text += `\n${prefix(writing)}`
}

function restartLine(writing: Writing) {
  if (atLineStart(writing)) writing.text = writing.text.replace(/[> ]*$/, '') + prefix(writing)
}

const prefix = ({ quotes }: Writing): string => '> '.repeat(quotes)
const atLineStart = ({ text }: Writing): boolean => /(^|\n)[> ]*$/.test(text)

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' }

function decoded(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,6}));/gi, (whole, decimal: string, hex: string, name: string) => {
    if (name) return entities[name.toLowerCase()] ?? whole
    const code = decimal ? Number(decimal) : Number.parseInt(hex, 16)
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ''
  })
}
