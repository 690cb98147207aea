import * as z from 'zod/mini'
import { endpoint, Id, Page, pageOf, Version, words } from '#platform/endpoint.ts'
import { formats } from './rules/payment-file.ts'

export const longestHolder = 140
export const longestFailure = 500

export const Sum = z.object({ amount: z.int(), currency: z.string() })

/** How it was seen who somebody is: by a document, by video, by calling a number that we knew, or – of the account that paid – by comparing it. */
export const checks = ['document', 'video', 'call_back', 'account_match'] as const
export type CheckHow = (typeof checks)[number]

export const By = z.object({ kind: z.string(), id: z.nullable(Id), name: z.string() })

export const Payee = z.object({
  id: Id,
  holder: z.string(),
  /** The last four characters: the whole number is shown nowhere, and leaves the house only in the file for the bank. */
  ending: z.string(),
  country: z.string(),
  /** The account that the order was paid from. */
  original: z.boolean(),
  /** Another customer’s money went to this account too: somebody should look. */
  shared: z.boolean(),
  /** What is still needed before money goes there. */
  needs: z.nullable(z.enum(['check', 'approval'])),
  check_how: z.nullable(z.enum(checks)),
  named_by: By,
  named_at: z.string(),
  checked_by: z.nullable(By),
  approved_by: z.nullable(By),
  ended_at: z.nullable(z.string()),
  version: Version,
  may: z.object({ check: z.boolean(), approve: z.boolean(), end: z.boolean() }),
})
export type Payee = z.output<typeof Payee>

export const paymentStates = ['ordered', 'exported', 'executed', 'failed', 'cancelled'] as const

export const Payment = z.object({
  id: Id,
  complaint: z.object({ id: Id, number: z.string() }),
  remedy: Id,
  payee: z.object({ id: Id, holder: z.string(), ending: z.string() }),
  money: Sum,
  reference: z.string(),
  state: z.enum(paymentStates),
  ordered_at: z.string(),
  file: z.nullable(Id),
  executed_on: z.nullable(z.string()),
  failure: z.nullable(z.string()),
})
export type Payment = z.output<typeof Payment>

const at = '/complaints/:complaint/payees/:payee'

export const listPayees = endpoint('GET /complaints/:complaint/payees', {
  requires: 'complaints.read',
  about: 'To whom money of this complaint can go, and what was paid.',
  answers: z.object({ data: z.array(Payee), payments: z.array(Payment), may: z.object({ add: z.boolean() }) }),
})

export const addPayee = endpoint('POST /complaints/:complaint/payees', {
  requires: 'payees.edit',
  about: 'Notes an account. `original`: the order was paid from it. Any other needs an identity check, and a second colleague.',
  status: 201,
  body: z.strictObject({
    holder: words(longestHolder),
    iban: words(60),
    bic: z.optional(z.nullable(words(20))),
    original: z._default(z.boolean(), false),
  }),
  answers: Payee,
})

export const checkPayee = endpoint(`POST ${at}/check`, {
  requires: 'payees.edit',
  about: 'It was seen who the payee is, and how.',
  body: z.object({ how: z.enum(checks) }),
  answers: Payee,
})

export const approvePayee = endpoint(`POST ${at}/approval`, {
  requires: 'payees.approve',
  about: 'The second pair of eyes: neither who noted the account nor who checked it.',
  answers: Payee,
})

export const endPayee = endpoint(`POST ${at}/end`, {
  requires: 'payees.edit',
  about: 'No money goes there any more.',
  answers: Payee,
})

export const listPayments = endpoint('GET /payments', {
  requires: 'payments.read',
  about: 'Payments in one state, the oldest first.',
  query: z.object({ ...Page, state: z._default(z.enum(paymentStates), 'ordered') }),
  answers: pageOf(Payment),
})

export const Account = z.object({ holder: z.string(), ending: z.string(), bic: z.nullable(z.string()), written_at: z.string() })
export type Account = z.output<typeof Account>

export const readAccount = endpoint('GET /payments/account', {
  requires: 'payments.read',
  about: 'The account that the house pays from; null while nobody named one.',
  answers: z.object({ account: z.nullable(Account) }),
})

export const writeAccount = endpoint('PUT /payments/account', {
  requires: 'payments.account',
  about: 'Names the account that the house pays from.',
  body: z.strictObject({ holder: words(longestHolder), iban: words(60), bic: z.optional(z.nullable(words(20))) }),
  answers: z.object({ account: z.nullable(Account) }),
})

export const PaymentFile = z.object({
  id: Id,
  format: z.enum(formats),
  currency: z.string(),
  pay_on: z.string(),
  payments: z.int(),
  total: Sum,
  /** How many of them the bank has answered for. */
  settled: z.int(),
  made_at: z.string(),
  made_by: By,
})
export type PaymentFile = z.output<typeof PaymentFile>

export const listFiles = endpoint('GET /payments/files', {
  requires: 'payments.read',
  about: 'The files for the bank, the newest first.',
  query: z.object(Page),
  answers: pageOf(PaymentFile),
})

export const makeFile = endpoint('POST /payments/files', {
  requires: 'payments.export',
  about:
    'Puts what is ordered in one currency into a file: `pain_001` for SEPA (euro), `csv` for the rest. Each payment leaves in one file only; 500 at once at most.',
  status: 201,
  body: z.strictObject({
    format: z.enum(formats),
    currency: z._default(z.string().check(z.regex(/^[A-Z]{3}$/)), 'EUR'),
    pay_on: z.optional(z.iso.date()),
  }),
  answers: PaymentFile,
})

export const filePath = (file: string): string => `/api/v1/payments/files/${file}/content`

export const confirmFile = endpoint('POST /payments/files/:file/confirmation', {
  requires: 'payments.export',
  about: 'The bank has answered: all of the file was paid on this day, but what is named as failed.',
  body: z.strictObject({
    on: z.iso.date(),
    failed: z._default(z.array(z.object({ payment: Id, reason: words(longestFailure) })).check(z.maxLength(500)), []),
  }),
  answers: PaymentFile,
})
