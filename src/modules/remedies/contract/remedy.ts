import * as z from 'zod/mini'
import { endpoint, Id, Page, pageOf, text, Version, words } from '#platform/endpoint.ts'
import { EntryCode } from '../catalogue/contract.ts'
import { GuardFact } from '../guards/contract.ts'
import { limitNames } from '../rules/authority.ts'
import { accounts } from '../rules/bookings.ts'
import { bases, kinds } from '../rules/kinds.ts'
import { states } from '../rules/states.ts'

export const Kind = z.enum(kinds)
export const Basis = z.enum(bases)
export const RemedyState = z.enum(states)
export const Needs = z.enum(['agent', 'senior_agent', 'supervisor', 'manager', 'finance_manager'])

export const longestExplanation = 4_000
export const longestReason = 2_000

/** Minor units with an ISO 4217 currency. What is wrong with them is said by a refusal of its own. */
export const AskedSum = z.object({ amount: z.number(), currency: z.string().check(z.maxLength(10)) })
export const Sum = z.object({ amount: z.int(), currency: z.string() })

const Named = z.object({ id: Id, name: z.string() })
export const By = z.object({ kind: z.string(), id: z.nullable(Id), name: z.string() })

/** How a sum was valued in the currency of the house, under the rules of its day. */
export const Valuation = z.object({
  currency: z.string(),
  /** So many of the house's units for one; null of the house's own currency, and where none was known. */
  rate: z.nullable(z.string()),
  /** Of a share of a purchase to come: the basket and the part that is used, as they stood. */
  share: z.nullable(z.object({ basket: z.int(), use_percent: z.int() })),
})
export type Valuation = z.output<typeof Valuation>

export const RemedyMay = z.object({
  request: z.boolean(),
  approve: z.boolean(),
  refuse: z.boolean(),
  cancel: z.boolean(),
  execute: z.boolean(),
  confirm: z.boolean(),
  settle: z.boolean(),
  reverse: z.boolean(),
})
export type RemedyMay = z.output<typeof RemedyMay>

export const Remedy = z.object({
  id: Id,
  complaint: z.object({ id: Id, number: z.string(), customer: z.nullable(Named) }),
  issue: z.object({ id: Id, position: z.int(), title: z.string() }),
  kind: Kind,
  basis: Basis,
  /** Null of what costs nothing. Of a share of a purchase: what it is worth by the stored rule. */
  money: z.nullable(Sum),
  percent: z.nullable(z.number()),
  valuation: Valuation,
  /** In the currency of the house; null where no rate was known. */
  worth: z.nullable(Sum),
  order: z.nullable(z.object({ number: z.string(), paid: Sum })),
  /** Null: the way in which it was paid. */
  payee: z.nullable(Id),
  /** By whose terms it was proposed; null where somebody wrote it freely. */
  entry: z.nullable(z.object({ code: z.string(), number: z.int() })),
  explanation: z.string(),
  evidence: z.nullable(z.string()),
  /** Why its sum lies outside of what like cases got. */
  departs: z.nullable(z.string()),
  state: RemedyState,
  /** Which limit keeps it from whoever proposed it; null of what they could decide. */
  binds: z.nullable(z.enum(limitNames)),
  /** Whose yes it waits for; `finance_manager` is both. */
  needs: z.nullable(Needs),
  proposed_by: By,
  proposed_at: z.string(),
  requested_at: z.nullable(z.string()),
  /** The request, or the approval, ends then. */
  expires_at: z.nullable(z.string()),
  approvals: z.array(z.object({ as: z.string(), by: By, at: z.string(), matrix: z.int(), in_place_of: z.nullable(z.string()) })),
  acts: z.array(z.object({ act: z.string(), by: By, at: z.string(), reason: z.nullable(z.string()), reference: z.nullable(z.string()) })),
  /** The version of the limits under which it was proposed. */
  matrix: z.int(),
  /** The message that explained it. */
  message: z.nullable(Id),
  version: Version,
  may: RemedyMay,
})
export type Remedy = z.output<typeof Remedy>

const Totals = z.array(z.object({ currency: z.string(), account: z.enum(accounts), amount: z.int() }))

export const listRemedies = endpoint('GET /complaints/:complaint/remedies', {
  requires: 'complaints.read',
  about: 'The remedies of a complaint and of what was merged into it, the newest first, and what their ledger adds up to.',
  answers: z.object({ data: z.array(Remedy), totals: Totals, may: z.object({ propose: z.boolean() }) }),
})

export const proposeRemedy = endpoint('POST /complaints/:complaint/remedies', {
  requires: 'remedies.propose',
  about:
    'Proposes a remedy for an issue: approved at once within the caller’s authority, else requested from someone who may. Money is whole minor units.',
  status: 201,
  body: z.strictObject({
    issue: Id,
    kind: Kind,
    basis: Basis,
    money: z.optional(z.nullable(AskedSum)),
    /** Of a coupon: so much off the next purchase. */
    percent: z.optional(z.nullable(z.number())),
    explanation: words(longestExplanation),
    /** What shows that it is owed. */
    evidence: z.optional(z.nullable(z.union([text(longestExplanation), z.array(text(longestReason)).check(z.maxLength(20))]))),
    /** Where money goes back: never more of an order than was paid for it. */
    order: z.optional(z.nullable(z.object({ number: words(100), paid: AskedSum }))),
    /** An account other than the one that paid: approved with it. Without one, the way in which it was paid. */
    payee: z.optional(z.nullable(Id)),
    /** The entry of the catalogue by whose terms it is proposed: its form, range, days and evidence hold then. */
    entry: z.optional(z.nullable(EntryCode)),
    /** Why its sum lies outside of what like cases got: asked for where it does. */
    departs: z.optional(z.nullable(text(longestReason))),
    /** Written down, and asked of nobody yet. */
    draft: z.optional(z.boolean()),
  }),
  answers: Remedy,
})

const at = '/complaints/:complaint/remedies/:remedy'
const Reasoned = z.object({ reason: words(longestReason) })
const reference = z.optional(z.nullable(text(200)))

export const requestRemedy = endpoint(`POST ${at}/request`, {
  requires: 'remedies.propose',
  about: 'A draft is meant: approved at once within the caller’s authority, else requested.',
  answers: Remedy,
})

export const approveRemedy = endpoint(`POST ${at}/approval`, {
  requires: 'remedies.approve',
  about:
    'Says yes to a request, never to one’s own. Beyond the limits of managers it takes two: a manager and somebody with the finance duty. It holds for the days that the rules say.',
  answers: Remedy,
})

export const refuseRemedy = endpoint(`POST ${at}/refusal`, {
  requires: 'remedies.approve',
  about: 'Says no to a request, and why.',
  body: Reasoned,
  answers: Remedy,
})

export const cancelRemedy = endpoint(`POST ${at}/cancellation`, {
  requires: 'remedies.propose',
  about: 'Takes back what was not executed: a draft, a request, an approval.',
  body: Reasoned,
  answers: Remedy,
})

export const executeRemedy = endpoint(`POST ${at}/execution`, {
  requires: 'remedies.execute',
  about:
    'It is carried out, once. Goodwill needs the message that explained it: named, or the last that was sent since it was proposed. The same `key` again gets the first answer again.',
  body: z.object({
    key: z.optional(words(200)),
    message: z.optional(z.nullable(Id)),
    reference,
    /** The pool whose code the customer gets, of a coupon or gift card. */
    pool: z.optional(Id),
    /** The account that the money goes to: the one that paid, or the one that was approved with it. */
    payee: z.optional(Id),
  }),
  answers: Remedy,
})

export const confirmRemedy = endpoint(`POST ${at}/confirmation`, {
  requires: 'remedies.execute',
  about: 'The customer has it.',
  body: z.object({ reference }),
  answers: Remedy,
})

export const settleRemedy = endpoint(`POST ${at}/settlement`, {
  requires: 'remedies.settle',
  about: 'It is through the books.',
  body: z.object({ reference }),
  answers: Remedy,
})

export const reverseRemedy = endpoint(`POST ${at}/reversal`, {
  requires: 'remedies.reverse',
  about: 'Takes back what was executed, by a counter-entry that is linked to the booking; nothing in the ledger is changed.',
  body: Reasoned,
  answers: Remedy,
})

export const listAllRemedies = endpoint('GET /remedies', {
  requires: 'complaints.read',
  about:
    'Remedies in one state on the complaints that the caller sees, the one that waits longest first. `mine`: those that the caller can answer.',
  query: z.object({ ...Page, state: z._default(RemedyState, 'requested'), mine: z.optional(z.enum(['', 'true', 'false'])) }),
  answers: pageOf(
    z.object({
      ...Remedy.shape,
      budget: z.nullable(z.object({ left: Sum, envelope: Sum, opened: z.boolean() })),
      /** What stands already, in the house's currency: on this complaint; and to this customer out of goodwill, in twelve months. */
      given: z.object({ complaint: Sum, customer: z.nullable(Sum) }),
      /** What a person should look at before they answer; it stops nothing. */
      guards: z.array(GuardFact),
    }),
  ),
})
export type Waiting = z.output<typeof listAllRemedies.answers>['data'][number]
