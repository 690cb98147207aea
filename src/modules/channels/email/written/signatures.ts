import { fold } from '#platform/fold.ts'
import words from './closing-words.json' with { type: 'json' }
import { isDeviceLine } from './device-lines.ts'
import { address } from './header-block.ts'

const farewells = new Set(words.farewells.map(lettersOf))
const titles = new RegExp(`(?<!\\p{L})(?:${words.titles.map(titlePattern).join('|')})`, 'u')
const disclaimers = Object.values(words.disclaimers)
const footers = words.footers.map(fold)

/** A signature is looked for in so many lines from the end. */
const reach = 60

/** Which of these lines, all of one stretch that the writer wrote, are signature. Only what surely is: a name too much harms nobody. */
export function signatureLines(lines: readonly string[]): boolean[] {
  const end = lines.findLastIndex((line) => line.trim() !== '') + 1
  const footer = footerStart(lines, end)
  const start = delimiterStart(lines, footer, end) ?? farewellStart(lines, footer) ?? nameStart(lines, footer) ?? footer
  return lines.map((line, at) => (at >= start && at < end) || (standsAlone(lines, at) && isDeviceLine(line)))
}

const isBlank = (line: string | undefined): boolean => line === undefined || line.trim() === ''
const isRule = (line: string): boolean => /^\s*[-\u2010-\u2015_=*~#]{2,}\s*$/.test(line)

/** A device's line in the middle is set apart, too, but what stands below it may be new. */
const standsAlone = (lines: readonly string[], at: number): boolean =>
  !isBlank(lines[at]) && isBlank(lines[at - 1]) && isBlank(lines[at + 1])

/** Where the lines of devices, disclaimers and scanners begin at the end of the text. */
function footerStart(lines: readonly string[], end: number): number {
  let start = end
  for (let at = end; at > 0 && at > end - reach; ) {
    if (isBlank(lines[at - 1])) {
      at -= 1
      continue
    }
    const first = isDeviceLine(lines[at - 1] ?? '') ? at - 1 : footerParagraph(lines, at)
    if (first === null) break
    start = first
    at = first
  }
  return start
}

/** The beginning of the paragraph that ends here, if it is a footer. */
function footerParagraph(lines: readonly string[], end: number): number | null {
  let first = end - 1
  while (first > 0 && first > end - 30 && !isBlank(lines[first - 1])) first -= 1
  const said = lines.slice(first, end)
  const text = fold(said.join(' ').slice(0, 3_000))
  if (said.every(isRule)) return end < lines.length ? first : null
  if (footers.some((footer) => text.includes(footer)) && said.length <= 4) return first
  return isDisclaimer(text) ? first : null
}

/** Lawyers' words come in crowds; a person who writes of a confidential letter uses one or two. */
function isDisclaimer(text: string): boolean {
  return text.length > 60 && disclaimers.some((list) => list.filter((word) => text.includes(word)).length >= 4)
}

/** The dashes above a signature. Everything below them must look like one. */
function delimiterStart(lines: readonly string[], footer: number, end: number): number | null {
  for (let at = Math.max(0, footer - reach); at < footer; at += 1) {
    const line = lines[at] ?? ''
    if (!/^\s{0,3}[-\u2010-\u2015_=*~]/.test(line)) continue
    const below = lines.slice(at + 1, footer)
    if (delimits(line, below) || (isRule(line) && below.every(isBlank) && footer < end)) return at
  }
  return null
}

function delimits(line: string, below: readonly string[]): boolean {
  if (/^--[ \u00a0]$/.test(line)) return isShort(below, 14) && !below.some((one) => /[?]\s*$|^\s*```/.test(one))
  if (/^(?:-- ?\*?|\s{0,3}(?:__|–|—|-—)\s?)$/.test(line)) return isShort(below, 12) && !below.some(isProse)
  return /^\s*[-\u2010-\u2015_=*~]{3,}\s*$/.test(line) && isCard(below)
}

function isShort(lines: readonly string[], most: number): boolean {
  const written = lines.filter((line) => !isBlank(line) && !isRule(line))
  return written.length <= most && written.every((line) => line.length <= 200)
}

/** A line that says something: many words, or a sentence. */
function isProse(line: string): boolean {
  const said = line.trim()
  const count = said.split(/\s+/).length
  if (said.endsWith('?')) return true
  if (/[|·•@]|https?:/.test(said)) return count > 24
  return count > 12 || (count >= 4 && /[.!…:;]$/.test(said) && !/\.\p{L}{1,4}\.$/u.test(said))
}

/** A visiting card: few short lines with a way to reach somebody. */
function isCard(lines: readonly string[]): boolean {
  return (
    isShort(lines, 9) &&
    lines.some(isContact) &&
    lines.every((line) => !/[.!?;]\s+\p{L}{2,}.*[.!?]\s*$/u.test(line)) &&
    !lines.some(isQuestion)
  )
}

const isQuestion = (line: string): boolean => /\?\s*$|;\s*$/.test(line)
const isContact = (line: string): boolean =>
  address.test(line) || /\+?\d[\d\s()./-]{6,}\d|www\.|https?:|(?:^|\s)@\p{L}{3}/u.test(line) || titles.test(fold(line.slice(0, 120)))

/** "Kind regards", a name, and what only a signature has: a telephone, a page, a title. */
function farewellStart(lines: readonly string[], end: number): number | null {
  for (let at = end - 1; at >= 0 && at > end - 16; at -= 1) {
    const beside = afterFarewell(lines[at] ?? '')
    if (beside === null) continue
    const block = [beside, ...lines.slice(at + 1, end)].filter((one) => !isBlank(one))
    return isNameBlock(block) && hasWordsAbove(lines, at) ? at : null
  }
  return null
}

/** What stands behind a farewell in its line: mostly nothing, sometimes the name; null when the line is no farewell. */
function afterFarewell(line: string): string | null {
  if (line.length > 80) return null
  if (line.split(/[/|]/).every((part) => farewells.has(lettersOf(part)))) return ''
  const comma = line.indexOf(',')
  return comma > 1 && farewells.has(lettersOf(line.slice(0, comma))) && isName(line.slice(comma + 1)) ? line.slice(comma + 1) : null
}

const hasWordsAbove = (lines: readonly string[], at: number): boolean => lines.slice(0, at).some((line) => /\p{L}/u.test(line))

function isNameBlock(block: readonly string[]): boolean {
  const [name = '', ...rest] = block
  if (rest.length < 1 || rest.length > 10 || !isName(name)) return false
  return block.every((line) => line.length <= 110 && !isProse(line) && !tellsOfTheMatter(line)) && rest.some(isContact)
}

const isName = (line: string): boolean =>
  /^[\s*_]*\p{L}[\p{L}\p{M}.,'’() -]{1,50}[\s*_]*$/u.test(line) && line.trim().split(/\s+/).length <= 6

/** A number that may be that of an order, and what people call such numbers: an agent must see it. */
function tellsOfTheMatter(line: string): boolean {
  const text = fold(line)
  if (
    /παραγγελ|κρατησ|αποστολ|κωδικ|πελατ|συμβολ|αφμ|iban|order|booking|reserv|ticket|customer|client n|account|pedido|cliente|bestell|kunden|commande|ordine|rechnung|factura|τιμολογ/.test(
      text,
    )
  )
    return true
  if (!/\d{5}/.test(text.replace(/[\s()./-]/g, ''))) return false
  return !(
    address.test(line) ||
    /https?:|www\./.test(text) ||
    /^\s*\p{L}{0,12}[.:]?\s*(?:\+|00|0)\d|(?:τηλ|κιν|φαξ|tel|mob|fax|phone|cell|movil|handy|gsm|[tmfp])\p{L}{0,6}\s?[.:/]/u.test(text) ||
    /\d{3}\s?\d{2}(?!\d)\D*\p{L}/u.test(text)
  )
}

/** "-Eva" below everything else, where no list is. */
function nameStart(lines: readonly string[], end: number): number | null {
  let last = end - 1
  while (last > 0 && isBlank(lines[last])) last -= 1
  if (last < 1 || !isBlank(lines[last - 1]) || !/^\s?[-–—~]\s?\p{Lu}\p{L}{1,20}(?: \p{Lu}[\p{L}.]{0,20}){0,2}\s*$/u.test(lines[last] ?? ''))
    return null
  if (farewells.has(lettersOf(lines[last] ?? ''))) return null
  return lines.slice(Math.max(0, last - reach), last).some((line) => /^\s*[-–—•*]\s?\S/.test(line)) ? null : last
}

function lettersOf(line: string): string {
  return fold(line)
    .replace(/[^\p{L}\p{M}]+/gu, ' ')
    .trim()
}

function titlePattern(title: string): string {
  const pattern = fold(title).replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  return title.length <= 6 && /^[a-z]+$/.test(title) ? `${pattern}(?!\\p{L})` : pattern
}
