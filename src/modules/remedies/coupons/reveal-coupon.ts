import { sql } from 'kysely'
import { complaintAnywhere, complaintFor, wholeOf } from '#modules/complaints/index.ts'
import { actorName, type Link } from '#platform/actor.ts'
import type { Id } from '#platform/endpoint.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import type { Way } from './contract.ts'
import { worthOf } from './find-pools.ts'
import type { CouponRecord } from './issue-coupon.ts'
import { hashOfCode, openedCode } from './seal-code.ts'
import './refusals.ts'

/** What a customer's link shows of a coupon. The code is not in it. */
export interface ShownCoupon extends ReturnType<typeof worthOf> {
  id: Id
  kind: 'coupon' | 'gift_card'
  state: 'issued' | 'redeemed' | 'expired' | 'cancelled'
  expires: Temporal.Instant
  revealedAt: Temporal.Instant | null
  revealedWay: Way | null
}

/** The coupons of the customer whose link this is, newest first, also of what was merged into the complaint. */
export async function publicCoupons(work: Work, link: Link): Promise<ShownCoupon[]> {
  const rows = await (await couponsOf(work, link)).selectAll().orderBy('id', 'desc').execute()
  return rows.filter((row) => isTheirs(link, row)).flatMap((row) => shown(row, work.now) ?? [])
}

/** All coupons that a link may lead to; of merged complaints only to a customer whom we know, for nobody is another's nobody. */
async function couponsOf(work: Work, link: Link) {
  const { id } = await complaintFor(work, link.complaint)
  const from = work.db.selectFrom('remedies_coupons')
  return link.customer === null ? from.where('complaint_id', '=', id) : from.where(sql<boolean>`complaint_id = any (${wholeOf(work, id)})`)
}

/** The coupon that a link leads to, locked, its complaint first. */
async function linkedForUpdate(work: Work, link: Link, id: Id): Promise<CouponRecord> {
  const found = await (await couponsOf(work, link)).select('complaint_id').where('id', '=', id).executeTakeFirst()
  if (!found) throw refuse('coupons.not_found')
  await complaintAnywhere(work, found.complaint_id)
  return work.db
    .selectFrom('remedies_coupons')
    .selectAll()
    .where('complaint_id', '=', found.complaint_id)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow()
}

/** Answers the code, once, to the customer whose it is. */
export async function revealCoupon(work: Work, link: Link, id: Id): Promise<string> {
  const coupon = await linkedForUpdate(work, link, id)
  if (!isTheirs(link, coupon) || shown(coupon, work.now)?.state !== 'issued') throw refuse('coupons.not_found')
  if (coupon.revealed_at) throw refuse('coupons.revealed_already')
  const way = await wayOf(work, link)
  await work.db
    .updateTable('remedies_coupons')
    .set((row) => ({ revealed_at: work.now, revealed_by: actorName(work.actor), revealed_way: way, version: row('version', '+', 1) }))
    .where('complaint_id', '=', coupon.complaint_id)
    .where('id', '=', coupon.id)
    .execute()
  await work.announce({ fact: 'coupon.revealed', complaint: coupon.complaint_id, coupon: coupon.id, remedy: coupon.remedy_id, way })
  const { sealed } = await work.db
    .selectFrom('remedies_coupon_codes')
    .select('sealed')
    .where('code_hash', '=', coupon.code_hash)
    .executeTakeFirstOrThrow()
  return openedCode(work, sealed)
}

/** Whether these letters, which the customer has before them, are those of the coupon: nothing is shown that was not known. */
export async function isItsCode(work: Work, { link, coupon, plain }: { link: Link; coupon: Id; plain: string }): Promise<boolean> {
  const found = await (await couponsOf(work, link))
    .select(['code_hash', 'customer_id'])
    .where('id', '=', coupon)
    .where('revealed_at', 'is not', null)
    .executeTakeFirst()
  return found !== undefined && isTheirs(link, found) && hashOfCode(work, plain).equals(found.code_hash)
}

const isTheirs = (link: Link, { customer_id }: Pick<CouponRecord, 'customer_id'>): boolean => link.customer === customer_id

/** By a link that came with the coupon, in a mail or on paper, or by the page where the customer follows the complaint. */
async function wayOf(work: Work, { id, complaint, use }: Link): Promise<Way> {
  if (use !== 'coupon') return 'page'
  const sent = await work.db
    .selectFrom('remedies_coupon_deliveries')
    .select('way')
    .where('complaint_id', '=', complaint)
    .where('link_id', '=', id)
    .executeTakeFirst()
  return sent?.way === 'post' ? 'post' : 'mail'
}

const open = ['issued', 'redeemed', 'expired', 'cancelled'] as const

function shown(row: CouponRecord, now: Temporal.Instant): ShownCoupon | null {
  const state = open.find((one) => one === row.state)
  if (!state || !row.expires_at) return null
  const isOver = state === 'issued' && Temporal.Instant.compare(row.expires_at, now) <= 0
  return {
    id: row.id,
    kind: row.kind as ShownCoupon['kind'], // the column's check constraint holds the same codes
    ...worthOf(row),
    state: isOver ? 'expired' : state,
    expires: row.expires_at,
    revealedAt: row.revealed_at,
    revealedWay: row.revealed_way as Way | null, // so here
  }
}
