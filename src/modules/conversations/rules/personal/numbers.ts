import { namedIn } from '#modules/triage/rules/find-entities.ts'
import type { PersonalKind, PersonalSpan } from './spans.ts'

const kinds: Record<string, PersonalKind> = { order: 'ORDER', phone: 'PHONE', email: 'EMAIL', card: 'CARD', iban: 'IBAN' }
const birth = /(?:born|birth|dob|γεννή|γέννησ|γεννη|nacid|nacim|nací)[^\n]{0,40}$/iu

/** Addresses of mail and pages, telephones, cards, IBANs, numbers of orders and contracts, and every other number that is no sum, day, hour or year. */
export function numbersIn(text: string, received: Temporal.Instant): PersonalSpan[] {
  const { spans } = namedIn(text, received)
  const entities = spans.flatMap(({ kind, ...place }) => (kinds[kind] ? [{ kind: kinds[kind], ...place }] : []))
  const told = spans.filter(({ kind }) => kind === 'amount' || kind === 'date')
  const isBirth = ({ kind, start }: { kind: string; start: number }) =>
    kind === 'date' && birth.test(text.slice(Math.max(0, start - 60), start))
  const births = told.filter(isBirth).map(({ start, end }) => ({ kind: 'BIRTH' as const, start, end }))
  const rest = without(
    text,
    told.filter((one) => !isBirth(one)),
  )
  return [...entities, ...births, ...linksIn(text), ...otherNumbers(rest)]
}

// Of the same length, so that places stay.
function without(text: string, places: readonly { start: number; end: number }[]): string {
  let rest = text
  for (const { start, end } of places) rest = rest.slice(0, start) + '\u0001'.repeat(end - start) + rest.slice(end)
  return rest
}

const found = (text: string, pattern: RegExp, kind: PersonalKind): PersonalSpan[] =>
  [...text.matchAll(pattern)].map((match) => ({ kind, start: match.index, end: match.index + match[0].length }))

function linksIn(text: string): PersonalSpan[] {
  return [
    ...found(text, /[^\s<>"(),;:[\]]+@[^\s<>"(),;[\]]+|@[\p{L}\p{N}_.]{2,40}/gu, 'EMAIL'),
    ...found(text, /(?:https?:\/\/|www\.)[^\s<>"]{1,2000}/giu, 'LINK'),
    ...found(
      text,
      /(?<![\p{L}\p{N}@.])[\p{L}\p{N}-]{2,63}(?:\.[\p{L}\p{N}-]{1,63}){0,3}\.(?:com|org|net|gr|es|eu|io|co\.uk|uk|info|example|app|shop|online)(?:\/[^\s<>"]{0,2000})?(?![\p{L}\p{N}])/giu,
      'LINK',
    ),
  ]
}

const coded = /(?<![\p{L}\p{N}])[\p{L}\p{N}•*]+(?:[-/._#:][\p{L}\p{N}•*]+){0,8}/gu
const grouped = /\d(?:[ \t\u00a0().\u2010-\u2015/-]{0,3}\d){4,40}/gu
const insurance = /(?<![\p{L}\d])[A-Z]{2}(?:[ ]?\d{2}){3}[ ]?[A-D](?![\p{L}\d])/giu
const harmless =
  /^(?:(?:19|20)\d\d(?:[-/](?:19|20)?\d\d)?|\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:am|pm|h)?|\d+(?:ml|kg|gb|mb|cm|mm|km|px|min|hrs?|kwh))$/iu

function otherNumbers(text: string): PersonalSpan[] {
  const codes = found(text, coded, 'NUMBER').filter(({ start, end }) => {
    const written = text.slice(start, end)
    const digits = written.match(/\d/g)?.length ?? 0
    return !harmless.test(written) && digits >= (/\p{L}/u.test(written) ? 2 : 4)
  })
  const groups = found(text, grouped, 'NUMBER').filter(({ start, end }) => !areYears(text.slice(start, end)))
  return [...codes, ...groups, ...found(text, insurance, 'NUMBER')]
}

const areYears = (written: string): boolean => written.split(/[^\d]+/).every((part) => /^(?:19|20)\d\d$/.test(part))
