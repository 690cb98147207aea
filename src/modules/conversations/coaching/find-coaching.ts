import { type ComplaintRecord, complaintFor, issuesOf } from '#modules/complaints/index.ts'
import type { Id } from '#platform/endpoint.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { mayReadInside, mayWrite } from '../access.ts'
import type { Coaching, CoachStage, Playbook } from '../contract.ts'
import { countContacts } from '../last-words.ts'
import { escalationRisk } from '../rules/escalation-risk.ts'
import { findAuthors } from '../timeline/authors.ts'
import { triagesOf } from '../triages/find-triage.ts'
import { lastReadings, type StateOfMind } from './last-readings.ts'
import '../refusals.ts'

/** What the coach shows of a complaint. Nothing of it is computed about the person, and nothing is kept but what agents set. */
export async function findCoaching(work: Work, complaintId: Id): Promise<Coaching> {
  const complaint = await complaintFor(work, complaintId)
  if (!mayReadInside(work.actor)) throw refuse('complaints.not_found')
  const [last] = await lastReadings(work, complaint.id, 1)
  const [marks, risk, hold] = await Promise.all([marksOf(work, complaint, last), riskOf(work, complaint, last), holdOf(work, complaint.id)])
  return {
    ...marks,
    reading: last ? { emotion: last.emotion, conduct: last.conduct } : null,
    opens: last !== undefined && (last.emotion >= strongFeeling || last.conduct !== 'ok'),
    risk,
    hold_seconds: hold,
    may: { mark: mayWrite(work.actor) },
  }
}

const strongFeeling = 6

/** The orientation that counts: what an agent set since the complaint was last closed. */
export async function orientationRow(work: Work, complaint: ComplaintRecord) {
  const [row, closing] = await Promise.all([
    work.db.selectFrom('conversations_orientations').selectAll().where('complaint_id', '=', complaint.id).executeTakeFirst(),
    closingsOf(work, complaint.id),
  ])
  const expired = row && closing.last !== null && Temporal.Instant.compare(row.set_at, closing.last) <= 0
  return expired ? undefined : row
}

async function marksOf(
  work: Work,
  complaint: ComplaintRecord,
  last: StateOfMind | undefined,
): Promise<Pick<Coaching, 'stages' | 'playbooks' | 'orientation'>> {
  const [rows, played, set] = await Promise.all([
    work.db
      .selectFrom('conversations_stages')
      .selectAll()
      .where('complaint_id', '=', complaint.id)
      .orderBy('set_at', 'desc')
      .orderBy('id', 'desc')
      .limit(50)
      .execute(),
    playedIn(work, complaint),
    orientationRow(work, complaint),
  ])
  const authors = [...rows.map(({ set_by }) => set_by), ...played.map(({ done_by }) => done_by), ...(set ? [set.set_by] : [])]
  const authorOf = await findAuthors(work, authors, complaint.customer_id)
  return {
    stages: rows.map(({ stage, set_by, set_at }, at) => ({
      stage: stage as CoachStage, // the column's check holds the same codes
      by: authorOf(set_by),
      at: set_at.toString(),
      seconds: Math.max(0, Math.round(set_at.until(rows[at - 1]?.set_at ?? work.now).total('seconds'))),
    })),
    // The columns' checks hold the same codes.
    playbooks: played.map(({ playbook, stage, done_by, done_at }) => ({
      playbook: playbook as Playbook,
      stage: stage as CoachStage | null,
      by: authorOf(done_by),
      at: done_at.toString(),
    })),
    orientation: shownOrientation(set, { by: set ? authorOf(set.set_by) : null, read: last?.orientation ?? null }),
  }
}

const playedIn = (work: Work, { id }: ComplaintRecord) =>
  work.db
    .selectFrom('conversations_playbooks')
    .selectAll()
    .where('complaint_id', '=', id)
    .orderBy('done_at', 'desc')
    .orderBy('id', 'desc')
    .limit(20)
    .execute()

type Orientation = Coaching['orientation']

function shownOrientation(set: Awaited<ReturnType<typeof orientationRow>>, beside: Pick<Orientation, 'by' | 'read'>): Orientation {
  if (!set) return { value: 'unknown', reason: null, at: null, ...beside }
  return { value: set.orientation as Orientation['value'], reason: set.reason, at: set.set_at.toString(), ...beside } // as above
}

const outagesAndBills =
  /^(service_outage|billing_payment|billing_overcharge|billing_double_charge|refund_delay|payment_problem|invoice_error)$/
const outside = /^(regulator_named|legal_action)$/

// Promises and clocks are no part of the desk yet: their parts are named as not known.
async function riskOf(work: Work, { id }: ComplaintRecord, last: StateOfMind | undefined): Promise<Coaching['risk']> {
  const [contacts, closings, readings, issues] = await Promise.all([
    countContacts(work, id),
    closingsOf(work, id),
    triagesOf(work, id),
    issuesOf(work, id),
  ])
  const named = readings.some(({ reading }) => reading.flags.some((flag) => outside.test(flag)))
  return escalationRisk({
    brokenPromise: null,
    deadlineUsed: null,
    reopened: closings.reopened,
    contacts,
    externalBody: readings.length === 0 ? null : named,
    outageOrBilling: issues.some(({ category }) => category !== null && outagesAndBills.test(category)),
    emotion: last?.emotion ?? null,
  })
}

async function closingsOf(work: Work, complaint: Id): Promise<{ last: Temporal.Instant | null; reopened: boolean }> {
  const rows = await work.db
    .selectFrom('complaints_closures')
    .select(['closed_at', 'reopened_at'])
    .where('complaint_id', '=', complaint)
    .where('closed_at', 'is not', null)
    .orderBy('closed_at', 'desc')
    .execute()
  return { last: rows[0]?.closed_at ?? null, reopened: rows.some(({ reopened_at }) => reopened_at !== null) }
}

async function holdOf(work: Work, complaint: Id): Promise<number> {
  const { seconds } = await work.db
    .selectFrom('conversations_messages')
    .select((match) => match.fn.sum<number | null>('hold_seconds').as('seconds'))
    .where('complaint_id', '=', complaint)
    .executeTakeFirstOrThrow()
  return Number(seconds ?? 0)
}
