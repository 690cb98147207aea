import type { ToneFacts } from '../../contract/check.ts'
import type { JudgedText } from '../judged-text.ts'
import type { Finding } from './finding.ts'

/** No card number, no account number, and no order or complaint number but this customer's. */
export function checkData({ written, sentences }: JudgedText, facts: ToneFacts | null): Finding[] {
  if (!/\d{4}/.test(written.replaceAll(/[ -]/g, ''))) return []
  const known = facts?.numbers?.map(plain)
  return sentences.flatMap((sentence) => {
    const text = sentence.written
    if (!/\d[ -]?\d[ -]?\d/.test(text)) return []
    const found = [...cards(text), ...accounts(text, known ?? []), ...(known ? numbers(text, known) : [])]
    return found.map((finding) => ({ ...finding, start: sentence.start + finding.start, end: sentence.start + finding.end }))
  })
}

const plain = (number: string): string => number.replaceAll(/[^\p{L}\p{N}]/gu, '').toUpperCase()

const at = (match: RegExpExecArray, text = match[0]) => {
  const start = match.index + match[0].indexOf(text)
  return { start, end: start + text.length }
}

function cards(text: string): Finding[] {
  return [...text.matchAll(/(?<![\p{L}\p{N}])[2-6]\d{3}(?:[ -]?\d){8,15}(?![\p{L}\p{N}])/gu)]
    .filter(([number]) => luhn(number.replaceAll(/\D/g, '')))
    .map((match) => ({ rule: 'card_number', category: 'confidentiality', severity: 3, ...at(match) }))
}

function luhn(digits: string): boolean {
  if (digits.length < 13 || digits.length > 19) return false
  const sum = Array.from(digits)
    .toReversed()
    .reduce((total, digit, place) => total + (place % 2 === 0 ? Number(digit) : (Number(digit) * 2) % 9 || (digit === '9' ? 9 : 0)), 0)
  return sum % 10 === 0
}

function accounts(text: string, known: readonly string[]): Finding[] {
  return [...text.matchAll(/(?<![\p{L}\p{N}])[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?(?![\p{L}\p{N}])/gu)]
    .filter(([number]) => isIban(plain(number)) && !known.includes(plain(number)))
    .map((match) => ({ rule: 'account_number', category: 'confidentiality', severity: 3, ...at(match) }))
}

function isIban(account: string): boolean {
  if (account.length < 15 || account.length > 34) return false
  const digits = Array.from(account.slice(4) + account.slice(0, 4), (sign) => Number.parseInt(sign, 36).toString()).join('')
  return Array.from(digits).reduce((rest, digit) => (rest * 10 + Number(digit)) % 97, 0) === 1
}

// What follows the word for an order, a parcel or a case; and our own complaint numbers.
const numbered =
  /(?:order|parcel|tracking|reference|case|complaint|ticket|booking|invoice|παραγγελία\p{L}*|δέμα|αποστολή\p{L}*|υπόθεση\p{L}*|αναφορά\p{L}*|τιμολόγιο|κράτηση|pedido|paquete|envío|referencia|caso|expediente|reserva|factura|reclamación)(?:\s+(?:σας|μας))?\s*(?:number|no\.?|nr\.?|#|nº|n\.º|número|αριθμ\p{L}*|αρ\.?|με αριθμό|με αριθ\.?)?\s*[:#]?\s*(?<number>[A-Z]{0,5}-?\d[\dA-Z-]{3,24}\d)(?!\p{L})/giu
const ownNumber = /(?<![\p{L}\p{N}])(?<number>RD-20\d{2}-\d{6,}-\d)(?!\d)/gu

const numbersIn = (text: string, pattern: RegExp) =>
  [...text.matchAll(pattern)].map((match) => ({ match, number: match.groups?.number ?? '' }))

function numbers(text: string, known: readonly string[]): Finding[] {
  const found = [
    // An order or a parcel may have a new number; the number of another complaint is another customer's.
    ...numbersIn(text, numbered).map((one) => ({ ...one, severity: 2 as const })),
    ...numbersIn(text, ownNumber).map((one) => ({ ...one, severity: 3 as const })),
  ]
    .filter(({ number }) => !/^\d{1,2}[/-]\d{1,2}([/-]\d{2,4})?$|^\d{4}-\d{2}-\d{2}$/.test(number) && !known.includes(plain(number)))
    .map(({ match, number, severity }) => ({
      rule: 'number_not_recorded',
      category: 'confidentiality',
      severity,
      ...at(match, number),
      data: { said: number },
    }))
    .toSorted((one, other) => other.severity - one.severity)
  return found.filter((one, place) => found.findIndex((other) => other.start === one.start) === place)
}
