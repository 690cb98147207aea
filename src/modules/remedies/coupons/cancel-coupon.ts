import { actorName } from '#platform/actor.ts'
import type { Id } from '#platform/endpoint.ts'
import { sealed } from '#platform/facts.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { mayWith } from './access.ts'
import type { Coupon } from './contract.ts'
import { type At, couponForUpdate, presentCoupon } from './find-coupons.ts'
import { type CouponRecord, issueCoupon, releaseCoupon } from './issue-coupon.ts'
import './refusals.ts'

/** The code is worth nothing from now on; one that was only held goes back to the stock. What the shop has taken stays taken. */
export async function cancelCoupon(work: Work, at: At, { reason }: { reason: string }): Promise<void> {
  const coupon = await couponForUpdate(work, at)
  if (coupon.state === 'reserved') return releaseCoupon(work, at)
  refuseOver(coupon)
  await announceCancelled(work, coupon, { reason: await cancel(work, coupon, reason), replaced_by: null })
}

/** The same as a colleague's act. */
export async function cancelByHand(work: Work, at: At, { reason }: { reason: string }): Promise<Coupon> {
  await mayChange(work, at)
  await cancelCoupon(work, at, { reason })
  return presentCoupon(work, at)
}

/** The customer lost the code: it is worth nothing any more, and another of the pool takes its place, for the same remedy. */
export async function replaceCoupon(work: Work, at: At, { reason }: { reason: string }): Promise<Coupon> {
  const lost = await mayChange(work, at)
  const { complaint_id: complaint, customer_id: customer, pool_id: pool, remedy_id: remedy } = lost
  // First the old one, for a remedy has one coupon at a time; should the pool be dry, none of this has happened.
  const seal = await cancel(work, lost, reason)
  const fresh = await issueCoupon(work, { complaint, customer, pool, remedy })
  await work.db
    .updateTable('remedies_coupons')
    .set({ replaced_by: fresh.id })
    .where('complaint_id', '=', complaint)
    .where('id', '=', lost.id)
    .execute()
  await announceCancelled(work, lost, { reason: seal, replaced_by: fresh.id })
  return presentCoupon(work, { complaint, coupon: fresh.id })
}

async function mayChange(work: Work, at: At): Promise<CouponRecord> {
  const coupon = await couponForUpdate(work, at)
  refuseOver(coupon)
  if (!mayWith(work.actor, coupon).cancel) throw refuse('complaints.not_yours_to_change')
  return coupon
}

/** Refuses what is not in the customer's hands (any more), and says what became of it. */
export function refuseOver({ state }: CouponRecord): void {
  if (state === 'redeemed') throw refuse('coupons.redeemed_already')
  if (state === 'expired') throw refuse('coupons.expired')
  if (state === 'cancelled') throw refuse('coupons.cancelled')
  if (state !== 'issued') throw refuse('coupons.not_issued')
}

/** Ends it, and answers the seal over the reason. */
async function cancel(work: Work, { complaint_id, id }: CouponRecord, reason: string): Promise<string> {
  const { hash, salt } = sealed(reason.trim())
  await work.db
    .updateTable('remedies_coupons')
    .set((row) => ({
      state: 'cancelled',
      cancelled_at: work.now,
      cancelled_by: actorName(work.actor),
      cancel_reason: reason.trim(),
      salt,
      version: row('version', '+', 1),
    }))
    .where('complaint_id', '=', complaint_id)
    .where('id', '=', id)
    .execute()
  return hash
}

const announceCancelled = (work: Work, coupon: CouponRecord, how: { reason: string; replaced_by: Id | null }): Promise<void> =>
  work.announce({ fact: 'coupon.cancelled', complaint: coupon.complaint_id, coupon: coupon.id, remedy: coupon.remedy_id, ...how })
