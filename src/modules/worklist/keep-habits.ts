import type { Work } from '#platform/work.ts'
import { type Column, inOrder } from './rules/columns.ts'

/** The columns that the caller chose; null where none were. */
export async function columnsOf(work: Work): Promise<Column[] | null> {
  const row = await work.db.selectFrom('worklist_habits').select('columns').where('agent_id', '=', work.actor.id).executeTakeFirst()
  return row?.columns ? inOrder(row.columns) : null
}

/** Chooses the columns of one's lists. */
export async function chooseColumns(work: Work, chosen: readonly string[] | null): Promise<Column[] | null> {
  const columns = chosen && inOrder(chosen)
  await keep(work, { columns })
  return columns
}

/** The order in which the caller sees views. */
export async function orderViews(work: Work, views: readonly string[]): Promise<string[]> {
  const order = [...new Set(views)]
  await keep(work, { views: order })
  return order
}

async function keep(work: Work, habit: { columns: Column[] | null } | { views: string[] }) {
  const changed = { ...habit, changed_at: work.now }
  await work.db
    .insertInto('worklist_habits')
    .values({ agent_id: work.actor.id ?? '', ...changed })
    .onConflict((conflict) => conflict.column('agent_id').doUpdateSet(changed))
    .execute()
}
