import { fold } from '#platform/fold.ts'
import { maskNumbers } from '../mask-numbers.ts'
import { addressesIn } from './addresses.ts'
import { colleaguesIn, knownNamesIn, tokensOf, withInitials, wordsOfNames } from './known-names.ts'
import { type KnownValue, knownValuesIn } from './known-values.ts'
import { likelyNamesIn } from './likely-names.ts'
import { numbersIn } from './numbers.ts'
import { merged, type PersonalKind, type PersonalSpan } from './spans.ts'

/** What the record knows of the people in it. */
export interface KnownPeople {
  /** The customer, who takes part, who writes here: found in any spelling. */
  names: readonly string[]
  /** All who work here: found where they are written as names. */
  colleagues: readonly string[]
  /** Addresses as they are kept; their words and numbers count too. */
  addresses: readonly string[]
  values: readonly KnownValue[]
  /** What looks like a name and is none: the company, the product. */
  ours: readonly string[]
  received: Temporal.Instant
}

export interface Masked {
  /** The texts in their order, with `[NAME_1]` for what was personal. */
  texts: string[]
  /** What each placeholder stands for, by its name without brackets. Of cards and IBANs only the last four characters. */
  values: Map<string, string>
}

const placeholder = /\[([A-Z]{2,12}_\d{1,4})\]/g

/** Takes personal data out of texts that shall leave the house. The same words get the same placeholder in all of them. */
export function maskPersonal(texts: readonly string[], known: KnownPeople): Masked {
  const numbers = new Map<string, string>()
  const values = new Map<string, string>()
  const nameFor = (kind: PersonalKind, written: string): string => {
    const key = `${kind} ${keyOf(kind, written)}`
    const given = numbers.get(key)
    if (given !== undefined) return given
    const name = `${kind}_${[...numbers.values()].filter((one) => one.startsWith(`${kind}_`)).length + 1}`
    numbers.set(key, name)
    values.set(name, shownValue(kind, written))
    return name
  }
  return { texts: texts.map((text) => mask(plainly(text), known, nameFor)), values }
}

/** Without what is not seen, and without placeholders and slots that somebody else wrote. */
const plainly = (text: string): string =>
  text
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u0000-\u0008\u000b-\u001f]/g, '')
    .replace(/[\u00a0\u2007\u2009\u202f]/g, ' ')
    .replace(placeholder, '(…)')
    .replaceAll('{{', '{ {')
    .replaceAll('}}', '} }')

function mask(text: string, known: KnownPeople, nameFor: (kind: PersonalKind, written: string) => string): string {
  const parts: string[] = []
  let at = 0
  for (const { kind, start, end } of merged(text, spansIn(text, known))) {
    const written = text.slice(start, end)
    parts.push(text.slice(at, start), `[${nameFor(kind, written)}]`)
    at = end
  }
  return parts.join('') + text.slice(at)
}

function spansIn(text: string, { names, colleagues, addresses, values, ours, received }: KnownPeople): PersonalSpan[] {
  const tokens = tokensOf(text)
  const ordinary = new Set(ours.flatMap((name) => fold(name).split(/[^\p{L}\p{N}]+/u)))
  const named = [...knownNamesIn(tokens, names), ...colleaguesIn(tokens, colleagues), ...likelyNamesIn(text, tokens, ordinary)]
  return [
    ...named.map((span) => withInitials(text, span)),
    ...knownNamesIn(tokens, addresses.flatMap(wordsOfAddress), 'ADDRESS'),
    ...addressesIn(text),
    ...knownValuesIn(text, [...values, ...addresses.flatMap(partsOfAddress), ...spacedNames(names)]),
    ...numbersIn(text, received),
  ]
}

const generic = new Set(
  fold(
    'street road avenue lane drive court place square house flat floor apartment building odos leoforos οδος λεωφορος πλατεια οροφος διαμερισμα calle avenida plaza paseo piso puerta edificio greece spain england united kingdom ελλαδα ελλας españa',
  ).split(' '),
)

const wordsOfAddress = (address: string): string[] =>
  (address.match(/[\p{L}\p{M}'’]{4,}/gu) ?? []).filter((word) => !generic.has(fold(word)))

const partsOfAddress = (address: string): KnownValue[] =>
  [...address.split(/[,\n;]+/), ...(address.match(/\d{4,}/g) ?? [])]
    .map((part) => part.trim())
    .filter((part) => part.replace(/[^\p{L}\p{N}]/gu, '').length >= 4)
    .map((value) => ({ kind: 'ADDRESS', value }))

/** A whole name, however it is spaced. */
const spacedNames = (names: readonly string[]): KnownValue[] =>
  names.filter((name) => name.replace(/[^\p{L}]/gu, '').length >= 5).map((value) => ({ kind: 'NAME', value }))

const keyOf = (kind: PersonalKind, written: string): string =>
  kind === 'NAME'
    ? wordsOfNames([written])
        .map(({ stem }) => stem)
        .join(' ') || fold(written)
    : fold(written).replace(/[^\p{L}\p{N}]/gu, '')

// Card numbers and IBANs are never written out again, not even by the desk itself.
function shownValue(kind: PersonalKind, written: string): string {
  if (kind !== 'CARD' && kind !== 'IBAN') return maskNumbers(written)
  return `•••• ${written.replace(/[^\p{L}\p{N}]/gu, '').slice(-4)}`
}

/** What of the record still stands in what shall leave. Nothing leaves when this is not empty. */
export function leftOf(sent: string, { names, values }: Pick<KnownPeople, 'names' | 'values'>): string[] {
  const bare = sent.replace(placeholder, ' … ')
  const words = new Set(tokensOf(bare).map(({ word }) => fold(word)))
  const joined = fold(bare).replace(/[^\p{L}\p{N}]/gu, '')
  const leftNames = names
    .flatMap((name) => name.match(/[\p{L}\p{M}]{4,}/gu) ?? [])
    .filter((word) => words.has(fold(word)) && wordsOfNames([word]).length > 0)
  const leftValues = values
    .map(({ value }) => fold(value).replace(/[^\p{L}\p{N}]/gu, ''))
    .filter((value) => value.length >= 6 && joined.includes(value))
  return [...leftNames, ...leftValues]
}
