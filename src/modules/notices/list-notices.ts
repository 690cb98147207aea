import { sql } from 'kysely'
import { visibleComplaints } from '#modules/complaints/index.ts'
import { agentNamed, customerNamed, shownCustomer } from '#modules/people/index.ts'
import { cursorAfter, readCursor } from '#platform/cursor.ts'
import type { AnswerOf, QueryOf } from '#platform/endpoint.ts'
import type { Work } from '#platform/work.ts'
import type { countNotices as countEndpoint, listNotices as listEndpoint, Notice } from './contract.ts'
import { isKind, type Kind, kinds } from './rules/kinds.ts'

/** What the caller is told, newest first, of complaints that they may see at this moment. One keyset query that an index serves. */
export async function listNotices(work: Work, asked: QueryOf<typeof listEndpoint>): Promise<AnswerOf<typeof listEndpoint>> {
  const after = readCursor(asked.cursor, ['instant', 'id'])
  const rows = await own(work)
    .select(['n.id', 'n.what', 'n.kind', 'n.place', 'n.at', 'n.read_at'])
    .select(['complaints_complaints.id as complaint_id', 'complaints_complaints.number'])
    .select([customerNamed('complaints_complaints.customer_id').as('customer'), agentNamed('n.instead_of').as('instead_of')])
    .$if(asked.unread === 'true', (query) => query.where('n.read_at', 'is', null))
    .$if(after !== null, (query) => query.where(sql<boolean>`(n.at, n.id) < (${after?.[0]}::timestamptz, ${after?.[1]}::uuid)`))
    .orderBy('n.at', 'desc')
    .orderBy('n.id', 'desc')
    .limit(asked.limit + 1)
    .execute()
  const page = rows.slice(0, asked.limit)
  const last = rows.length > asked.limit ? page.at(-1) : undefined
  const data = page.map(
    (row): Notice => ({
      id: row.id,
      complaint: { id: row.complaint_id, number: row.number, customer: shownCustomer(row.customer) },
      what: whatOf(row.what),
      kind: row.kind as Kind, // written only from the rules' own codes
      place: row.place,
      instead_of: row.instead_of,
      at: row.at.toString(),
      read: row.read_at !== null,
    }),
  )
  return { data, next: last ? cursorAfter([last.at.toString(), last.id]) : null }
}

const countedTo = 1_000

/** How many lines the caller has not read. */
export async function countNotices(work: Work): Promise<AnswerOf<typeof countEndpoint>> {
  const rows = await own(work).select('n.id').where('n.read_at', 'is', null).limit(countedTo).execute()
  return { unread: rows.length }
}

const own = (work: Work) =>
  work.db
    .selectFrom('notices_notices as n')
    .innerJoin('complaints_complaints', 'complaints_complaints.id', 'n.complaint_id')
    .where('n.agent_id', '=', work.actor.id)
    .where(visibleComplaints(work.actor))

/** Kind and count, in the order of the rules. */
function whatOf(what: unknown): Notice['what'] {
  const counts = Object.entries(what as Record<string, number>) // written by write-notices alone
  return counts
    .flatMap(([kind, count]) => (isKind(kind) ? [{ kind, count }] : []))
    .toSorted((one, other) => kinds.indexOf(one.kind) - kinds.indexOf(other.kind))
}
