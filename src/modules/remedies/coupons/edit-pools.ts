import { actorName } from '#platform/actor.ts'
import type { BodyOf, Id } from '#platform/endpoint.ts'
import { newId } from '#platform/id.ts'
import { refuse } from '#platform/refusal.ts'
import { sameVersion } from '#platform/version.ts'
import type { Work } from '#platform/work.ts'
import type { addPool as addEndpoint, editPool as editEndpoint, Pool } from './contract.ts'
import { poolForUpdate, presentPool } from './find-pools.ts'
import './refusals.ts'

/** Adds a pool. Refuses one whose codes would be worth nothing, or would never end. */
export async function addPool(work: Work, asked: BodyOf<typeof addEndpoint>): Promise<Pool> {
  const dates = { days: asked.days ?? null, valid_from: dayOf(asked.valid_from), valid_to: dayOf(asked.valid_to) }
  const worth = columnsOf(asked)
  judgeDates(dates)
  await nameIsFree(work, asked.name, null)
  const id = newId()
  await work.db
    .insertInto('remedies_coupon_pools')
    .values({
      id,
      name: asked.name.trim(),
      kind: asked.kind,
      ...worth,
      ...dates,
      low_at: asked.low_at,
      added_by: actorName(work.actor),
      added_at: work.now,
    })
    .execute()
  await work.announce({ fact: 'coupon_pool.added', house: 'remedies', pool: id })
  return presentPool(work, id)
}

/** Changes it for what is issued from now on; refuses an older version than the one that is there. */
export async function editPool(
  work: Work,
  id: Id,
  { version, ...asked }: BodyOf<typeof editEndpoint> & { version: number },
): Promise<Pool> {
  const pool = await poolForUpdate(work, id)
  sameVersion(pool.version, version)
  if (pool.ended_at) throw refuse('coupons.pool_ended', { name: pool.name })
  const changed = {
    days: asked.days === undefined ? pool.days : asked.days,
    valid_from: asked.valid_from === undefined ? pool.valid_from : dayOf(asked.valid_from),
    valid_to: asked.valid_to === undefined ? pool.valid_to : dayOf(asked.valid_to),
  }
  judgeDates(changed)
  if (asked.name !== undefined) await nameIsFree(work, asked.name, id)
  await work.db
    .updateTable('remedies_coupon_pools')
    .set((row) => ({
      ...changed,
      ...(asked.name !== undefined && { name: asked.name.trim() }),
      ...(asked.low_at !== undefined && { low_at: asked.low_at }),
      version: row('version', '+', 1),
    }))
    .where('id', '=', id)
    .execute()
  await work.announce({ fact: 'coupon_pool.changed', house: 'remedies', pool: id, fields: Object.keys(asked) })
  return presentPool(work, id)
}

/** Nothing is issued from it any more. Twice is once. */
export async function endPool(work: Work, id: Id): Promise<Pool> {
  const pool = await poolForUpdate(work, id)
  if (pool.ended_at) return presentPool(work, id)
  await work.db
    .updateTable('remedies_coupon_pools')
    .set((row) => ({ ended_at: work.now, version: row('version', '+', 1) }))
    .where('id', '=', id)
    .execute()
  await work.announce({ fact: 'coupon_pool.ended', house: 'remedies', pool: id })
  return presentPool(work, id)
}

function columnsOf({ kind, money = null, percent = null }: BodyOf<typeof addEndpoint>) {
  if ((money === null) === (percent === null)) throw refuse('coupons.worth_missing')
  if (kind === 'gift_card' && money === null) throw refuse('coupons.gift_card_is_money')
  return { amount: money?.amount ?? null, currency: money?.currency ?? null, percent }
}

const dayOf = (said: string | null | undefined): Temporal.PlainDate | null => (said ? Temporal.PlainDate.from(said) : null)

interface Dates {
  days: number | null
  valid_from: Temporal.PlainDate | null
  valid_to: Temporal.PlainDate | null
}

function judgeDates({ days, valid_from, valid_to }: Dates): void {
  if (days === null && valid_to === null) throw refuse('coupons.end_missing')
  if (valid_from && valid_to && Temporal.PlainDate.compare(valid_from, valid_to) > 0) throw refuse('coupons.dates_upside_down')
}

async function nameIsFree(work: Work, name: string, except: Id | null): Promise<void> {
  const taken = await work.db
    .selectFrom('remedies_coupon_pools')
    .select('id')
    .where((match) => match(match.fn('lower', ['name']), '=', match.fn('lower', [match.val(name.trim())])))
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  if (taken && taken.id !== except) throw refuse('coupons.pool_name_taken', { name: name.trim() })
}
