import { Parser } from 'htmlparser2'
import { boundedHtml } from '../mime/bounded-html.ts'
import { textFromHtml } from '../mime/html-text.ts'

/** What a line of an HTML mail is by its markup: `weak` is a quotation that the writer may have made, `head` what a program puts above one. */
export type Mark = 'own' | 'quoted' | 'weak' | 'head' | 'signature'
export type MarkedText = { lines: string[]; marks: Mark[]; tails: { at: number; sure: boolean }[] }

/** Signs that no mail holds stand for the edges while the HTML becomes text. */
const signs = {
  quoted: ['\ue100', '\ue101'],
  weak: ['\ue102', '\ue103'],
  head: ['\ue104', '\ue105'],
  signature: ['\ue106', '\ue107'],
} as const
type Region = keyof typeof signs
const regions = Object.keys(signs) as Region[]
const tailSigns = { tail: '\ue108', likely: '\ue109' } as const
const anySign = /[\ue100-\ue109]/g

const telling =
  /<blockquote|gmail_(?:quote|attr|signature)|divRplyFwdMsg|appendonsend|border-top|moz-(?:cite|signature)|yahoo_quoted|protonmail_|tutanota_quote|zmail_extra|stopSpelling|reference-message|name="quote"|OLK_SRC|id="?'?(?:x_)*Signature|reply-intro|ntes-mailmaster/i

/** The text of an HTML mail with what its markup tells of each line; null when the markup tells nothing. */
export function markedText(html: string): MarkedText | null {
  if (!telling.test(html)) return null
  const clean = boundedHtml(html.replace(anySign, ''))
  const edits = findEdits(clean)
  return edits.length === 0 && !/<blockquote/i.test(clean) ? null : readMarks(textFromHtml(applied(clean, edits)))
}

type Edit = { from: number; to: number; text: string }
/** An element that is open: what is written where it ends, and whether that stands in the place of its tag. */
type Open = { close: string; replaces: boolean; gmail: { from: number; quotes: boolean } | null }
type Marking = { edits: Edit[]; open: Open[] }

const edge = (sign: string): string => `<div>${sign}</div>`

function findEdits(html: string): Edit[] {
  const marking: Marking = { edits: [], open: [] }
  const parser: Parser = new Parser(
    {
      onopentag: (name, attributes) => opened(marking, { name, attributes }, { from: parser.startIndex, to: parser.endIndex + 1 }),
      onclosetag: (_, implied) => {
        const { startIndex: from, endIndex } = parser
        closed(marking, implied ? { from, to: from } : { from, to: endIndex + 1 })
      },
    },
    { decodeEntities: true, lowerCaseTags: true },
  )
  parser.end(html)
  return marking.edits
}

type Tag = { name: string; attributes: Record<string, string> }
type Place = { from: number; to: number }

function opened({ edits, open }: Marking, { name, attributes }: Tag, { from, to }: Place): void {
  const around = open.flatMap(({ gmail }) => gmail ?? [])
  if (name === 'blockquote') for (const gmail of around) gmail.quotes = true
  const role = roleOf(name, attributes, around.length > 0)
  const now: Open = { close: '', replaces: false, gmail: role === 'gmail' ? { from, quotes: false } : null }
  open.push(now)
  if (role === null || role === 'gmail') return
  if (role === 'tail' || role === 'likely') edits.push({ from, to: from, text: edge(tailSigns[role]) })
  else if (role === 'indent' || role === 'weak') replaceTags(edits, now, { from, to, weak: role === 'weak' })
  else {
    edits.push({ from, to: from, text: edge(signs[role][0]) })
    now.close = edge(signs[role][1])
  }
}

/** A quotation that is perhaps none becomes a mere paragraph. */
function replaceTags(edits: Edit[], now: Open, { from, to, weak }: Place & { weak: boolean }): void {
  edits.push({ from, to, text: `<dl>${weak ? edge(signs.weak[0]) : ''}` })
  now.close = `${weak ? edge(signs.weak[1]) : ''}</dl>`
  now.replaces = true
}

function closed({ edits, open }: Marking, { from, to }: Place): void {
  const now = open.pop()
  if (now === undefined) return
  if (now.gmail !== null && !now.gmail.quotes) {
    const start = now.gmail.from
    edits.push({ from: start, to: start, text: edge(signs.quoted[0]) }, { from: to, to, text: edge(signs.quoted[1]) })
  }
  if (now.close !== '') edits.push({ from: now.replaces ? from : to, to, text: now.close })
}

type Role = Region | 'indent' | 'tail' | 'likely' | 'gmail'

/** What the names that mail programs give to their elements say, the surest first. */
const ids: [RegExp, Role][] = [
  [/^(?:divRplyFwdMsg|stopSpelling|mail-editor-reference-message-container|OLK_SRC_BODY_SECTION)$/, 'tail'],
  [/^appendonsend$/, 'likely'],
  [/^reply-intro$/, 'head'],
  [/^Signature$/, 'signature'],
]
const classes: [RegExp, Role][] = [
  [/yahoo_quoted |protonmail_quote |tutanota_quote |zmail_extra |ntes-mailmaster-quote |ms-outlook-mobile-reference-message /, 'quoted'],
  [/ (?:gmail_attr|moz-cite-prefix) /, 'head'],
  [/ (?:gmail_signature|moz-signature|protonmail_signature_block|protonmail_signature_block-user) /, 'signature'],
]

function roleOf(name: string, attributes: Record<string, string>, inGmail: boolean): Role | null {
  // Outlook puts x_ before the names in what it quotes.
  const id = (attributes['id'] ?? '').replace(/^(?:x_)+/, '')
  const kind = ` ${(attributes['class'] ?? '').replace(/(^|\s)(?:x_)+/g, '$1')} `
  if (name === 'blockquote') return roleOfQuote(attributes, `${id} ${kind}`, inGmail && kind.includes('gmail_quote'))
  const named = ids.find(([pattern]) => pattern.test(id)) ?? classes.find(([pattern]) => pattern.test(kind))
  return named?.[1] ?? (name === 'div' ? roleOfDiv(attributes, kind) : null)
}

function roleOfDiv(attributes: Record<string, string>, kind: string): Role | null {
  if (/border-top:\s?solid/i.test(attributes['style'] ?? '')) return 'likely'
  if (attributes['name'] === 'quote') return 'quoted'
  return kind.includes(' gmail_quote ') ? 'gmail' : null
}

/** Mail programs mark what they quote; an editor's "indent" is a quotation, too, in HTML only. */
function roleOfQuote(attributes: Record<string, string>, names: string, inGmail: boolean): Role | null {
  const { type, style = '', cite } = attributes
  if (type === 'cite' || inGmail || /MAC_OUTLOOK|cite|yahoo|protonmail|tutanota|mailru|zmail|iwc/i.test(names)) return null
  const drawn = /border-left[^;]*[1-9]\d*\s?px|border-width:[^;]*[1-9]/i.test(style)
  if (drawn && !names.includes('gmail_quote')) return null
  const indented = /border:\s?(?:none|0)|margin-left/i.test(style) && names.trim() === '' && cite === undefined
  return indented ? 'indent' : 'weak'
}

function applied(html: string, edits: readonly Edit[]): string {
  const pieces: string[] = []
  let at = 0
  for (const { from, to, text } of edits.toSorted((one, other) => one.from - other.from)) {
    if (from < at) continue
    pieces.push(html.slice(at, from), text)
    at = to
  }
  return [...pieces, html.slice(at)].join('')
}

function readMarks(text: string): MarkedText {
  const read: MarkedText = { lines: [], marks: [], tails: [] }
  const depth: Record<Region, number> = { quoted: 0, weak: 0, head: 0, signature: 0 }
  for (const line of text.split('\n')) {
    const sign = /^[> ]{0,60}([\ue100-\ue109])$/.exec(line)?.[1]
    const region = regions.find((one) => sign !== undefined && (signs[one] as readonly string[]).includes(sign))
    if (sign === undefined) {
      read.lines.push(line.replace(anySign, ''))
      read.marks.push((['quoted', 'head', 'signature', 'weak'] as const).find((one) => depth[one] > 0) ?? 'own')
    } else if (region === undefined) read.tails.push({ at: read.lines.length, sure: sign === tailSigns.tail })
    else depth[region] = Math.max(0, depth[region] + (sign === signs[region][0] ? 1 : -1))
  }
  return read
}
