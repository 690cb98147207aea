import { nextDates } from '#modules/clocks/index.ts'
import type { Issue, State } from '#modules/complaints/contract.ts'
import { type ComplaintRecord, complaintFor, issuesOf, mergedInto, partsOf, stateOf } from '#modules/complaints/index.ts'
import { type PublicMessage, publicMessages } from '#modules/conversations/index.ts'
import { publicLetters, showOffer } from '#modules/letters/index.ts'
import { findAgents, findCustomers, logoAddress, organisationOf, teamName } from '#modules/people/index.ts'
import { publicCoupons, type ShownCoupon } from '#modules/remedies/index.ts'
import type { Link } from '#platform/actor.ts'
import type { Language } from '#platform/endpoint.ts'
import type { Work } from '#platform/work.ts'
import type { Masthead } from './kit/frame.page.ts'

/** What a follow link shows of its complaint. */
export interface FollowedComplaint {
  complaint: ComplaintRecord
  state: State
  /** In which the complaint is written, and we answer. */
  language: Language
  masthead: Masthead
  zone: string
  messages: PublicMessage[]
  /** Those of them that have a page of their own. */
  letters: ReadonlySet<string>
  issues: Issue[]
  /** An offer waits for their choice. */
  offer: boolean
  /** What of coupons and gift cards is this customer's. */
  coupons: ShownCoupon[]
  /** The number of the complaint in which this one goes on, where it is the same customer's. */
  goesOnIn: string | null
  /** The customer's complaints that were one with this one: `later` went out of it. */
  parts: { id: string; number: string; role: 'earlier' | 'later' }[]
  /** By when the customer has our answer; null where no limit runs. */
  answerBy: Temporal.Instant | null
  /** The first name of who handles it, else the team, else nobody yet. */
  handler: string
  /** The complainant's own name. */
  customer: string
}

export async function findFollowed(work: Work, link: Link): Promise<FollowedComplaint> {
  const complaint = await complaintFor(work, link.complaint)
  const organisation = await organisationOf(work)
  const [customer] = await findCustomers(
    work,
    complaint.customer_id && complaint.customer_id === link.customer ? [complaint.customer_id] : [],
  )
  return {
    complaint,
    state: stateOf(complaint),
    language: complaint.language as Language, // the column's check constraint holds the same codes
    masthead: { ...organisation, logo: logoAddress(organisation) },
    zone: organisation.zone,
    messages: await publicMessages(work, complaint.id),
    letters: new Set((await publicLetters(work, complaint.id)).map(({ message }) => message)),
    issues: await issuesOf(work, complaint.id),
    offer: (await showOffer(work, link))?.state === 'open',
    coupons: await publicCoupons(work, link),
    goesOnIn: (await continuationOf(work, complaint, link))?.number ?? null,
    parts: await partsOf(work, complaint.id, link.customer),
    answerBy: (await nextDates(work, complaint.id)).final,
    handler: await handlerOf(work, complaint),
    customer: customer?.name ?? '',
  }
}

/** By first name; else the team. */
async function handlerOf(work: Work, { owner_id, team_id }: ComplaintRecord): Promise<string> {
  const [owner] = await findAgents(work, owner_id ? [owner_id] : [])
  return owner?.name.split(/\s+/)[0] || teamName(work, team_id)
}

/** The complaint in which a merged one goes on, for who may follow this one and is that one's customer too. */
export async function continuationOf(work: Work, complaint: ComplaintRecord, { customer }: Link): Promise<ComplaintRecord | null> {
  if (complaint.state !== 'merged' || customer === null) return null
  const other = await mergedInto(work, complaint)
  return other.id !== complaint.id && other.customer_id === customer ? other : null
}
