import { sql } from 'kysely'
import { customerNamed, shownCustomer } from '#modules/people/index.ts'
import type { AnswerOf } from '#platform/endpoint.ts'
import type { Work } from '#platform/work.ts'
import { visibleComplaints } from './access.ts'
import { cameBackWhys, type listReturned as returnedEndpoint } from './contract.ts'
import { runningStates } from './rules/lifecycle.ts'

const ownAtMost = 500
const shownAtMost = 20
const shownDays = 14

interface LastReturn {
  seq: string
  why: string | null
  at: Temporal.Instant
}

/** What came back to the caller and waits for an answer: read from each complaint's own chain, newest fact first. */
export async function listReturned(work: Work): Promise<AnswerOf<typeof returnedEndpoint>> {
  const own = work.db
    .selectFrom('complaints_complaints')
    .select(['complaints_complaints.id', 'number', customerNamed('complaints_complaints.customer_id').as('customer')])
    .where('owner_id', '=', work.actor.id)
    .where('state', 'in', [...runningStates])
    .where(visibleComplaints(work.actor))
    .orderBy('rank')
    .orderBy('received_at')
    .orderBy('complaints_complaints.id')
    .limit(ownAtMost)
  const since = work.now.subtract({ hours: 24 * shownDays }).toString()
  const last = sql<LastReturn>`(select f.seq, f.data->>'why' as why, f.at from facts_facts f
    where f.stream = 'complaint/' || own.id and f.fact in ('complaint.returned', 'complaint.reopened') and f.at > ${since}::timestamptz
    order by f.seq desc limit 1)`
  const rows = await work.db
    .selectFrom(own.as('own'))
    .innerJoinLateral(last.as('last'), (join) => join.onTrue())
    .select(['own.id', 'own.number', 'own.customer', 'last.why', 'last.at'])
    .where(
      sql<boolean>`not exists (select from facts_facts a where a.stream = 'complaint/' || own.id
        and a.seq > last.seq and a.fact in ('reply.written', 'contact.logged'))`,
    )
    .orderBy('last.at', 'desc')
    .limit(shownAtMost)
    .execute()
  return {
    data: rows.map(({ id, number, customer, why, at }) => ({
      complaint: { id, number, customer: shownCustomer(customer) },
      why: cameBackWhys.find((one) => one === why) ?? 'reopened',
      at: at.toString(),
    })),
  }
}
