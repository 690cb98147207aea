import { sql } from 'kysely'
import { complaintFor, type FindMarks, visibleComplaints } from '#modules/complaints/index.ts'
import { customerNamed, shownCustomer } from '#modules/people/index.ts'
import { holds, isStaff } from '#platform/actor.ts'
import type { AnswerOf, Id } from '#platform/endpoint.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { boundariesGrants } from './access.ts'
import type { listBoundaries as listEndpoint, listOwnBoundaries as ownEndpoint } from './contract.ts'
import { presentableIncidents, presentableLimits, presentIncidents, presentLimit, todayOf } from './present-boundaries.ts'

/** What was logged on a complaint and which limits there are, newest first. */
export async function listBoundaries(work: Work, complaintId: Id): Promise<AnswerOf<typeof listEndpoint>> {
  const complaint = await complaintFor(work, complaintId)
  if (!isStaff(work.actor)) throw refuse('complaints.not_found')
  const [incidents, limits, help] = await Promise.all([
    presentableIncidents(work)
      .where('i.complaint_id', '=', complaint.id)
      .orderBy('i.logged_at', 'desc')
      .orderBy('i.id', 'desc')
      .limit(100)
      .execute(),
    presentableLimits(work)
      .where('l.complaint_id', '=', complaint.id)
      .orderBy('l.proposed_at', 'desc')
      .orderBy('l.id', 'desc')
      .limit(50)
      .execute(),
    work.db.selectFrom('boundaries_help').select('text').where('language', '=', complaint.language).executeTakeFirst(),
  ])
  return {
    incidents: await presentIncidents(work, incidents),
    limits: limits.map((row) => presentLimit(work, row)),
    help: help?.text.trim() || null,
    may: {
      log: holds(boundariesGrants, work.actor, 'incidents.log'),
      propose:
        work.actor.kind === 'person' &&
        holds(boundariesGrants, work.actor, 'limits.propose') &&
        incidents.some(({ step }) => step !== 'self_harm'),
    },
  }
}

const theComplaint = sql<{
  id: Id
  number: string
}>`json_build_object('id', complaints_complaints.id, 'number', complaints_complaints.number)`
const theCustomer = customerNamed('complaints_complaints.customer_id')

/** What waits for the caller. */
export async function listOwnBoundaries(work: Work): Promise<AnswerOf<typeof ownEndpoint>> {
  const me = work.actor.kind === 'person' ? work.actor.id : null
  const alerts = await presentableIncidents(work)
    .select([theComplaint.as('complaint'), theCustomer.as('customer')])
    .where('i.alerted_id', '=', me)
    .where('i.attended_at', 'is', null)
    .where(visibleComplaints(work.actor))
    .orderBy('i.logged_at')
    .limit(100)
    .execute()
  const incidents = await presentIncidents(work, alerts)
  return {
    alerts: alerts.flatMap(({ complaint, customer }, at) => {
      const incident = incidents[at]
      return incident ? [{ complaint: { ...complaint, customer: shownCustomer(customer) }, incident }] : []
    }),
    limits: await waitingLimits(work),
  }
}

async function waitingLimits(work: Work): Promise<AnswerOf<typeof ownEndpoint>['limits']> {
  const rows = await presentableLimits(work)
    .select([theComplaint.as('complaint'), theCustomer.as('customer'), 'complaints_complaints.owner_id'])
    .where('l.ended_at', 'is', null)
    .where((match) => match.or([match('l.decision', 'is', null), match('l.decision', '=', 'approved')]))
    .where(visibleComplaints(work.actor))
    .orderBy('l.review_on')
    .limit(200)
    .execute()
  return rows.flatMap(({ complaint, customer, owner_id, ...row }) => {
    const limit = presentLimit(work, row)
    const reviews =
      row.decision === 'approved' && row.review_day <= todayOf(work) && [owner_id, row.proposed_by, row.decided_by].includes(work.actor.id)
    const waits = [limit.may.decide && 'decision', limit.may.judge_appeal && 'appeal', reviews && 'review'] as const
    const [first] = waits.filter((one) => one !== false)
    return first ? [{ complaint: { ...complaint, customer: shownCustomer(customer) }, limit, waits: first }] : []
  })
}

/** Marks the rows of a list whose complaint has a limit in force, or a call for help that nobody has answered. */
export const findBoundaryMarks: FindMarks = async (work, complaints) => {
  if (complaints.length === 0) return new Map()
  const { rows } = await sql<{ complaint_id: Id; mark: string }>`
    select complaint_id, 'alert' as mark from boundaries_incidents
      where complaint_id = any (${[...complaints]}::uuid[]) and alerted_id is not null and attended_at is null
    union
    select complaint_id, 'limit' from boundaries_limits
      where complaint_id = any (${[...complaints]}::uuid[]) and told_at is not null and ended_at is null and review_on > ${todayOf(work)}::date
    order by mark`.execute(work.db)
  return new Map([...Map.groupBy(rows, ({ complaint_id }) => complaint_id)].map(([id, marks]) => [id, marks.map(({ mark }) => mark)]))
}
