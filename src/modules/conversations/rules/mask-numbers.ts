import { ibanLengths } from './iban-lengths.ts'

/** Where in a text a number stands that nobody should read: `end` is behind its last character. */
interface Found {
  start: number
  end: number
}

/**
 * Hides card numbers and IBANs in what is shown; the last four characters stay, so that people can tell two of them apart.
 * A number is a card when an issuer uses its beginning and length and its check digit is right; `known` numbers (orders, parcels) stay readable.
 */
export function maskNumbers(text: string, known: readonly string[] = []): string {
  if (!mayHold(text)) return text
  const characters = text.split('')
  for (const found of numbersToHide(text, known)) hide(characters, found)
  return characters.join('')
}

/** The same in sanitised HTML: numbers are found across inline tags (`4111 <b>1111</b> …`), and only text is changed. */
export function maskHtml(html: string, known: readonly string[] = []): string {
  if (!mayHold(html)) return html
  const { text, places } = textWithPlaces(html)
  const characters = html.split('')
  for (const { start, end } of numbersToHide(text, known)) {
    hideAt(
      characters,
      places.slice(start, end).filter((place) => place >= 0),
    )
  }
  return characters.join('')
}

// Twelve digits are the shortest of all; most texts have none.
const mayHold = (text: string): boolean => (text.match(/\d/g)?.length ?? 0) >= 12

function numbersToHide(text: string, known: readonly string[]): Found[] {
  const bare = new Set(known.map((number) => number.replace(/[^\p{L}\p{N}]/gu, '').toUpperCase()))
  const isKnown = ({ start, end }: Found) =>
    bare.has(
      text
        .slice(start, end)
        .replace(/[^\p{L}\p{N}]/gu, '')
        .toUpperCase(),
    )
  const ibans = ibansIn(text)
  const cards = cardsIn(text).filter((card) => !ibans.some((iban) => card.start < iban.end && iban.start < card.end))
  return [...ibans, ...cards].filter((found) => !isKnown(found))
}

const gap = '[ \\u00a0\\u2007\\u2009\\u202f\\u2010-\\u2015-]'
const digitRuns = new RegExp(`(?<![\\p{L}\\d])\\d(?:${gap}{0,3}\\d){11,}(?!\\p{L})`, 'gu')
const shortestCard = 12
const longestCard = 19

function cardsIn(text: string): Found[] {
  return [...text.matchAll(digitRuns)].flatMap((run) => cardsInRun(run[0], run.index))
}

/** A run may hold more than the card: an order number before it, a date behind it. Cards begin and end where a group of digits does. */
function cardsInRun(run: string, offset: number): Found[] {
  const groups = [...run.matchAll(/\d+/g)].map((group) => ({
    digits: group[0],
    start: offset + group.index,
    end: offset + group.index + group[0].length,
  }))
  const found: Found[] = []
  let at = 0
  while (at < groups.length) {
    const last = longestCardFrom(groups, at)
    const [from, to] = [groups[at], groups[last]]
    if (from && to) found.push({ start: from.start, end: to.end })
    at = Math.max(last, at) + 1
  }
  return found
}

function longestCardFrom(groups: { digits: string }[], from: number): number {
  let digits = ''
  let last = -1
  if (!/^[2-6]/.test(groups[from]?.digits ?? '')) return last
  for (let at = from; at < groups.length && digits.length <= longestCard; at += 1) {
    digits += groups[at]?.digits ?? ''
    if (digits.length >= shortestCard && isCard(digits)) last = at
  }
  return last
}

/** Beginnings and lengths that issuers use. */
const issuers: { begins: RegExp; lengths: readonly number[] }[] = [
  { begins: /^4/, lengths: [13, 16, 19] },
  { begins: /^(5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/, lengths: [16] },
  { begins: /^3[47]/, lengths: [15] },
  { begins: /^3(0[0-5]|095|[689])/, lengths: [14, 16] },
  { begins: /^(6011|64[4-9]|65)/, lengths: [16, 19] },
  { begins: /^35(2[89]|[3-8])/, lengths: [16, 19] },
  { begins: /^62/, lengths: [16, 17, 18, 19] },
  { begins: /^(5018|5020|5038|5893|6304|6390|6759|676[1-3])/, lengths: [12, 13, 14, 15, 16, 18, 19] },
]

export function isCard(digits: string): boolean {
  return issuers.some(({ begins, lengths }) => lengths.includes(digits.length) && begins.test(digits)) && passesLuhn(digits)
}

function passesLuhn(digits: string): boolean {
  const sum = [...digits].toReversed().reduce((total, digit, at) => {
    const value = at % 2 === 1 ? Number(digit) * 2 : Number(digit)
    return total + (value > 9 ? value - 9 : value)
  }, 0)
  return sum % 10 === 0
}

const ibanStarts = /(?<![\p{L}\p{N}])[a-z]{2}\d{2}/giu
const ibanCharacters = new RegExp(`(?:${gap}{0,3}[a-z0-9])+`, 'iy')

function ibansIn(text: string): Found[] {
  return [...text.matchAll(ibanStarts)].flatMap((start) => ibanAt(text, start.index))
}

function ibanAt(text: string, start: number): Found[] {
  const length = ibanLengths[text.slice(start, start + 2).toUpperCase()]
  if (!length) return []
  // The longest is 34 characters; with three separators between any two it still ends well within this.
  ibanCharacters.lastIndex = 0
  const stretch = ibanCharacters.exec(text.slice(start, start + 136))?.[0] ?? ''
  const end = endOfNth(stretch, length)
  if (end === null || /[\p{L}\p{N}]/u.test(text.charAt(start + end)) || !hasRightCheck(stretch.slice(0, end))) return []
  return [{ start, end: start + end }]
}

function endOfNth(stretch: string, count: number): number | null {
  let seen = 0
  for (let at = 0; at < stretch.length; at += 1) {
    if (/[a-z0-9]/i.test(stretch.charAt(at))) seen += 1
    if (seen === count) return at + 1
  }
  return null
}

function hasRightCheck(written: string): boolean {
  const iban = written.replace(/[^a-z0-9]/gi, '').toUpperCase()
  const turned = iban.slice(4) + iban.slice(0, 4)
  const rest = [...turned].reduce((carried, character) => {
    const value = Number.parseInt(character, 36)
    return (carried * (value > 9 ? 100 : 10) + value) % 97
  }, 0)
  return rest === 1
}

const stays = 4

function hide(characters: string[], { start, end }: Found) {
  hideAt(
    characters,
    Array.from({ length: end - start }, (_, at) => start + at),
  )
}

function hideAt(characters: string[], places: number[]) {
  const written = places.filter((place) => /[a-z0-9]/i.test(characters[place] ?? ''))
  for (const place of written.slice(0, -stays)) characters[place] = '•'
}

const blocks = /^<\/?(p|div|br|li|tr|td|th|table|ul|ol|h[1-6]|hr|blockquote|pre)\b/i
const entity = /^&(?:nbsp|#160|#xa0);/i

/** The text between the tags, and where each of its characters stands in the HTML (-1 for what stands for a tag or an entity). */
function textWithPlaces(html: string): { text: string; places: number[] } {
  const text: string[] = []
  const places: number[] = []
  const add = (character: string, place: number) => {
    text.push(character)
    places.push(place)
  }
  for (const part of html.matchAll(/<[^>]*>|&[a-z0-9#]{1,8};|[^<&]+|[<&]/gi)) {
    if (entity.test(part[0])) add(' ', -1)
    else if (part[0].startsWith('<') && part[0].length > 1) {
      if (blocks.test(part[0])) add('\n', -1)
    } else if (part[0].startsWith('&') && part[0].length > 1) add('?', -1)
    else for (let at = 0; at < part[0].length; at += 1) add(part[0].charAt(at), part.index + at)
  }
  return { text: text.join(''), places }
}
