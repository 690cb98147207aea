import type { Issue, State } from '#modules/complaints/contract.ts'
import { type ComplaintRecord, complaintFor, issuesOf, stateOf } from '#modules/complaints/index.ts'
import { type PublicMessage, publicMessages } from '#modules/conversations/index.ts'
import { findAgents, findCustomers, logoAddress, organisationOf, teamName } from '#modules/people/index.ts'
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
  issues: Issue[]
  /** The first name of who handles it, else the team, else nobody yet. */
  handler: string
  /** The complainant's own name. */
  customer: string
}

export async function findFollowed(work: Work, link: Link): Promise<FollowedComplaint> {
  const complaint = await complaintFor(work, link.complaint)
  const organisation = await organisationOf(work)
  const [owner] = await findAgents(work, complaint.owner_id ? [complaint.owner_id] : [])
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
    issues: await issuesOf(work, complaint.id),
    handler: owner?.name.split(/\s+/)[0] || (await teamName(work, complaint.team_id)),
    customer: customer?.name ?? '',
  }
}
