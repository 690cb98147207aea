import { sql } from 'kysely'
import { complaintFor, complaintForUpdate, wholeOf } from '#modules/complaints/index.ts'
import type { Id } from '#platform/endpoint.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { mayWith } from './access.ts'
import type { Coupon } from './contract.ts'
import { worthOf } from './find-pools.ts'
import type { CouponRecord } from './issue-coupon.ts'
import './refusals.ts'

export interface At {
  complaint: Id
  coupon: Id
}

/** The coupons of a complaint and of what was merged into it, newest first. What was held and put back is not among them. */
export async function listCoupons(work: Work, complaintId: Id): Promise<{ data: Coupon[] }> {
  const { id } = await complaintFor(work, complaintId)
  const rows = await presentable(work)
    .where(sql<boolean>`c.complaint_id = any (${wholeOf(work, id)})`)
    .where('c.state', '<>', 'released')
    .orderBy('c.id', 'desc')
    .execute()
  return { data: rows.map((row) => present(work, row)) }
}

export async function presentCoupon(work: Work, { complaint, coupon }: At): Promise<Coupon> {
  return present(work, await presentable(work).where('c.complaint_id', '=', complaint).where('c.id', '=', coupon).executeTakeFirstOrThrow())
}

/** A coupon of a complaint that the caller sees, both locked, the complaint first. */
export async function couponForUpdate(work: Work, { complaint, coupon }: At): Promise<CouponRecord> {
  const { id } = await complaintForUpdate(work, complaint)
  const found = await work.db
    .selectFrom('remedies_coupons')
    .selectAll()
    .where('complaint_id', '=', id)
    .where('id', '=', coupon)
    .forUpdate()
    .executeTakeFirst()
  if (!found) throw refuse('coupons.not_found')
  return found
}

const presentable = (work: Work) =>
  work.db
    .selectFrom('remedies_coupons as c')
    .innerJoin('remedies_coupon_pools as p', 'p.id', 'c.pool_id')
    .innerJoin('remedies_coupon_codes as k', 'k.code_hash', 'c.code_hash')
    .innerJoin('complaints_complaints as o', 'o.id', 'c.complaint_id')
    .selectAll('c')
    .select(['p.name as pool_name', 'k.ending', 'o.number'])

type Row = Awaited<ReturnType<ReturnType<typeof presentable>['executeTakeFirstOrThrow']>>

const present = (work: Work, row: Row): Coupon => ({
  ...momentsOf(row),
  id: row.id,
  complaint: { id: row.complaint_id, number: row.number },
  remedy: row.remedy_id,
  pool: { id: row.pool_id, name: row.pool_name },
  // These columns are held to the contract's codes by check constraints.
  kind: row.kind as Coupon['kind'],
  state: row.state as Coupon['state'],
  revealed_way: row.revealed_way as Coupon['revealed_way'],
  ...worthOf(row),
  ending: row.ending,
  reference: row.reference,
  cancel_reason: row.cancel_reason,
  replaced_by: row.replaced_by,
  version: row.version,
  may: mayWith(work.actor, row),
})

const momentsOf = (row: Row) => ({
  issued_at: said(row.issued_at),
  expires_at: said(row.expires_at),
  revealed_at: said(row.revealed_at),
  redeemed_at: said(row.redeemed_at),
  cancelled_at: said(row.cancelled_at),
})

const said = (moment: Temporal.Instant | null): string | null => moment?.toString() ?? null
