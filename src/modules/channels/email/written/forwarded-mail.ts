import { address, type HeaderBlock, headerBlockAt } from './header-block.ts'
import { type Opening, skipBlank } from './quoted-history.ts'

/** An earlier mail that stands inside this one, with what its head says. Nothing of it is proved: anybody can write such lines. */
export type ForwardedMail = {
  /** Whether the mail says that it is a forward; else only its subject may ("Fwd:"), and it may be the history of an answer. */
  marked: boolean
  from: { name: string; address: string | null } | null
  date: string | null
  subject: string | null
  to: string | null
  text: string
}

/** So many are told of one mail. */
const most = 20

/** The mails whose heads stand at the openings of a text. */
export function forwardedMails(lines: readonly string[], quoted: readonly boolean[], openings: readonly Opening[]): ForwardedMail[] {
  return openings
    .filter(({ block, forwarded }) => block !== null || forwarded)
    .slice(0, most)
    .map((opening) => forwardedMail(lines, quoted, opening))
}

function forwardedMail(lines: readonly string[], quoted: readonly boolean[], opening: Opening): ForwardedMail {
  const carried = carriedBy(lines, quoted, opening)
  const inner = opening.block === null ? headerBlockAt(carried, skipBlank(carried, 0), true) : null
  const body = inner === null ? carried : carried.slice(inner.end)
  return { marked: opening.forwarded, ...headOf(opening.block ?? inner), text: body.join('\n').trim() }
}

function carriedBy(lines: readonly string[], quoted: readonly boolean[], { at, lines: count, kind, body }: Opening): readonly string[] {
  if (kind === 'tail') return lines.slice(body)
  return at + count > body ? lines.slice(body, at + count - 1) : unquoted(lines, quoted, body)
}

function headOf(block: HeaderBlock | null): Pick<ForwardedMail, 'from' | 'date' | 'subject' | 'to'> {
  const said = (field: 'sent' | 'subject' | 'to') => block?.said.get(field)?.trim() || null
  const from = block?.said.get('from')?.trim() ?? ''
  return { from: from === '' ? null : personOf(from), date: said('sent'), subject: said('subject'), to: said('to') }
}

function personOf(words: string): { name: string; address: string | null } {
  const found = address.exec(words.replace(/mailto:/gi, ' '))?.[0].replace(/[.]+$/, '') ?? null
  const name = words
    .replace(/[<[(][^<>[\]()]{0,300}@[^<>[\]()]{0,300}[>\])]*/g, ' ')
    .replace(/mailto:\S+|\S+@\S+/gi, ' ')
    .replace(/["<>[\]]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
  return { name, address: found }
}

/** The run of quoted lines from here on, each without its first mark. */
function unquoted(lines: readonly string[], quoted: readonly boolean[], from: number): string[] {
  const start = skipBlank(lines, from)
  let end = start
  while (end < lines.length && (quoted[end] || (lines[end] ?? '').trim() === '')) end += 1
  return lines.slice(start, end).map((line) => line.replace(/^\s{0,3}[>＞] ?/, ''))
}
