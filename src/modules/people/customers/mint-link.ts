import type { LinkUse } from '#platform/actor.ts'
import type { Id } from '#platform/endpoint.ts'
import { newId } from '#platform/id.ts'
import { toolsOf } from '#platform/open-work.ts'
import { hashOfSecret, newSecret } from '#platform/secrets.ts'
import type { Work } from '#platform/work.ts'

/** How long a link to follow a complaint lives, in days after the mail that brought it. */
export const followDays = 90

export interface CustomerLink {
  id: Id
  complaint: Id
  customer: Id | null
  use: LinkUse
  /** Over by time, or revoked. */
  expired: boolean
  usedAt: Temporal.Instant | null
}

/** Mints a customer's link: one complaint, one person, one use. The secret is answered here and is kept nowhere. */
export async function mintLink(
  work: Work,
  { complaint, customer, use, days }: { complaint: Id; customer: Id | null; use: LinkUse; days: number },
): Promise<{ url: string; secret: string; id: Id }> {
  const [id, secret] = [newId(), newSecret()]
  const expires_at = work.now.add({ hours: days * 24 })
  await Promise.all([
    work.db
      .insertInto('people_links')
      .values({ complaint_id: complaint, id, customer_id: customer, use, minted_at: work.now, expires_at })
      .execute(),
    work.db
      .insertInto('people_link_keys')
      .values({ secret_hash: hashOfSecret(secret), complaint_id: complaint, link_id: id })
      .execute(),
  ])
  return { url: `${toolsOf(work).origin}/c/${secret}`, secret, id }
}

/** The link that a secret opens, also when it is over; null when there never was one. */
export async function findLink(work: Work, secret: string): Promise<CustomerLink | null> {
  const link = await work.db
    .selectFrom('people_link_keys as k')
    .innerJoin('people_links as l', (join) => join.onRef('l.complaint_id', '=', 'k.complaint_id').onRef('l.id', '=', 'k.link_id'))
    .selectAll('l')
    .where('k.secret_hash', '=', hashOfSecret(secret))
    .executeTakeFirst()
  if (!link) return null
  const expired = link.revoked_at !== null || Temporal.Instant.compare(link.expires_at, work.now) <= 0
  return { id: link.id, complaint: link.complaint_id, customer: link.customer_id, use: link.use as LinkUse, expired, usedAt: link.used_at }
}

/** Spends a link that works once. False when it was spent before, also a moment ago by somebody else. */
export async function useLink(work: Work, { complaint, id }: { complaint: Id; id: Id }): Promise<boolean> {
  const spent = await work.db
    .updateTable('people_links')
    .set({ used_at: work.now })
    .where('complaint_id', '=', complaint)
    .where('id', '=', id)
    .where('used_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return spent !== undefined
}

/** Ends every link of a complaint. */
export async function revokeLinks(work: Work, complaint: Id): Promise<void> {
  await work.db
    .updateTable('people_links')
    .set({ revoked_at: work.now })
    .where('complaint_id', '=', complaint)
    .where('revoked_at', 'is', null)
    .execute()
}
