import { complaintAnywhere } from '#modules/complaints/index.ts'
import type { ContactKind } from '#modules/people/contract.ts'
import { findCustomers } from '#modules/people/index.ts'
import { normalContact } from '#modules/people/rules.ts'
import { actorName } from '#platform/actor.ts'
import type { Id } from '#platform/endpoint.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { refuseOver } from './cancel-coupon.ts'
import type { Redemption } from './contract.ts'
import { worthOf } from './find-pools.ts'
import type { CouponRecord } from './issue-coupon.ts'
import { isCode, isMistyped, plainCode } from './rules/code-form.ts'
import { hashOfCode } from './seal-code.ts'
import './refusals.ts'

interface Redeeming {
  /** As it was typed or scanned. */
  written: string
  /** The caller's Idempotency-Key. */
  key: string | null
  customer?: string | undefined
  reference?: string | undefined
}

/**
 * The shop takes a code, once. The same key again gets the first answer, for ever; any other call is told that it is spent. Whoever holds the
 * permission may redeem any code: they hold it in their hands, and learn nothing of the complaint.
 */
export async function redeemCoupon(work: Work, { written, key, customer, reference }: Redeeming): Promise<Redemption> {
  if (key === null) throw refuse('coupons.key_missing')
  const coupon = await findForUpdate(work, written)
  if (coupon.state === 'redeemed' && coupon.redemption_key === key) return present(coupon)
  refuseOver(coupon)
  if (!coupon.expires_at || Temporal.Instant.compare(coupon.expires_at, work.now) <= 0) throw refuse('coupons.expired')
  if (customer !== undefined) await judgeCustomer(work, coupon.customer_id, customer.trim())
  const redeemed = await work.db
    .updateTable('remedies_coupons')
    .set((row) => ({
      state: 'redeemed',
      redeemed_at: work.now,
      redeemed_by: actorName(work.actor),
      redemption_key: key,
      reference: reference?.trim() || null,
      version: row('version', '+', 1),
    }))
    .where('complaint_id', '=', coupon.complaint_id)
    .where('id', '=', coupon.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  await work.announce({
    fact: 'coupon.redeemed',
    complaint: coupon.complaint_id,
    coupon: coupon.id,
    remedy: coupon.remedy_id,
    ...worthOf(coupon),
  })
  return present(redeemed)
}

/** Whose code this is: the complaint locked first, as everywhere. */
async function findForUpdate(work: Work, written: string): Promise<CouponRecord> {
  const plain = plainCode(written)
  if (!isCode(plain)) throw refuse('coupons.mistyped')
  const code_hash = hashOfCode(work, plain)
  const found = await work.db
    .selectFrom('remedies_coupons')
    .select(['complaint_id', 'id'])
    .where('code_hash', '=', code_hash)
    .where('state', '<>', 'released')
    .executeTakeFirst()
  if (!found) throw await whyUnknown(work, plain, code_hash)
  await complaintAnywhere(work, found.complaint_id)
  return work.db
    .selectFrom('remedies_coupons')
    .selectAll()
    .where('complaint_id', '=', found.complaint_id)
    .where('id', '=', found.id)
    .forUpdate()
    .executeTakeFirstOrThrow()
}

async function whyUnknown(work: Work, plain: string, code_hash: Buffer) {
  const inStock = await work.db.selectFrom('remedies_coupon_codes').select('id').where('code_hash', '=', code_hash).executeTakeFirst()
  if (inStock) return refuse('coupons.not_issued_yet')
  return refuse(isMistyped(plain) ? 'coupons.mistyped' : 'coupons.unknown_code')
}

/** Refuses a code that is another customer's: the one meant goes by their id or by a contact of theirs. */
async function judgeCustomer(work: Work, owner: Id | null, said: string): Promise<void> {
  if (said === owner) return
  const [customer] = await findCustomers(work, owner ? [owner] : [])
  const isTheirs = customer?.contacts.some(({ kind, value }) => isOneOf(kind, said, value))
  if (!isTheirs) throw refuse('coupons.not_theirs')
}

const isOneOf = (kind: ContactKind, said: string, value: string): boolean => {
  const normal = normalContact(kind, said)
  return normal !== '' && normal === normalContact(kind, value)
}

const present = (coupon: CouponRecord): Redemption => ({
  coupon: coupon.id,
  kind: coupon.kind as Redemption['kind'], // the column's check constraint holds the same codes
  ...worthOf(coupon),
  redeemed_at: String(coupon.redeemed_at),
  reference: coupon.reference,
})
