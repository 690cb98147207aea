import { complaintFor, issuesOf } from '#modules/complaints/index.ts'
import { organisationOf } from '#modules/people/index.ts'
import type { Link } from '#platform/actor.ts'
import type { Language } from '#platform/endpoint.ts'
import type { Work } from '#platform/work.ts'
import type { Offer } from './contract.ts'
import { type FoundOffer, findNewestOffer, findOffer, isThere, stateOf } from './find-offers.ts'

/** The offer that a link opens: the one it was made for; for who follows the complaint, the newest. */
export async function findOpenedOffer(work: Work, link: Link): Promise<FoundOffer | null> {
  if (link.use === 'follow') return findNewestOffer(work, link.complaint)
  const row = await work.db
    .selectFrom('letters_offer_links')
    .select('offer_id')
    .where('complaint_id', '=', link.complaint)
    .where('link_id', '=', link.id)
    .executeTakeFirst()
  return row ? findOffer(work, { complaint: link.complaint, offer: row.offer_id }) : null
}

/** An offer as its customer sees it. */
export interface ShownOffer {
  number: string
  language: Language
  zone: string
  state: Offer['state']
  until: Temporal.Instant
  answeredAt: Temporal.Instant | null
  issues: { id: string; title: string; options: { remedy: string; title: string; happens: string; days: number; chosen: boolean }[] }[]
}

/** Reads only: mail programs open links by themselves. */
export async function showOffer(work: Work, link: Link): Promise<ShownOffer | null> {
  const found = await findOpenedOffer(work, link)
  if (!found) return null
  const complaint = await complaintFor(work, link.complaint)
  const [issues, { zone }] = await Promise.all([issuesOf(work, complaint.id), organisationOf(work)])
  const { offer, options } = found
  const state = stateOf(found, work.now)
  return {
    number: complaint.number,
    language: offer.language as Language, // held to the contract's codes by a check constraint
    zone,
    state,
    until: offer.expires_at,
    answeredAt: offer.answered_at,
    issues: [...Map.groupBy(options, ({ issue_id }) => issue_id)].map(([id, own]) => ({
      id,
      title: issues.find((issue) => issue.id === id)?.title ?? '',
      options: own
        .filter((option) => state !== 'open' || isThere(option))
        .map(({ remedy_id, title, happens, days, chosen }) => ({ remedy: remedy_id, title, happens, days, chosen })),
    })),
  }
}
