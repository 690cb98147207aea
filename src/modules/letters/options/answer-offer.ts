import {
  acceptOffer,
  type ComplaintRecord,
  complaintForUpdate,
  may,
  noteActivity,
  offerComplaint,
  refuseOffer,
  stateOf as stateOfComplaint,
} from '#modules/complaints/index.ts'
import { plainIncoming, receiveMessage } from '#modules/conversations/index.ts'
import { organisationOf, useLink } from '#modules/people/index.ts'
import { chooseRemedies, findOfferable } from '#modules/remedies/index.ts'
import { actorName, type Link } from '#platform/actor.ts'
import type { BodyOf, Id, Language } from '#platform/endpoint.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import type { hows, Offer, recordAnswer as recordEndpoint } from './contract.ts'
import { type FoundOffer, findOffer, isThere, type OptionRecord, presentOffers, stateOf } from './find-offers.ts'
import { findOpenedOffer } from './opened-offer.ts'
import { sayIn } from './rules/option-words.ts'
import './refusals.ts'

type How = (typeof hows)[number]

interface Said {
  how: How
  words: string
  at: Temporal.Instant
}

/** What the customer said, written down by a person of ours with its way and time. */
export async function recordAnswer(work: Work, at: { complaint: Id; offer: Id }, asked: BodyOf<typeof recordEndpoint>): Promise<Offer> {
  const complaint = await complaintForUpdate(work, at.complaint)
  if (!may(work.actor, complaint).edit) throw refuse('complaints.not_yours_to_change')
  const found = await findOffer(work, { complaint: complaint.id, offer: at.offer })
  if (!found) throw refuse('options.not_found')
  const said = { how: asked.how, words: asked.words.trim(), at: asked.at ? Temporal.Instant.from(asked.at) : work.now }
  if (Temporal.Instant.compare(said.at, work.now.add({ minutes: 5 })) > 0) throw refuse('complaints.said_in_future')
  refuseAnswered(work, found)
  // Said before the letter has arrived: then the offer is made by that.
  if (may(work.actor, complaint).offer) await offerComplaint(work, complaint.id, found.offer.message_id)
  if (asked.answer === 'chosen') await choose(work, { complaint, found, said }, asked.remedies ?? [])
  else await decline(work, { complaint, found, said }, { other: asked.answer === 'countered', message: null })
  const after = await findOffer(work, { complaint: complaint.id, offer: at.offer })
  const [offer] = after ? await presentOffers(work, [after]) : []
  if (!offer) throw new Error('An offer that was just answered is not there')
  return offer
}

/** The customer chooses on their page, one option for each issue. Refused, with what stands, when it was answered before, also a moment ago. */
export async function chooseByLink(work: Work, link: Link, remedies: readonly Id[]): Promise<void> {
  const { complaint, found } = await opened(work, link)
  const titles = found.options.filter(({ remedy_id }) => remedies.includes(remedy_id)).map(({ title }) => title)
  await choose(work, { complaint, found, said: { how: 'page', words: titles.join('; '), at: work.now } }, remedies)
  await spend(work, link)
}

/** The customer takes none of it: what they write is a message of theirs, and the complaint is with us again. */
export async function declineByLink(work: Work, link: Link, { other, words }: { other: boolean; words: string }): Promise<void> {
  const { complaint, found } = await opened(work, link)
  const language = found.offer.language as Language // held to the contract's codes by a check constraint
  const text = words || sayIn(language)('options:page.no_thanks')
  const said = { how: 'page' as const, words: text, at: work.now }
  const message = await receiveMessage(work, {
    ...plainIncoming,
    complaint: complaint.id,
    channel: 'portal',
    text,
    visibleText: text,
    at: work.now,
    customer: link.customer,
  })
  await decline(work, { complaint: await complaintForUpdate(work, complaint.id), found, said }, { other, message: message.id })
  await spend(work, link)
}

async function opened(work: Work, link: Link): Promise<{ complaint: ComplaintRecord; found: FoundOffer }> {
  const complaint = await complaintForUpdate(work, link.complaint)
  const found = await findOpenedOffer(work, link)
  if (!found) throw refuse('options.not_found')
  refuseAnswered(work, found)
  return { complaint, found }
}

/** A link to follow the complaint stays; one to choose has served. */
async function spend(work: Work, link: Link): Promise<void> {
  if (link.use === 'choose') await useLink(work, link)
}

function refuseAnswered(work: Work, found: FoundOffer): void {
  const state = stateOf(found, work.now)
  if (state === 'open') return
  if (state === 'over') throw refuse('options.over')
  throw refuse('options.answered', { said: sayAnswer(work, found) })
}

/** What became of an offer, to who asks. */
function sayAnswer(work: Work, { offer, options }: FoundOffer): string {
  const language = work.actor.kind === 'person' ? work.actor.language : (offer.language as Language)
  const titles = options.filter(({ chosen }) => chosen).map(({ title }) => title)
  return sayIn(language)(`options:answer.${offer.answer}`, { titles: titles.join('; ') })
}

interface Answering {
  complaint: ComplaintRecord
  found: FoundOffer
  said: Said
}

async function choose(work: Work, { complaint, found, said }: Answering, asked: readonly Id[]): Promise<void> {
  const chosen = oneEach(found.options, asked)
  const others = found.options.filter(({ remedy_id }) => !chosen.includes(remedy_id)).map(({ remedy_id }) => remedy_id)
  await chooseRemedies(work, complaint.id, { chosen, others, reason: await reasonOf(work, 'chosen') })
  await work.db
    .updateTable('letters_options')
    .set({ chosen: true })
    .where('complaint_id', '=', complaint.id)
    .where('offer_id', '=', found.offer.id)
    .where('remedy_id', 'in', chosen)
    .execute()
  await settle(work, { complaint, found, said }, 'chosen')
  await work.announce({
    fact: 'options.chosen',
    complaint: complaint.id,
    offer: found.offer.id,
    remedies: chosen,
    how: said.how,
    said_at: said.at.toString(),
    due: dueOf(found.options, { chosen, work }).toString(),
  })
  if (may(work.actor, complaint).accept) await acceptOffer(work, complaint.id, { ...said, at: said.at.toString() })
}

/** By when the last of what was chosen is carried out; at least a day is left for it. */
function dueOf(options: readonly OptionRecord[], { chosen, work }: { chosen: readonly Id[]; work: Work }): Temporal.Instant {
  const days = options.filter(({ remedy_id }) => chosen.includes(remedy_id)).map((option) => option.days)
  return work.now.add({ hours: 24 * Math.max(1, ...days) })
}

/** Exactly one option for each issue that has some, and each of them still to be had. */
function oneEach(options: readonly OptionRecord[], asked: readonly Id[]): Id[] {
  const wanted = [...new Set(asked.map((id) => id.toLowerCase()))]
  if (wanted.some((id) => !options.some(({ remedy_id }) => remedy_id === id))) throw refuse('options.not_one_of_them')
  const chosen = options.filter(({ remedy_id }) => wanted.includes(remedy_id))
  const groups = [...Map.groupBy(options, ({ issue_id }) => issue_id).keys()]
  if (groups.some((issue) => chosen.filter(({ issue_id }) => issue_id === issue).length !== 1)) throw refuse('options.one_each')
  if (!chosen.every(isThere)) throw refuse('options.over')
  return chosen.map(({ remedy_id }) => remedy_id)
}

interface Declining {
  other: boolean
  message: Id | null
}

/** Gifts that nobody took are free in their budget again; what is owed stays owed, whatever the customer says to it. */
async function decline(work: Work, { complaint, found, said }: Answering, { other, message }: Declining): Promise<void> {
  const known = await findOfferable(work, complaint.id, 'en')
  const gifts = known.filter(({ id, basis }) => basis === 'goodwill' && found.options.some(({ remedy_id }) => remedy_id === id))
  await chooseRemedies(work, complaint.id, { chosen: [], others: gifts.map(({ id }) => id), reason: await reasonOf(work, 'declined') })
  await settle(work, { complaint, found, said }, other ? 'countered' : 'declined')
  await work.announce({
    fact: 'options.declined',
    complaint: complaint.id,
    offer: found.offer.id,
    other,
    how: said.how,
    said_at: said.at.toString(),
    message,
  })
  const now = await complaintForUpdate(work, complaint.id)
  if (may(work.actor, now).refuse) await refuseOffer(work, complaint.id, { ...said, at: said.at.toString(), counter: other })
}

async function settle(work: Work, { complaint, found, said }: Answering, answer: 'chosen' | 'declined' | 'countered'): Promise<void> {
  await work.db
    .updateTable('letters_offers')
    .set({ answer, how: said.how, said_at: said.at, answered_at: work.now, answered_by: actorName(work.actor) })
    .where('complaint_id', '=', complaint.id)
    .where('id', '=', found.offer.id)
    .execute()
  if (stateOfComplaint(complaint) !== 'merged') await noteActivity(work, complaint.id)
}

async function reasonOf(work: Work, why: 'chosen' | 'declined'): Promise<string> {
  const { language } = await organisationOf(work)
  return sayIn(language)(`options:taken_back.${why}`)
}
