import { Parser } from 'htmlparser2'
import { boundedHtml } from './bounded-html.ts'

type Link = { href: string; words: string[] }
type Writing = {
  lines: string[]
  line: string[]
  /** How deeply the line at hand is quoted; set by its first word. */
  lineQuotes: number
  /** Line ends that are due before the next word: 1 a new line, 2 a paragraph. */
  breaks: number
  space: boolean
  quotes: number
  pre: number
  silent: number
  lists: (number | null)[]
  links: Link[]
  /** The mark of a list item stands there, and its first words do not yet: no break may part them. */
  marked: boolean
}

const silent = new Set(['head', 'style', 'script', 'title', 'template', 'noscript', 'iframe', 'object', 'svg', 'select'])
const paragraphs = new Set(['p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'ul', 'ol', 'table', 'blockquote', 'pre', 'dl'])
const blocks = new Set('div tr li section article header footer address center dt dd form fieldset caption hr body main figure'.split(' '))

/** A readable text made from HTML: paragraphs, lists, links with their address, quotations marked with `>`. */
export function textFromHtml(html: string): string {
  const writing: Writing = {
    lines: [],
    line: [],
    lineQuotes: 0,
    breaks: 0,
    space: false,
    quotes: 0,
    pre: 0,
    silent: 0,
    lists: [],
    links: [],
    marked: false,
  }
  const parser = new Parser(
    {
      onopentag: (name, attributes) => opened(writing, name, attributes),
      onclosetag: (name) => closed(writing, name),
      ontext: (text) => written(writing, text),
    },
    { decodeEntities: true, lowerCaseTags: true },
  )
  parser.end(boundedHtml(html))
  endLine(writing)
  return writing.lines.join('\n').replaceAll('\0', '').trim()
}

function opened(writing: Writing, name: string, attributes: Record<string, string>): void {
  if (silent.has(name)) writing.silent += 1
  if (writing.silent > 0) return
  beforeBlock(writing, name)
  if (name === 'br') lineBreak(writing)
  else if (name === 'hr') put(writing, '________________________________')
  else if (name === 'img') picture(writing, attributes)
  else if (name === 'a') writing.links.push({ href: attributes['href'] ?? '', words: [] })
  else if (name === 'td' || name === 'th') writing.space = true
  else opensGroup(writing, name, attributes)
}

function opensGroup(writing: Writing, name: string, attributes: Record<string, string>): void {
  if (name === 'blockquote') writing.quotes += 1
  else if (name === 'pre') writing.pre += 1
  else if (name === 'ul') writing.lists.push(null)
  else if (name === 'ol') writing.lists.push(Number(attributes['start'] ?? 1) || 1)
  else if (name === 'li') {
    put(writing, marker(writing.lists))
    writing.marked = true
  }
}

function closed(writing: Writing, name: string): void {
  if (silent.has(name)) writing.silent = Math.max(0, writing.silent - 1)
  if (writing.silent > 0) return
  if (name === 'a') linkEnd(writing)
  beforeBlock(writing, name)
  if (name === 'blockquote') writing.quotes = Math.max(0, writing.quotes - 1)
  if (name === 'pre') writing.pre = Math.max(0, writing.pre - 1)
  if (name === 'ul' || name === 'ol') writing.lists.pop()
}

function beforeBlock(writing: Writing, name: string): void {
  if (name === 'li') writing.marked = false
  if (writing.marked) return
  const inList = (name === 'ul' || name === 'ol') && writing.lists.length > 1
  if (paragraphs.has(name)) writing.breaks = Math.max(writing.breaks, inList ? 1 : 2)
  else if (blocks.has(name)) writing.breaks = Math.max(writing.breaks, 1)
}

function written(writing: Writing, text: string): void {
  if (writing.silent > 0) return
  if (writing.pre > 0) {
    text.split('\n').forEach((line, at) => {
      if (at > 0) lineBreak(writing)
      put(writing, line)
    })
    return
  }
  const words = text.replace(/[ \t\r\n\f]+/g, ' ')
  if (words.startsWith(' ')) writing.space = true
  put(writing, words.replace(/^ | $/g, ''))
  if (words.endsWith(' ')) writing.space = true
}

/** A break asked for by `<br>`: at once, and as often as it stands there. */
function lineBreak(writing: Writing): void {
  flushBreaks(writing)
  if (writing.line.length === 0) writing.lineQuotes = writing.quotes
  endLine(writing)
}

function put(writing: Writing, words: string): void {
  if (words === '') return
  flushBreaks(writing)
  writing.marked = false
  if (writing.line.length === 0) writing.lineQuotes = writing.quotes
  else if (writing.space) writing.line.push(' ')
  writing.space = false
  writing.line.push(words)
  writing.links.at(-1)?.words.push(words)
}

function flushBreaks(writing: Writing): void {
  const { breaks } = writing
  writing.breaks = 0
  if (breaks === 0) return
  if (writing.line.length > 0) endLine(writing)
  if (breaks > 1 && writing.lines.length > 0 && !/^[> ]*$/.test((writing.lines.at(-1) ?? '').slice(0, 200))) {
    writing.lines.push('> '.repeat(Math.min(writing.quotes, writing.lineQuotes)).trimEnd())
  }
}

function endLine(writing: Writing): void {
  const line = `${'> '.repeat(Math.min(writing.lineQuotes, 20))}${writing.line.join('')}`.replaceAll('\u00a0', ' ').trimEnd()
  // Mail is full of empty cells and paragraphs: one empty line says as much as ten.
  if (line !== '' || writing.lines.at(-1) !== '') writing.lines.push(line)
  writing.line = []
  writing.space = false
}

function picture(writing: Writing, attributes: Record<string, string>): void {
  const alt = (attributes['alt'] ?? '').replace(/\s+/g, ' ').trim()
  if (alt !== '') put(writing, `[${alt}]`)
}

/** The address of a link follows its words unless they are the same. */
function linkEnd(writing: Writing): void {
  const link = writing.links.pop()
  if (link === undefined || !/^(https?|mailto|tel):/i.test(link.href)) return
  const shown = link.words.join(' ').trim()
  if (shown === '' || bareAddress(shown) === bareAddress(link.href)) return
  writing.space = true
  put(writing, `<${link.href.replace(/^mailto:/i, '')}>`)
}

function bareAddress(address: string): string {
  return address
    .replace(/^(https?:\/\/(www\.)?|mailto:|tel:)/i, '')
    .replace(/\/$/, '')
    .toLowerCase()
}

function marker(lists: (number | null)[]): string {
  const number = lists.at(-1) ?? null
  if (number === null) return '- '
  lists[lists.length - 1] = number + 1
  return `${number}. `
}
