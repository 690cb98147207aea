import { maskNumbers } from '#modules/conversations/rules/mask-numbers.ts'
import { fold, latinFromGreek, words } from '#platform/fold.ts'
import { datesIn, type Found, type Reading, withoutOverlaps } from './find-moments.ts'
import { amountsIn } from './find-money.ts'
import { productsIn } from './find-products.ts'
import { type Word, wordsIn } from './folded-words.ts'

export type EntityKind = 'order' | 'amount' | 'date' | 'product' | 'phone' | 'email' | 'card' | 'iban'

export interface Entity extends Found {
  kind: EntityKind
}

/** What a text names, in the order in which it stands there. Of card numbers and IBANs, the value is only their last four characters. */
export function entitiesIn(text: string, { words: said, reading }: { words: readonly Word[]; reading: Reading }): Entity[] {
  const of = (kind: EntityKind, found: readonly Found[]): Entity[] => found.map((one) => ({ ...one, kind }))
  const secret = [...of('iban', ibansIn(text)), ...maskedIn(text)]
  const certain = withoutOverlaps([
    ...secret,
    ...of('email', emailsIn(text)),
    ...of('amount', amountsIn(text)),
    ...of('date', datesIn(text, reading)),
  ])
  const free = (found: readonly Found[]) => found.filter((one) => !certain.some((other) => one.start < other.end && other.start < one.end))
  const coded = [...certain, ...of('order', free(codesIn(text)))]
  const calls = phonesIn(text).filter((one) => !coded.some((other) => one.start < other.end && other.start < one.end))
  const products = of('product', productsIn(text, said))
  return withoutOverlaps([...coded, ...of('phone', calls)])
    .concat(products)
    .toSorted((one, other) => one.start - other.start)
    .slice(0, mostEntities)
}

/** A number with Greek letters as somebody would type it who reads them as Latin ones: `ΑΣ-4471` is searched as `AS-4471` too. */
export const latinTwin = (code: string): string | null => (/\p{Script=Greek}/u.test(code) ? latinFromGreek(code).toUpperCase() : null)

export interface Entities {
  orders: string[]
  /** Spellings of those numbers in Latin letters, where they have Greek ones. */
  orders_in_latin: string[]
  amounts: string[]
  dates: string[]
  products: string[]
  phones: string[]
  emails: string[]
  cards: string[]
  ibans: string[]
  spans: { kind: Entity['kind']; start: number; end: number }[]
}

/** The same by kind. */
export function listed(entities: readonly Entity[]): Entities {
  const of = (kind: Entity['kind']) => [...new Set(entities.filter((entity) => entity.kind === kind).map(({ value }) => value))]
  return {
    orders: of('order'),
    orders_in_latin: of('order').flatMap((code) => latinTwin(code) ?? []),
    amounts: of('amount'),
    dates: of('date'),
    products: of('product'),
    phones: of('phone'),
    emails: of('email'),
    cards: of('card'),
    ibans: of('iban'),
    spans: entities.map(({ kind, start, end }) => ({ kind, start, end })),
  }
}

/** What a text names that came at a moment: for who kept only where it stands. */
export function namedIn(text: string, received: Temporal.Instant): Entities {
  const day = received.toZonedDateTimeISO('UTC').toPlainDate()
  return listed(entitiesIn(text, { words: wordsIn(text), reading: { language: 'en', day, relative: true } }))
}

const mostEntities = 200

function maskedIn(text: string): Entity[] {
  const masked = maskNumbers(text)
  if (masked === text) return []
  return [...masked.matchAll(/[\p{L}\p{N}]*•[•\p{Zs}‐-―-]*[\p{L}\p{N}]{1,4}/gu)].map((match) => {
    const end = match.index + match[0].length
    const kind = /^[A-Z]{2}/i.test(text.slice(match.index, match.index + 2)) ? ('iban' as const) : ('card' as const)
    return { kind, value: `•••• ${text.slice(end - 4, end)}`, start: match.index, end }
  })
}

/** Whatever is written like an IBAN, with a right check digit or not: the wrong ones are how money is led astray. */
const ibansIn = (text: string): Found[] =>
  [...text.matchAll(/(?<![\p{L}\p{N}])[A-Z]{2}\d{2}(?:[ -]?[A-Z0-9]{4}){2,7}(?:[ -]?[A-Z0-9]{1,3})?(?![\p{L}\p{N}])/gu)]
    .filter((match) => (match[0].match(/\d/g)?.length ?? 0) > 9)
    .map((match) => ({ value: `•••• ${match[0].replace(/[ -]/g, '').slice(-4)}`, start: match.index, end: match.index + match[0].length }))

const emailsIn = (text: string): Found[] =>
  [...text.matchAll(/(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{2,63}){1,4}/gu)].map((match) => ({
    value: match[0].toLowerCase(),
    start: match.index,
    end: match.index + match[0].length,
  }))

const phonesIn = (text: string): Found[] =>
  [...text.matchAll(/(?<![\p{L}\p{N}+])(?:\+|00)?\(?\d{1,4}\)?(?:[ .-]?\(?\d{2,5}\)?){2,5}(?![\p{L}\p{N}-])/gu)]
    .filter((match) => {
      const digits = match[0].replace(/\D/g, '').length
      return digits >= 9 && digits <= 15
    })
    .map((match) => ({ value: match[0].replace(/(?!^\+)\D/g, ''), start: match.index, end: match.index + match[0].length }))

// What stands before a number that is somebody's reference.
const leads = fold(
  `order invoice booking reservation reference ref contract policy serial account job case ticket claim complaint receipt imei pnr parcel tracking
  appointment ending number membership pedido factura reserva referencia contrato poliza expediente reclamacion recibo albaran cita localizador incidencia numero
  παραγγελ τιμολογ κρατησ συμβασ συμβολαι αιτημα φακελ ραντεβου αριθμ κωδικ αποδειξ παροχ τελειωνει παραπον paraggel parangel paragel simvol symvol arithm`,
).split(/\s+/)
const leadsByStart = Map.groupBy(leads, (lead) => lead.slice(0, 2))
const shortLeads = new Set(['no', 'nr', 'αρ', 'n', 'num', 'id'])
const isLead = (word: string): boolean =>
  shortLeads.has(word) || (leadsByStart.get(word.slice(0, 2))?.some((lead) => word.startsWith(lead)) ?? false)

const codeShape = /(?<![\p{L}\p{N}@.,])(?:#\s?)?[\p{L}\p{N}]+(?:[-/_][\p{L}\p{N}]+){0,5}(?![\p{L}\p{N}@])/gu
const ownShape =
  /^(?:\p{Lu}{1,5}[-/_]\d[\p{Lu}\d]*(?:[-/_][\p{Lu}\d]+)*|\p{Lu}{2,4}\d{4,12}|(?=\D*\d)(?=[^A-Z]*[A-Z]\d*)(?=.*\d[A-Z]|[A-Z]\d[A-Z])[A-Z0-9]{6,10}|#\s?\d{4,12}|\d{2,4}-\d{3,8}(?:-\d{2,6})?)$/u
const looksBack = 36

/** Numbers of orders, contracts, policies, jobs: behind the word that says so, or of a shape that nothing else has. */
function codesIn(text: string): Found[] {
  return [...text.matchAll(codeShape)].flatMap((match) => {
    const [written] = match
    const value = written.replace(/#\s?/, '').toUpperCase()
    if (value.length < 4 || !/\d/.test(value) || /^(19|20)\d\d$/.test(value) || /^\d+(?:ml|kg|gb|cm|mm|km|mb|min|px|hrs?)$/i.test(value))
      return []
    if (!ownShape.test(written) && !isLed(text, match.index)) return []
    return [{ value, start: match.index + written.length - value.length, end: match.index + written.length }]
  })
}

const isLed = (text: string, start: number): boolean =>
  words(fold(text.slice(Math.max(0, start - looksBack), start)).replace(/^.*[.!?;]\s/s, ''))
    .slice(-4)
    .some(isLead)
