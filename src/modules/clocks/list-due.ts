import { sql } from 'kysely'
import { visibleComplaints } from '#modules/complaints/index.ts'
import { maskNumbers } from '#modules/conversations/rules/mask-numbers.ts'
import { agentNamed, customerNamed, shownCustomer } from '#modules/people/index.ts'
import { cursorAfter, readCursor } from '#platform/cursor.ts'
import type { AnswerOf, QueryOf } from '#platform/endpoint.ts'
import type { Work } from '#platform/work.ts'
import type { DueClock, listDueClocks as dueEndpoint } from './contract.ts'

type Asked = QueryOf<typeof dueEndpoint>

/** Open clocks that the caller may see, the soonest limit first, in the order that an index serves. */
export async function listDueClocks(work: Work, asked: Asked): Promise<AnswerOf<typeof dueEndpoint>> {
  const after = readCursor(asked.cursor, ['instant', 'id', 'id'])
  const now = work.now.toString()
  const rows = await work.db
    .selectFrom('clocks_clocks as k')
    .innerJoin('complaints_complaints', 'complaints_complaints.id', 'k.complaint_id')
    .select(['k.id', 'k.complaint_id', 'k.kind', 'k.preset', 'k.legal', 'k.state', 'k.due_at', 'k.warned'])
    .select(['complaints_complaints.number', 'complaints_complaints.subject', 'complaints_complaints.state as complaint_state'])
    .select([customerNamed('complaints_complaints.customer_id').as('customer'), agentNamed('complaints_complaints.owner_id').as('owner')])
    .where('k.open', '=', true)
    .where(visibleComplaints(work.actor))
    .$if(asked.kind !== undefined, (rest) => rest.where('k.kind', '=', asked.kind ?? ''))
    .$if(asked.legal !== undefined, (rest) => rest.where('k.legal', '=', asked.legal === 'true'))
    .$if(asked.mine === 'true', (rest) => rest.where('complaints_complaints.owner_id', '=', work.actor.id))
    .$if(asked.before !== undefined, (rest) => rest.where('k.due_at', '<', Temporal.Instant.from(asked.before ?? now)))
    .$if(asked.state !== undefined, (rest) => rest.where(sql<boolean>`${standing(now)} = ${asked.state ?? ''}`))
    .$if(after !== null, (rest) =>
      rest.where(sql<boolean>`(k.due_at, k.complaint_id, k.id) > (${after?.[0]}::timestamptz, ${after?.[1]}::uuid, ${after?.[2]}::uuid)`),
    )
    .orderBy('k.due_at')
    .orderBy('k.complaint_id')
    .orderBy('k.id')
    .limit(asked.limit + 1)
    .execute()
  const page = rows.slice(0, asked.limit)
  const last = rows.length > asked.limit ? page.at(-1) : undefined
  return {
    data: page.map((row) => present(row, work.now)),
    next: last ? cursorAfter([last.due_at.toString(), last.complaint_id, last.id]) : null,
  }
}

// The row may be a minute behind: what has passed has passed.
const standing = (now: string) =>
  sql<string>`case when k.due_at < ${now}::timestamptz and k.state <> 'paused' then 'breached' else k.state end`

interface Row {
  id: string
  complaint_id: string
  number: string
  subject: string
  complaint_state: string
  kind: string
  preset: string | null
  legal: boolean
  state: string
  due_at: Temporal.Instant
  warned: number
  customer: { id: string; name: string } | null
  owner: { id: string; name: string } | null
}

function present(row: Row, now: Temporal.Instant): DueClock {
  const isMissed = row.state !== 'paused' && Temporal.Instant.compare(row.due_at, now) < 0
  return {
    id: row.id,
    complaint: {
      id: row.complaint_id,
      number: row.number,
      subject: maskNumbers(row.subject),
      state: row.complaint_state,
      customer: shownCustomer(row.customer),
      owner: row.owner,
    },
    // These columns are held to the contract's codes by check constraints.
    kind: row.kind as DueClock['kind'],
    state: isMissed ? 'breached' : (row.state as DueClock['state']),
    preset: row.preset,
    legal: row.legal,
    due: row.due_at.toString(),
    remaining: Math.round(now.until(row.due_at).total('seconds')),
    warned: row.warned,
  }
}
