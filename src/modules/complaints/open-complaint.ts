import { sql } from 'kysely'
import { organisationOf } from '#modules/people/index.ts'
import { actorName } from '#platform/actor.ts'
import type { Language } from '#platform/endpoint.ts'
import { sealed } from '#platform/facts.ts'
import { newId } from '#platform/id.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import type { Channel, Kind, Urgency } from './contract.ts'
import type { ComplaintRecord } from './find-complaint.ts'
import { addFirstIssue } from './issues/add-issue.ts'
import { complaintNumber } from './rules/number.ts'

export interface NewComplaint {
  channel: Channel
  receivedAt: Temporal.Instant
  language: Language
  customerId: string | null
  anonymous: boolean
  subject: string
  words: string
  desiredOutcome?: string | null
  occurredAt?: Temporal.Instant | null
  orderNumbers?: string[]
  urgency?: Urgency
  kind?: Kind
  category?: string | null
  privacyNoticeVersion?: number | null
  teamId?: string | null
  /** The complaint that had it as an issue until now. */
  splitFrom?: string
}

/** Opens a complaint: its number, the customer's first words as they came, and one issue to begin with. */
export async function openComplaint(work: Work, asked: NewComplaint): Promise<ComplaintRecord> {
  if (Temporal.Instant.compare(asked.receivedAt, work.now.add({ minutes: 5 })) > 0) throw refuse('complaints.received_in_future')
  const organisation = await organisationOf(work)
  const number = await nextNumber(work, organisation.zone)
  const seal = sealed(asked.words)
  const row = { ...columnsOf(work, asked), number, words_salt: seal.salt, team_id: asked.teamId ?? organisation.default_team_id ?? null }
  const opened = {
    fact: 'complaint.opened',
    complaint: row.id,
    number,
    channel: asked.channel,
    kind: row.kind,
    state: 'received',
    words: seal.hash,
    received_at: asked.receivedAt.toString(),
    customer: asked.customerId,
    category: asked.category ?? null,
    ...(asked.splitFrom && { split_from: asked.splitFrom }),
  } as const
  // None waits for another's answer: they travel together, in this order.
  const [complaint] = await Promise.all([
    work.db.insertInto('complaints_complaints').values(row).returningAll().executeTakeFirstOrThrow(),
    work.db.insertInto('complaints_numbers').values({ number, complaint_id: row.id }).execute(),
    work.announce(opened),
    addFirstIssue(work, { id: row.id, title: asked.subject, category: asked.category ?? null }),
  ])
  return complaint
}

function columnsOf(work: Work, asked: NewComplaint) {
  return {
    id: newId(),
    kind: asked.kind ?? 'complaint',
    state: 'received',
    urgency: asked.urgency ?? 'normal',
    channel: asked.channel,
    received_at: asked.receivedAt,
    entered_at: work.now,
    entered_by: actorName(work.actor),
    language: asked.language,
    customer_id: asked.customerId,
    anonymous: asked.anonymous,
    subject: asked.subject,
    words: asked.words,
    desired_outcome: asked.desiredOutcome ?? null,
    occurred_at: asked.occurredAt ?? null,
    order_numbers: asked.orderNumbers ?? [],
    privacy_notice_version: asked.privacyNoticeVersion ?? null,
    last_activity_at: work.now,
  }
}

async function nextNumber(work: Work, zone: string): Promise<string> {
  const { rows } = await sql<{ counter: number }>`select nextval('complaints_counter') as counter`.execute(work.db)
  return complaintNumber(work.now.toZonedDateTimeISO(zone).year, Number(rows[0]?.counter))
}
