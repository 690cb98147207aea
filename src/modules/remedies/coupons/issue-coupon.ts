import type { Selectable } from 'kysely'
import { complaintForUpdate } from '#modules/complaints/index.ts'
import { organisationOf } from '#modules/people/index.ts'
import { actorName } from '#platform/actor.ts'
import type { RemediesCoupons } from '#platform/database.types.ts'
import type { Id } from '#platform/endpoint.ts'
import { newId } from '#platform/id.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import type { CouponKind, Worth } from './contract.ts'
import { type PoolRecord, poolFor, today, worthOf } from './find-pools.ts'
import { endOf, isOpenOn } from './rules/lifetime.ts'
import './refusals.ts'

export type CouponRecord = Selectable<RemediesCoupons>

/** For whom a code leaves the stock. */
export interface Wanted {
  complaint: Id
  customer: Id | null
  pool: Id
  /** The remedy that it carries out: one coupon each, however often it is asked for. */
  remedy: Id | null
  /** What was approved: a pool whose codes are something else is refused. */
  worth?: Worth & { kind: CouponKind }
}

/** Holds a code for a remedy, so that the pool cannot run dry between the approval and the execution. Twice is once. */
export async function reserveCoupon(work: Work, wanted: Wanted): Promise<CouponRecord> {
  await complaintForUpdate(work, wanted.complaint)
  return (await liveCouponOf(work, wanted)) ?? takeCode(work, wanted)
}

/** Makes a code the customer's: the one that is held for the remedy, else one of the stock. Twice is once. */
export async function issueCoupon(work: Work, wanted: Wanted): Promise<CouponRecord> {
  const held = await reserveCoupon(work, wanted)
  if (held.state !== 'reserved') return held
  const pool = await openPool(work, wanted)
  const { zone } = await organisationOf(work)
  const issued = await work.db
    .updateTable('remedies_coupons')
    .set((row) => ({
      state: 'issued',
      issued_at: work.now,
      issued_by: actorName(work.actor),
      expires_at: endOf(pool, work.now, zone),
      version: row('version', '+', 1),
    }))
    .where('complaint_id', '=', held.complaint_id)
    .where('id', '=', held.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  await work.announce({
    fact: 'coupon.issued',
    complaint: issued.complaint_id,
    coupon: issued.id,
    remedy: issued.remedy_id,
    pool: issued.pool_id,
    kind: issued.kind as CouponKind, // the column's check constraint holds the same codes
    ...worthOf(issued),
    expires: String(issued.expires_at),
  })
  return issued
}

/** Puts a code back that was held and not issued: nobody has seen it. Twice is once. */
export async function releaseCoupon(work: Work, { complaint, coupon }: { complaint: Id; coupon: Id }): Promise<void> {
  const { id } = await complaintForUpdate(work, complaint)
  const released = await work.db
    .updateTable('remedies_coupons')
    .set((row) => ({ state: 'released', released_at: work.now, version: row('version', '+', 1) }))
    .where('complaint_id', '=', id)
    .where('id', '=', coupon)
    .where('state', '=', 'reserved')
    .returning('code_hash')
    .executeTakeFirst()
  if (!released) return
  await work.db.updateTable('remedies_coupon_codes').set({ taken_at: null }).where('code_hash', '=', released.code_hash).execute()
}

/** The coupon that carries a remedy out, held, with the customer or redeemed. */
export async function liveCouponOf(
  work: Work,
  { complaint, remedy }: Pick<Wanted, 'complaint' | 'remedy'>,
): Promise<CouponRecord | undefined> {
  if (remedy === null) return undefined
  return work.db
    .selectFrom('remedies_coupons')
    .selectAll()
    .where('complaint_id', '=', complaint)
    .where('remedy_id', '=', remedy)
    .where('state', 'in', ['reserved', 'issued', 'redeemed'])
    .executeTakeFirst()
}

/** The pool, if a code of it can be issued today and is worth what was approved. */
async function openPool(work: Work, wanted: Wanted): Promise<PoolRecord> {
  const pool = await poolFor(work, wanted.pool)
  if (pool.ended_at) throw refuse('coupons.pool_ended', { name: pool.name })
  if (!isOpenOn(pool, await today(work))) throw refuse('coupons.pool_shut', { name: pool.name })
  if (wanted.worth && !(wanted.worth.kind === pool.kind && isSame(wanted.worth, worthOf(pool))))
    throw refuse('coupons.worth_differs', { name: pool.name })
  return pool
}

const isSame = (one: Worth, other: Worth): boolean =>
  one.percent === other.percent && one.money?.amount === other.money?.amount && one.money?.currency === other.money?.currency

/** Takes one code of the stock that nobody else is just taking. */
async function takeCode(work: Work, wanted: Wanted): Promise<CouponRecord> {
  const pool = await openPool(work, wanted)
  const code = await work.db
    .selectFrom('remedies_coupon_codes')
    .select('code_hash')
    .where('pool_id', '=', pool.id)
    .where('taken_at', 'is', null)
    .orderBy('id')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
  if (!code) throw refuse('coupons.pool_dry', { name: pool.name })
  await work.db.updateTable('remedies_coupon_codes').set({ taken_at: work.now }).where('code_hash', '=', code.code_hash).execute()
  return work.db
    .insertInto('remedies_coupons')
    .values({
      complaint_id: wanted.complaint,
      id: newId(),
      pool_id: pool.id,
      remedy_id: wanted.remedy,
      customer_id: wanted.customer,
      code_hash: code.code_hash,
      state: 'reserved',
      kind: pool.kind,
      amount: pool.amount,
      currency: pool.currency,
      percent: pool.percent,
      reserved_at: work.now,
      reserved_by: actorName(work.actor),
    })
    .returningAll()
    .executeTakeFirstOrThrow()
}
