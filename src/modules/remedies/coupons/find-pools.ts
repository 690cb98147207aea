import type { Selectable } from 'kysely'
import { organisationOf } from '#modules/people/index.ts'
import type { RemediesCouponPools } from '#platform/database.types.ts'
import type { Id } from '#platform/endpoint.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import type { CouponKind, Pool, Worth } from './contract.ts'
import { isOpenOn } from './rules/lifetime.ts'
import './refusals.ts'

export type PoolRecord = Selectable<RemediesCouponPools>

/** What a row is worth, as the contract says it. */
export const worthOf = ({ amount, currency, percent }: Pick<PoolRecord, 'amount' | 'currency' | 'percent'>): Worth => ({
  money: amount === null || currency === null ? null : { amount, currency },
  percent,
})

/** How many codes of a pool can be issued now. */
export async function stockOf(work: Work, pool: Id): Promise<number> {
  return (await counted(work, [pool])).get(pool)?.stock ?? 0
}

/** The pool. Refuses one that never was. */
export async function poolFor(work: Work, id: Id): Promise<PoolRecord> {
  const pool = await work.db.selectFrom('remedies_coupon_pools').selectAll().where('id', '=', id).executeTakeFirst()
  if (!pool) throw refuse('coupons.pool_not_found')
  return pool
}

/** The pool, locked for a change of what it says. */
export async function poolForUpdate(work: Work, id: Id): Promise<PoolRecord> {
  const pool = await work.db.selectFrom('remedies_coupon_pools').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (!pool) throw refuse('coupons.pool_not_found')
  return pool
}

/** Every pool with its figures: those that are open first, by name. */
export async function listPools(work: Work): Promise<Pool[]> {
  const rows = await work.db.selectFrom('remedies_coupon_pools').selectAll().orderBy('ended_at').orderBy('name').orderBy('id').execute()
  return present(
    work,
    rows.toSorted((one, other) => Number(one.ended_at !== null) - Number(other.ended_at !== null)),
  )
}

export async function presentPool(work: Work, id: Id): Promise<Pool> {
  const [pool] = await present(work, [await poolFor(work, id)])
  if (!pool) throw new Error('A pool that was just read was not presented')
  return pool
}

/** The calendar day of the house. */
export async function today(work: Work): Promise<Temporal.PlainDate> {
  const { zone } = await organisationOf(work)
  return work.now.toZonedDateTimeISO(zone).toPlainDate()
}

async function present(work: Work, rows: PoolRecord[]): Promise<Pool[]> {
  const [figures, day] = await Promise.all([
    counted(
      work,
      rows.map(({ id }) => id),
    ),
    today(work),
  ])
  return rows.map((row) => {
    const { stock, reserved, issued, redeemed } = figures.get(row.id) ?? none
    return {
      id: row.id,
      name: row.name,
      kind: row.kind as CouponKind, // the column's check constraint holds the same codes
      ...worthOf(row),
      days: row.days,
      valid_from: row.valid_from?.toString() ?? null,
      valid_to: row.valid_to?.toString() ?? null,
      low_at: row.low_at,
      stock,
      reserved,
      issued,
      redeemed,
      low: row.ended_at === null && stock <= row.low_at,
      open: row.ended_at === null && isOpenOn(row, day),
      ended_at: row.ended_at?.toString() ?? null,
      version: row.version,
    }
  })
}

const none = { stock: 0, reserved: 0, issued: 0, redeemed: 0 }
type Figures = typeof none

async function counted(work: Work, pools: readonly Id[]): Promise<Map<Id, Figures>> {
  if (pools.length === 0) return new Map()
  const figures = new Map<Id, Figures>(pools.map((pool) => [pool, { ...none }]))
  const [stock, coupons] = await Promise.all([
    work.db
      .selectFrom('remedies_coupon_codes')
      .select(({ fn }) => ['pool_id', fn.countAll<number>().as('count')])
      .where('pool_id', 'in', [...pools])
      .where('taken_at', 'is', null)
      .groupBy('pool_id')
      .execute(),
    work.db
      .selectFrom('remedies_coupons')
      .select(({ fn }) => ['pool_id', 'state', fn.countAll<number>().as('count')])
      .where('pool_id', 'in', [...pools])
      .where('state', 'in', ['reserved', 'issued', 'redeemed'])
      .groupBy(['pool_id', 'state'])
      .execute(),
  ])
  for (const { pool_id, count } of stock) Object.assign(figures.get(pool_id) ?? {}, { stock: count })
  for (const { pool_id, state, count } of coupons) Object.assign(figures.get(pool_id) ?? {}, { [state]: count })
  return figures
}
