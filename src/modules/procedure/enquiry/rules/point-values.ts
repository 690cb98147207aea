import { digitsOf } from '#platform/money.ts'

export type PointKind = 'text' | 'date' | 'number' | 'amount' | 'yes_no'

const amount = /^(\d{1,12})(?:[.,](\d{1,3}))?\s*([a-z]{3})$/i
const number = /^-?\d{1,15}(?:[.,]\d{1,6})?$/

const readers: Record<PointKind, (said: string) => string | null> = {
  text: (said) => said,
  date: readDate,
  number: (said) => (number.test(said) ? String(Number(said.replace(',', '.'))) : null),
  amount: readAmount,
  yes_no: (said) => (said === 'yes' || said === 'no' ? said : null),
}

/** What was said, in the one form that its kind is kept in; null where it is not of that kind, or says nothing. */
export function valueIn(kind: PointKind, said: string): string | null {
  const trimmed = said.trim()
  return trimmed === '' ? null : readers[kind](trimmed)
}

function readDate(said: string): string | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(said)) return null
  try {
    return Temporal.PlainDate.from(said, { overflow: 'reject' }).toString()
  } catch {
    return null // a day that no calendar has
  }
}

function readAmount(said: string): string | null {
  const [, whole, part = '', currency] = amount.exec(said) ?? []
  if (whole === undefined || currency === undefined) return null
  const digits = digitsOf(currency.toUpperCase())
  if (part.length > digits) return null
  return `${BigInt(whole)}${digits > 0 ? `.${part.padEnd(digits, '0')}` : ''} ${currency.toUpperCase()}`
}
