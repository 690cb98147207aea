import { sql } from 'kysely'
import { complaintFor, type FindMarks, visibleComplaints } from '#modules/complaints/index.ts'
import { isStaff } from '#platform/actor.ts'
import { cursorAfter, readCursor } from '#platform/cursor.ts'
import type { AnswerOf, Id, QueryOf } from '#platform/endpoint.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { mayAdd } from './access.ts'
import type { listTasks as listEndpoint, listOpenTasks as openEndpoint } from './contract.ts'
import { present, presentable } from './present-tasks.ts'

const shownOfOne = 100

/** The tasks of a complaint: what is open first, then what was settled last. */
export async function listTasks(work: Work, complaintId: Id): Promise<AnswerOf<typeof listEndpoint>> {
  const complaint = await complaintFor(work, complaintId)
  if (!isStaff(work.actor)) throw refuse('complaints.not_found')
  const rows = await presentable(work)
    .where('t.complaint_id', '=', complaint.id)
    .orderBy(sql`t.settled_at desc nulls first`)
    .orderBy('t.due_at')
    .orderBy('t.id')
    .limit(shownOfOne)
    .execute()
  return { data: await present(work, rows), may: { add: mayAdd(work.actor) && complaint.state !== 'merged' } }
}

/** Open tasks, the earliest due date first, for the caller's eyes; one keyset query that an index serves. */
export async function listOpenTasks(work: Work, asked: QueryOf<typeof openEndpoint>): Promise<AnswerOf<typeof openEndpoint>> {
  const after = readCursor(asked.cursor, ['instant', 'id'])
  const mine = asked.mine === '' || asked.mine === 'true'
  const rows = await presentable(work)
    .where('t.state', '=', 'open')
    .where(visibleComplaints(work.actor))
    .$if(mine, (query) => query.where('t.owner_id', '=', work.actor.kind === 'person' ? work.actor.id : null))
    .$if(after !== null, (query) => query.where(sql<boolean>`(t.due_at, t.id) > (${after?.[0]}::timestamptz, ${after?.[1]}::uuid)`))
    .orderBy('t.due_at')
    .orderBy('t.id')
    .limit(asked.limit + 1)
    .execute()
  const page = rows.slice(0, asked.limit)
  const last = rows.length > asked.limit ? page.at(-1) : undefined
  return { data: await present(work, page), next: last ? cursorAfter([last.due_at.toString(), last.id]) : null }
}

/** Marks the rows of a list whose complaint has a task that is late, or a customer who told us that they are unhappy. */
export const findTaskMarks: FindMarks = async (work, complaints) => {
  if (complaints.length === 0) return new Map()
  const { rows } = await sql<{ complaint_id: Id; mark: string }>`
    select complaint_id, 'unhappy' as mark from tasks_tasks
      where complaint_id = any (${[...complaints]}::uuid[]) and state = 'open' and why = 'unhappy'
    union
    select complaint_id, 'task_overdue' from tasks_tasks
      where complaint_id = any (${[...complaints]}::uuid[]) and state = 'open' and due_at < ${work.now.toString()}::timestamptz
    order by mark`.execute(work.db)
  return new Map([...Map.groupBy(rows, ({ complaint_id }) => complaint_id)].map(([id, marks]) => [id, marks.map(({ mark }) => mark)]))
}
