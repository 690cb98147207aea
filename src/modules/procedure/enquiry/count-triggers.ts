import { sql } from 'kysely'
import { visibleComplaints } from '#modules/complaints/index.ts'
import { isStaff } from '#platform/actor.ts'
import type { AnswerOf, QueryOf } from '#platform/endpoint.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { type countTriggers as countEndpoint, triggers } from '../contract/enquiry.ts'

/** Of the complaints that the caller sees and that came in during a period: how many have each trigger. */
export async function countTriggers(work: Work, { from, to }: QueryOf<typeof countEndpoint>): Promise<AnswerOf<typeof countEndpoint>> {
  if (!isStaff(work.actor)) throw refuse('complaints.not_found')
  const came = work.db
    .selectFrom('complaints_complaints')
    .leftJoin('procedure_triggers as t', 't.complaint_id', 'complaints_complaints.id')
    .where(visibleComplaints(work.actor))
    .where('complaints_complaints.kind', '=', 'complaint')
    .$if(from !== undefined, (query) => query.where('received_at', '>=', Temporal.Instant.from(from ?? '')))
    .$if(to !== undefined, (query) => query.where('received_at', '<', Temporal.Instant.from(to ?? '')))
  const [all, rows] = await Promise.all([
    came
      .select(sql<number>`count(distinct complaints_complaints.id)::int`.as('complaints'))
      .select(sql<number>`count(distinct t.complaint_id)::int`.as('with_triggers'))
      .executeTakeFirstOrThrow(),
    came
      .where('t.code', 'is not', null)
      .select(['t.code', sql<number>`count(*)::int`.as('complaints')])
      .groupBy('t.code')
      .execute(),
  ])
  const counts = triggers.map((trigger) => ({ trigger, complaints: rows.find(({ code }) => code === trigger)?.complaints ?? 0 }))
  return { from: from ?? null, to: to ?? null, ...all, counts: counts.toSorted((one, other) => other.complaints - one.complaints) }
}
