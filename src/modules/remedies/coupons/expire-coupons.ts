import { complaintForUpdate } from '#modules/complaints/index.ts'
import { job, type Steps } from '#platform/job.ts'
import type { Work } from '#platform/work.ts'
import { releaseCoupon } from './issue-coupon.ts'

/** So long a code is held for a remedy that is not carried out; an approval lives fourteen days. */
const longestHold = { hours: 24 * 30 }
const atOnce = 200

/** What is over by its date is said to be: each coupon in a step of its own. What was held too long goes back to the stock. */
export const expireCoupons = job<object>('expire-coupons', async ({ step, signal }: Steps) => {
  for (const one of await step(findOver)) {
    if (signal.aborted) return
    await step((work) => expire(work, one))
  }
  for (const one of await step(findHeldTooLong)) {
    if (signal.aborted) return
    await step((work) => releaseCoupon(work, { complaint: one.complaint_id, coupon: one.id }))
  }
})

interface Found {
  complaint_id: string
  id: string
}

const findOver = (work: Work): Promise<Found[]> =>
  work.db
    .selectFrom('remedies_coupons')
    .select(['complaint_id', 'id'])
    .where('state', '=', 'issued')
    .where('expires_at', '<=', work.now)
    .orderBy('expires_at')
    .limit(atOnce)
    .execute()

const findHeldTooLong = (work: Work): Promise<Found[]> =>
  work.db
    .selectFrom('remedies_coupons')
    .select(['complaint_id', 'id'])
    .where('state', '=', 'reserved')
    .where('reserved_at', '<=', work.now.subtract(longestHold))
    .orderBy('reserved_at')
    .limit(atOnce)
    .execute()

async function expire(work: Work, { complaint_id, id }: Found): Promise<void> {
  await complaintForUpdate(work, complaint_id)
  const over = await work.db
    .updateTable('remedies_coupons')
    .set((row) => ({ state: 'expired', expired_at: work.now, version: row('version', '+', 1) }))
    .where('complaint_id', '=', complaint_id)
    .where('id', '=', id)
    .where('state', '=', 'issued')
    .where('expires_at', '<=', work.now)
    .returning('remedy_id')
    .executeTakeFirst()
  if (over) await work.announce({ fact: 'coupon.expired', complaint: complaint_id, coupon: id, remedy: over.remedy_id })
}
