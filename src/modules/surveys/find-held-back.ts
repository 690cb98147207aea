import type { ComplaintRecord } from '#modules/complaints/index.ts'
import { findTriageMarks } from '#modules/conversations/index.ts'
import { findCustomers } from '#modules/people/index.ts'
import type { Id } from '#platform/endpoint.ts'
import { findFacts } from '#platform/facts/find-facts.ts'
import type { Work } from '#platform/work.ts'
import type { HeldBack, Reason } from './contract.ts'
import { whyHeldBack } from './rules/held-back.ts'

/** Whom a survey goes to. */
export interface Addressee {
  customer: Id
  name: string | null
  address: string
}

/** Either why this customer is not asked, or whom to write to. */
export type Asking = { heldBack: HeldBack; to: null } | { heldBack: null; to: Addressee }

/** Looks up whether the customer of a complaint is asked what they think. */
export async function findAsking(work: Work, complaint: ComplaintRecord): Promise<Asking> {
  const [suppression, incidents, marks, to, optout] = await Promise.all([
    findSuppression(work, complaint.id),
    findFacts(work, `complaint/${complaint.id}`, ['incident.logged']),
    findTriageMarks(work, [complaint.id]),
    addresseeOf(work, complaint),
    work.db.selectFrom('surveys_optouts').select('said_at').where('customer_id', '=', complaint.customer_id).executeTakeFirst(),
  ])
  const heldBack = whyHeldBack({
    said: (suppression?.reason as Reason | undefined) ?? null, // the column's check constraint holds the same codes
    signs: [...incidents.map(({ data }) => String(data['step'])), ...(marks.get(complaint.id) ?? [])],
    restriction: complaint.restriction,
    optedOut: optout !== undefined,
    address: to?.address ?? null,
  })
  return heldBack === null && to ? { heldBack, to } : { heldBack: heldBack ?? 'no_address', to: null }
}

/** What a colleague said about asking this customer, once. */
export const findSuppression = (work: Work, complaint: Id) =>
  work.db.selectFrom('surveys_suppressions').selectAll().where('complaint_id', '=', complaint).executeTakeFirst()

async function addresseeOf(work: Work, { customer_id, anonymous }: ComplaintRecord): Promise<Addressee | null> {
  const [customer] = customer_id && !anonymous ? await findCustomers(work, [customer_id]) : []
  const email = customer?.contacts.find(({ kind }) => kind === 'email')
  return customer && email ? { customer: customer.id, name: customer.name || null, address: email.value } : null
}
