import * as z from 'zod/mini'
import { endpoint, Id, Version, words } from '#platform/endpoint.ts'
import { rowFaults } from './rules/read-codes.ts'

export const kinds = ['coupon', 'gift_card'] as const
export const CouponKind = z.enum(kinds)
export type CouponKind = z.output<typeof CouponKind>

export const longestName = 120
export const longestReason = 1_000
/** So many codes are generated at once, or read from one file, at most. */
export const mostCodes = 20_000
export const largestFile = 2_000_000

/** A sum in minor units: 2000 EUR is 20 €. */
export const Sum = z.object({ amount: z.int().check(z.gte(1), z.lte(1_000_000_000)), currency: z.string().check(z.regex(/^[A-Z]{3}$/)) })
export type Sum = z.output<typeof Sum>

/** What a code is worth: a sum or a percentage, never both. */
export interface Worth {
  money: Sum | null
  percent: number | null
}
const Percent = z.int().check(z.gte(1), z.lte(100))
const Days = z.int().check(z.gte(1), z.lte(3650))
const LowAt = z.int().check(z.gte(0), z.lte(1_000_000))
const Day = z.iso.date()

export const Pool = z.object({
  id: Id,
  name: z.string(),
  kind: CouponKind,
  money: z.nullable(Sum),
  percent: z.nullable(z.int()),
  /** Days from its issue to a code's end. */
  days: z.nullable(z.int()),
  valid_from: z.nullable(Day),
  /** The last day on which its codes are given out, and are taken by the shop. */
  valid_to: z.nullable(Day),
  low_at: z.int(),
  /** How many codes are where; `stock` is what can be issued. */
  stock: z.int(),
  reserved: z.int(),
  issued: z.int(),
  redeemed: z.int(),
  /** Somebody should think of new codes. */
  low: z.boolean(),
  /** A code of it can be issued now. */
  open: z.boolean(),
  ended_at: z.nullable(z.string()),
  version: Version,
})
export type Pool = z.output<typeof Pool>

const Rules = { days: z.nullable(Days), valid_from: z.nullable(Day), valid_to: z.nullable(Day), low_at: LowAt }

export const listPools = endpoint('GET /coupons/pools', {
  requires: 'coupons.read',
  about: 'The pools that codes are issued from, with what is left in each.',
  answers: z.object({ data: z.array(Pool), may: z.object({ manage: z.boolean() }) }),
})

export const addPool = endpoint('POST /coupons/pools', {
  requires: 'coupons.manage',
  about: 'Adds a pool: what its codes are worth, and how long they live. A gift card is worth a sum.',
  status: 201,
  body: z.object({
    name: words(longestName),
    kind: CouponKind,
    money: z.optional(z.nullable(Sum)),
    percent: z.optional(z.nullable(Percent)),
    days: z.optional(Rules.days),
    valid_from: z.optional(Rules.valid_from),
    valid_to: z.optional(Rules.valid_to),
    low_at: z._default(LowAt, 20),
  }),
  answers: Pool,
})

export const editPool = endpoint('PATCH /coupons/pools/:pool', {
  requires: 'coupons.manage',
  about: 'Changes a pool for what is issued from now on. What its codes are worth stays: another worth is another pool.',
  body: z.strictObject({
    name: z.optional(words(longestName)),
    days: z.optional(Rules.days),
    valid_from: z.optional(Rules.valid_from),
    valid_to: z.optional(Rules.valid_to),
    low_at: z.optional(LowAt),
  }),
  answers: Pool,
})

export const endPool = endpoint('POST /coupons/pools/:pool/end', {
  requires: 'coupons.manage',
  about: 'Nothing is issued from this pool any more. What customers have of it stays good.',
  answers: Pool,
})

export const Added = z.object({
  added: z.int(),
  /** Rows that were not taken, by their line; the first hundred. */
  refused: z.array(z.object({ row: z.int(), fault: z.enum(rowFaults), sentence: z.string() })),
  refused_count: z.int(),
  pool: Pool,
})
export type Added = z.output<typeof Added>

export const importCodes = endpoint('POST /coupons/pools/:pool/codes/file', {
  requires: 'coupons.manage',
  about: 'Takes the codes of a CSV file (multipart, field `file`). What the desk has already is named, and not added twice.',
  answers: Added,
})

export const generateCodes = endpoint('POST /coupons/pools/:pool/codes', {
  requires: 'coupons.manage',
  about: 'Makes codes: 16 characters that are not taken for one another, the last one by ISO/IEC 7064 MOD 37-2.',
  status: 201,
  body: z.object({ count: z.int().check(z.gte(1), z.lte(mostCodes)) }),
  answers: Added,
})

export const couponStates = ['reserved', 'released', 'issued', 'redeemed', 'expired', 'cancelled'] as const
export const ways = ['mail', 'post', 'page'] as const
export type Way = (typeof ways)[number]

export const Coupon = z.object({
  id: Id,
  /** Where it was issued: another than the one that is looked at, where that was merged into it. */
  complaint: z.object({ id: Id, number: z.string() }),
  remedy: z.nullable(Id),
  pool: z.object({ id: Id, name: z.string() }),
  kind: CouponKind,
  money: z.nullable(Sum),
  percent: z.nullable(z.int()),
  state: z.enum(couponStates),
  /** The last characters: the whole code is the customer's alone. */
  ending: z.string(),
  issued_at: z.nullable(z.string()),
  expires_at: z.nullable(z.string()),
  revealed_at: z.nullable(z.string()),
  revealed_way: z.nullable(z.enum(ways)),
  redeemed_at: z.nullable(z.string()),
  reference: z.nullable(z.string()),
  cancelled_at: z.nullable(z.string()),
  cancel_reason: z.nullable(z.string()),
  replaced_by: z.nullable(Id),
  version: Version,
  may: z.object({ deliver: z.boolean(), cancel: z.boolean(), replace: z.boolean() }),
})
export type Coupon = z.output<typeof Coupon>

export const listCoupons = endpoint('GET /complaints/:complaint/coupons', {
  requires: 'complaints.read',
  about: 'The coupons and gift cards of a complaint, newest first: what each is worth, whether it was seen, and what became of it.',
  answers: z.object({ data: z.array(Coupon) }),
})

export const deliverCoupon = endpoint('POST /complaints/:complaint/coupons/:coupon/delivery', {
  requires: 'coupons.edit',
  about: 'Tells the customer: a mail with a link to the page that shows the code once, or a sheet with that link to send by post.',
  body: z.object({ way: z.enum(['mail', 'post']) }),
  answers: z.object({ coupon: Coupon, message: Id, pdf: z.nullable(Id) }),
})

export const cancelCoupon = endpoint('POST /complaints/:complaint/coupons/:coupon/cancellation', {
  requires: 'coupons.edit',
  about: 'The code is worth nothing from now on, and why.',
  body: z.object({ reason: words(longestReason) }),
  answers: Coupon,
})

export const replaceCoupon = endpoint('POST /complaints/:complaint/coupons/:coupon/replacement', {
  requires: 'coupons.edit',
  about: 'The customer lost the code: it is cancelled, and another of the same pool takes its place.',
  status: 201,
  body: z.object({ reason: words(longestReason) }),
  answers: Coupon,
})

export const Redemption = z.object({
  coupon: Id,
  kind: CouponKind,
  money: z.nullable(Sum),
  percent: z.nullable(z.int()),
  redeemed_at: z.string(),
  reference: z.nullable(z.string()),
})
export type Redemption = z.output<typeof Redemption>

export const redeemCoupon = endpoint('POST /coupons/:coupon_code/redemption', {
  requires: 'coupons.redeem',
  about: 'The shop takes a code, once. With an Idempotency-Key, which is needed: the same call again gets the first answer, however late.',
  body: z.optional(
    z.nullable(
      z.object({
        /** Whose it should be: the customer’s id, mail address, telephone or account number. Another’s code is refused. */
        customer: z.optional(words(300)),
        /** What the shop calls its sale. */
        reference: z.optional(words(200)),
      }),
    ),
  ),
  answers: Redemption,
})
