import { bankText, decimal, totalOf } from './bank-text.ts'

/** One payment as it stands in a file for the bank. */
export interface Paid {
  /** By which the bank names it back to us: at most 35 characters. */
  reference: string
  amount: number
  holder: string
  iban: string
  bic: string | null
  /** What the payee reads. */
  words: string
}

/** All that a file says; from the same things the same bytes are made, for ever. */
export interface PaymentFile {
  id: string
  madeAt: Temporal.Instant
  payOn: Temporal.PlainDate
  currency: string
  account: { holder: string; iban: string; bic: string | null }
  payments: readonly Paid[]
}

export const formats = ['csv', 'pain_001'] as const
export type Format = (typeof formats)[number]

/** The file in its format. */
export const renderFile = (format: Format, file: PaymentFile): string => (format === 'csv' ? paymentsCsv(file) : pain001(file))

/** A bank's own name for a message: 35 characters at most, so the hyphens of our id go. */
const nameOf = (id: string): string => id.replaceAll('-', '')

const columns = ['reference', 'amount', 'currency', 'payee', 'iban', 'bic', 'pay_on', 'words']

/** RFC 4180, a heading, and one line a payment. No cell begins with a sign by which a spreadsheet would take it for a formula. */
export function paymentsCsv({ currency, payOn, payments }: PaymentFile): string {
  const rows = payments.map(({ reference, amount, holder, iban, bic, words }) => [
    reference,
    decimal(amount, currency),
    currency,
    bankText(holder, 70),
    iban,
    bic ?? '',
    payOn.toString(),
    bankText(words, 140),
  ])
  return [columns, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('')
}

const cell = (text: string): string => `"${text.replace(/^[-+=@]+/, '').replaceAll('"', '""')}"`

/** SEPA credit transfers (ISO 20022 pain.001.001.09, EPC132-08): one debit account, one day, the sums said twice for the bank to check. */
export function pain001({ id, madeAt, payOn, currency, account, payments }: PaymentFile): string {
  const count = element('NbOfTxs', String(payments.length))
  const sum = element('CtrlSum', decimal(totalOf(payments.map(({ amount }) => amount)), currency))
  const made = element('CreDtTm', madeAt.round('second').toString())
  const holder = element('Nm', bankText(account.holder, 70))
  const group = element('GrpHdr', element('MsgId', nameOf(id)), made, count, sum, element('InitgPty', holder))
  const instruction = element(
    'PmtInf',
    element('PmtInfId', nameOf(id)),
    element('PmtMtd', 'TRF'),
    element('NbOfTxs', String(payments.length)),
    sum,
    element('PmtTpInf', element('SvcLvl', element('Cd', 'SEPA'))),
    element('ReqdExctnDt', element('Dt', payOn.toString())),
    element('Dbtr', holder),
    element('DbtrAcct', element('Id', element('IBAN', account.iban))),
    element('DbtrAgt', element('FinInstnId', account.bic ? element('BICFI', account.bic) : element('Othr', element('Id', 'NOTPROVIDED')))),
    element('ChrgBr', 'SLEV'),
    ...payments.map((payment) => transfer(payment, currency)),
  )
  const root = `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001.001.09">${element('CstmrCdtTrfInitn', group, instruction).made}</Document>`
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root}\n`
}

const transfer = ({ reference, amount, holder, iban, bic, words }: Paid, currency: string): Markup =>
  element(
    'CdtTrfTxInf',
    element('PmtId', element('EndToEndId', reference)),
    element('Amt', { made: `<InstdAmt Ccy="${currency}">${decimal(amount, currency)}</InstdAmt>` }),
    ...(bic === null ? [] : [element('CdtrAgt', element('FinInstnId', element('BICFI', bic)))]),
    element('Cdtr', element('Nm', bankText(holder, 70))),
    element('CdtrAcct', element('Id', element('IBAN', iban))),
    element('RmtInf', element('Ustrd', bankText(words, 140))),
  )

/** Finished XML; a plain string is text, and is escaped. */
interface Markup {
  made: string
}

function element(name: string, ...content: (Markup | string)[]): Markup {
  const inner = content.map((part) => (typeof part === 'string' ? escaped(part) : part.made)).join('')
  return { made: `<${name}>${inner}</${name}>` }
}

const signs: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' }
const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => signs[sign] ?? sign)
