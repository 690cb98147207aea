import { type Selectable, sql } from 'kysely'
import { complaintFor, wholeOf } from '#modules/complaints/index.ts'
import { nameActors } from '#modules/people/index.ts'
import { isStaff } from '#platform/actor.ts'
import type { LettersOffers, LettersOptions } from '#platform/database.types.ts'
import type { AnswerOf, Id, Language } from '#platform/endpoint.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import type { listOffers as listEndpoint, Offer } from './contract.ts'
import './refusals.ts'

export type OfferRecord = Selectable<LettersOffers>
export type OptionRecord = Selectable<LettersOptions> & {
  /** What became of its remedy. */
  remedy_state: string
}

export interface FoundOffer {
  offer: OfferRecord
  /** In the order of the letter. */
  options: OptionRecord[]
}

/** What a complaint was offered, newest first; also where it was merged into this one. */
export async function listOffers(work: Work, complaintId: Id): Promise<AnswerOf<typeof listEndpoint>> {
  const complaint = await complaintFor(work, complaintId)
  if (!isStaff(work.actor)) throw refuse('complaints.not_found')
  const rows = await work.db
    .selectFrom('letters_offers')
    .selectAll()
    .where(sql<boolean>`complaint_id = any (${wholeOf(work, complaint.id)})`)
    .orderBy('made_at', 'desc')
    .limit(100)
    .execute()
  return { data: await presentOffers(work, await withOptions(work, rows)) }
}

/** The offer of a complaint that waits for an answer; else none. */
export async function findOpenOffer(work: Work, complaint: Id): Promise<FoundOffer | null> {
  const row = await work.db
    .selectFrom('letters_offers')
    .selectAll()
    .where('complaint_id', '=', complaint)
    .where('answer', 'is', null)
    .executeTakeFirst()
  return row ? ((await withOptions(work, [row]))[0] ?? null) : null
}

/** The newest offer of a complaint, answered or not. */
export async function findNewestOffer(work: Work, complaint: Id): Promise<FoundOffer | null> {
  const row = await work.db
    .selectFrom('letters_offers')
    .selectAll()
    .where('complaint_id', '=', complaint)
    .orderBy('made_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ? ((await withOptions(work, [row]))[0] ?? null) : null
}

/** An offer of a complaint. */
export async function findOffer(work: Work, { complaint, offer }: { complaint: Id; offer: Id }): Promise<FoundOffer | null> {
  const row = await work.db
    .selectFrom('letters_offers')
    .selectAll()
    .where('complaint_id', '=', complaint)
    .where('id', '=', offer)
    .executeTakeFirst()
  return row ? ((await withOptions(work, [row]))[0] ?? null) : null
}

async function withOptions(work: Work, offers: readonly OfferRecord[]): Promise<FoundOffer[]> {
  if (offers.length === 0) return []
  const options = await work.db
    .selectFrom('letters_options as o')
    .innerJoin('remedies_remedies as r', (on) => on.onRef('r.complaint_id', '=', 'o.complaint_id').onRef('r.id', '=', 'o.remedy_id'))
    .selectAll('o')
    .select('r.state as remedy_state')
    .where('o.complaint_id', 'in', [...new Set(offers.map(({ complaint_id }) => complaint_id))])
    .where(
      'o.offer_id',
      'in',
      offers.map(({ id }) => id),
    )
    .orderBy('o.position')
    .execute()
  return offers.map((offer) => ({ offer, options: options.filter(({ offer_id }) => offer_id === offer.id) }))
}

/** Whether the customer may choose: nobody answered yet, its day has not passed, and for each issue something of it is still there. */
export function stateOf({ offer, options }: FoundOffer, now: Temporal.Instant): Offer['state'] {
  // Held to the same codes by a check constraint.
  if (offer.answer !== null) return offer.answer as Offer['state']
  if (Temporal.Instant.compare(offer.expires_at, now) <= 0) return 'over'
  const groups = [...Map.groupBy(options, ({ issue_id }) => issue_id).values()]
  return groups.every((group) => group.some(isThere)) ? 'open' : 'over'
}

/** An option that can still be had. */
export const isThere = ({ remedy_state }: OptionRecord): boolean => remedy_state === 'approved'

export async function presentOffers(work: Work, found: readonly FoundOffer[]): Promise<Offer[]> {
  const named = await nameActors(
    work,
    found.flatMap(({ offer }) => [offer.made_by, offer.answered_by]),
  )
  return found.map((one): Offer => {
    const { offer, options } = one
    return {
      id: offer.id,
      complaint: offer.complaint_id,
      message: offer.message_id,
      // held to the contract's codes by check constraints, as `how` below
      language: offer.language as Language,
      options: options.map(({ remedy_id, issue_id, title, happens, days, chosen }) => ({
        remedy: remedy_id,
        issue: issue_id,
        title,
        happens,
        days,
        chosen,
      })),
      by: named(offer.made_by),
      at: offer.made_at.toString(),
      until: offer.expires_at.toString(),
      state: stateOf(one, work.now),
      answered:
        offer.answered_at === null || offer.answered_by === null
          ? null
          : {
              how: offer.how as NonNullable<Offer['answered']>['how'],
              said_at: offer.said_at?.toString() ?? null,
              at: offer.answered_at.toString(),
              by: named(offer.answered_by).name,
            },
      may: { record: stateOf(one, work.now) === 'open' && isStaff(work.actor) && work.actor.role !== 'auditor' },
    }
  })
}
