import type { ComplaintRecord } from '#modules/complaints/index.ts'
import { mintLink } from '#modules/people/index.ts'
import { actorName } from '#platform/actor.ts'
import type { Id, Language } from '#platform/endpoint.ts'
import { newId } from '#platform/id.ts'
import type { Work } from '#platform/work.ts'
import { findOpenOffer } from './find-offers.ts'
import type { ReadOffer } from './read-offer.ts'

interface Making {
  complaint: ComplaintRecord
  language: Language
  message: Id
  offer: ReadOffer
  /** By which the customer chooses. */
  link: Id
}

/** Keeps what a letter offers, once the letter is written; what was offered before and is not answered yet gives way to it. */
export async function makeOffer(work: Work, { complaint, language, message, offer, link }: Making): Promise<void> {
  const id = newId()
  await replaceOpen(work, complaint.id, id)
  await work.db
    .insertInto('letters_offers')
    .values({
      complaint_id: complaint.id,
      id,
      message_id: message,
      language,
      made_by: actorName(work.actor),
      made_at: work.now,
      expires_at: offer.until,
    })
    .execute()
  await work.db
    .insertInto('letters_options')
    .values(
      offer.options.map(({ remedy, issue, title, happens, days }, at) => ({
        complaint_id: complaint.id,
        offer_id: id,
        remedy_id: remedy,
        issue_id: issue,
        position: at + 1,
        title,
        happens,
        days,
      })),
    )
    .execute()
  await keepLink(work, { complaint: complaint.id, offer: id, link })
  await work.announce({
    fact: 'options.offered',
    complaint: complaint.id,
    offer: id,
    message,
    remedies: offer.options.map(({ remedy }) => remedy),
    until: offer.until.toString(),
  })
}

async function replaceOpen(work: Work, complaint: Id, by: Id): Promise<void> {
  const before = await findOpenOffer(work, complaint)
  if (!before) return
  await work.db
    .updateTable('letters_offers')
    .set({ answer: 'replaced', answered_at: work.now, answered_by: actorName(work.actor) })
    .where('complaint_id', '=', complaint)
    .where('id', '=', before.offer.id)
    .execute()
  await work.announce({ fact: 'options.replaced', complaint, offer: before.offer.id, by })
}

interface Linked {
  complaint: ComplaintRecord
  offer: Id
  until: Temporal.Instant
}

/** A link by which the customer chooses, as long as the offer stands. Which offer it opens is kept by `keepLink`, once that has its row. */
export function mintChoice(work: Work, { complaint, until }: Omit<Linked, 'offer'>): Promise<{ url: string; id: Id }> {
  const days = Math.max(1, Math.ceil(work.now.until(until).total('hours') / 24))
  return mintLink(work, { complaint: complaint.id, customer: complaint.customer_id, use: 'choose', days })
}

async function keepLink(work: Work, { complaint, offer, link }: { complaint: Id; offer: Id; link: Id }): Promise<void> {
  await work.db.insertInto('letters_offer_links').values({ complaint_id: complaint, link_id: link, offer_id: offer }).execute()
}

/** Where a customer chooses, below their link. */
export const choicePath = (url: string): string => `${url}/offer`

/** A fresh link to the offer that waits for an answer; null where none does. */
export async function mintFreshChoice(work: Work, complaint: ComplaintRecord): Promise<string | null> {
  const found = await findOpenOffer(work, complaint.id)
  if (!found || Temporal.Instant.compare(found.offer.expires_at, work.now) <= 0) return null
  const { url, id } = await mintChoice(work, { complaint, until: found.offer.expires_at })
  await keepLink(work, { complaint: complaint.id, offer: found.offer.id, link: id })
  return choicePath(url)
}
