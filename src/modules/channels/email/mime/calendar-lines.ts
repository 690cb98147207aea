import { mailLimits } from './mail-limits.ts'

/** One line of an iCalendar text: `DTSTART;TZID=Europe/Athens:20261121T100000`. */
export type CalendarLine = { name: string; params: ReadonlyMap<string, string>; value: string }

/** A `BEGIN:… END:…` block with what stands in it. */
export type CalendarBlock = { name: string; lines: CalendarLine[]; blocks: CalendarBlock[] }

/** Reads the blocks of an iCalendar text (RFC 5545), unfolded; what is never closed ends with the text. */
export function readBlocks(text: string): CalendarBlock {
  const root: CalendarBlock = { name: '', lines: [], blocks: [] }
  const open = [root]
  for (const raw of unfolded(text)) {
    const line = lineOf(raw)
    const last = open.at(-1) ?? root
    if (line?.name === 'BEGIN') {
      const block = { name: line.value.trim().toUpperCase(), lines: [], blocks: [] }
      last.blocks.push(block)
      if (open.length < mailLimits.depth) open.push(block)
    } else if (line?.name === 'END') {
      if (open.length > 1) open.pop()
    } else if (line !== null) last.lines.push(line)
  }
  return root
}

/** The first line of a name in a block. */
export function lineNamed(block: CalendarBlock, name: string): CalendarLine | null {
  return block.lines.find((line) => line.name === name) ?? null
}

/** The words of a line, without the escapes of RFC 5545; empty when there is no such line. */
export function wordsOf(block: CalendarBlock, name: string): string {
  const value = lineNamed(block, name)?.value ?? ''
  return value.replace(/\\([nN\\;,"])/g, (_, sign: string) => (sign === 'n' || sign === 'N' ? '\n' : sign)).trim()
}

function unfolded(text: string): string[] {
  return text
    .slice(0, mailLimits.calendarBytes)
    .replace(/\r\n?/g, '\n')
    .replace(/\n[ \t]/g, '')
    .split('\n', mailLimits.calendarLines)
}

function lineOf(raw: string): CalendarLine | null {
  const colon = colonOf(raw)
  const [name = '', ...pieces] = colon < 0 ? [] : pieceList(raw.slice(0, colon))
  if (!/^[\w-]+$/.test(name)) return null
  const params = new Map<string, string>()
  for (const piece of pieces) {
    const [key = '', ...value] = piece.split('=')
    if (!params.has(key.toUpperCase())) params.set(key.toUpperCase(), unquoted(value.join('=')))
  }
  return { name: name.toUpperCase(), params, value: raw.slice(colon + 1) }
}

/** The colon before the value: those inside quotes are not it. */
function colonOf(raw: string): number {
  let quoted = false
  for (let at = 0; at < raw.length; at += 1) {
    if (raw[at] === '"') quoted = !quoted
    else if (raw[at] === ':' && !quoted) return at
  }
  return raw.indexOf(':')
}

function pieceList(head: string): string[] {
  return head.match(/(?:"[^"]*"|[^;"])+/g)?.map((piece) => piece.trim()) ?? []
}

/** Quotes off, and the escapes of RFC 6868 for names. */
function unquoted(value: string): string {
  return value.replace(/^"(.*)"$/, '$1').replace(/\^([n^'])/g, (_, sign: string) => ({ n: '\n', '^': '^', "'": '"' })[sign] ?? sign)
}
