import type { OfComplaint, OfHouse } from '#platform/fact.ts'
import type { CouponKind, Sum, Way } from './contract.ts'

type Given = OfComplaint & { coupon: string; remedy: string | null }

declare module '#platform/fact.ts' {
  interface Facts {
    /** A code became this customer's. No fact holds a code, nor a part of one. */
    'coupon.issued': Given & { pool: string; kind: CouponKind; money: Sum | null; percent: number | null; expires: string }
    'coupon.revealed': Given & { way: Way }
    'coupon.redeemed': Given & { money: Sum | null; percent: number | null }
    'coupon.expired': Given
    /** `reason`: the seal over the words of who cancelled it. `replaced_by`: the one that took its place. */
    'coupon.cancelled': Given & { reason: string; replaced_by: string | null }
    'coupon_pool.added': OfHouse<'remedies'> & { pool: string }
    'coupon_pool.changed': OfHouse<'remedies'> & { pool: string; fields: string[] }
    'coupon_pool.ended': OfHouse<'remedies'> & { pool: string }
    'coupon_codes.added': OfHouse<'remedies'> & { pool: string; batch: string; source: 'imported' | 'generated'; codes: number }
  }
}
