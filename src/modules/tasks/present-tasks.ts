import type { Selectable } from 'kysely'
import { maskNumbers } from '#modules/conversations/rules/mask-numbers.ts'
import { agentNamed, customerNamed, nameActors, shownCustomer } from '#modules/people/index.ts'
import type { TasksTasks } from '#platform/database.types.ts'
import type { Id } from '#platform/endpoint.ts'
import type { Work } from '#platform/work.ts'
import { mayWith } from './access.ts'
import type { Task } from './contract.ts'

export type TaskRecord = Selectable<TasksTasks>

/** Tasks with the names that a screen shows, in one query. */
export const presentable = (work: Work) =>
  work.db
    .selectFrom('tasks_tasks as t')
    .innerJoin('complaints_complaints', 'complaints_complaints.id', 't.complaint_id')
    .selectAll('t')
    .select(['complaints_complaints.number', 'complaints_complaints.order_numbers'])
    .select([agentNamed('t.owner_id').as('owner'), customerNamed('complaints_complaints.customer_id').as('customer')])

type Row = Awaited<ReturnType<ReturnType<typeof presentable>['executeTakeFirstOrThrow']>>

/** One task, presented. */
export async function presentOne(work: Work, { complaint, task }: { complaint: Id; task: Id }): Promise<Task> {
  const row = await presentable(work).where('t.complaint_id', '=', complaint).where('t.id', '=', task).executeTakeFirstOrThrow()
  const [one] = await present(work, [row])
  if (!one) throw new Error('A task that was just written was not presented')
  return one
}

export async function present(work: Work, rows: Row[]): Promise<Task[]> {
  const named = await nameActors(
    work,
    rows.map(({ settled_by }) => settled_by),
  )
  return rows.map((row) => ({
    id: row.id,
    complaint: { id: row.complaint_id, number: row.number, customer: shownCustomer(row.customer) },
    // These columns are held to the contract's codes by check constraints.
    why: row.why as Task['why'],
    state: row.state as Task['state'],
    title: row.title && maskNumbers(row.title, row.order_numbers),
    owner: row.owner,
    follows: row.follows,
    due: row.due_at.toString(),
    overdue: row.state === 'open' && Temporal.Instant.compare(row.due_at, work.now) < 0,
    added_at: row.added_at.toString(),
    settled_at: row.settled_at?.toString() ?? null,
    // A name is there only of a colleague; what the desk settled by itself has none.
    settled_by: (row.settled_by && named(row.settled_by).name) || null,
    settled_reason: row.settled_reason && maskNumbers(row.settled_reason, row.order_numbers),
    version: row.version,
    may: mayWith(work.actor, row),
  }))
}
