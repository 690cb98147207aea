import { sql } from 'kysely'
import type { Work } from '#platform/work.ts'
import type { RemedyRecord } from '../present-remedies.ts'
import type { Purse } from './purses.ts'

/** Counts what was granted in the envelope, whose row is locked; warns once when so much of it is used. */
export async function countIn(work: Work, { valued }: RemedyRecord, { budget }: Purse): Promise<void> {
  if (budget === null || !valued) return
  const used = budget.used + valued
  const warns = !budget.warned && used * 100 >= budget.envelope * budget.warning_percent
  const { currency } = await work.db
    .updateTable('remedies_budgets')
    .set({ used, ...(warns && { warned_at: work.now }) })
    .where('id', '=', budget.id)
    .returning('currency')
    .executeTakeFirstOrThrow()
  if (warns) await work.announce({ fact: 'budget.warned', house: 'remedies', budget: budget.id, used, amount: budget.envelope, currency })
}

/** What was counted and is not given after all goes back into its envelope. The complaint is locked. */
export async function countOut(work: Work, { budget_id, valued }: RemedyRecord): Promise<void> {
  if (budget_id === null || !valued) return
  await work.db
    .updateTable('remedies_budgets')
    .set({ used: sql`used - ${valued}` })
    .where('id', '=', budget_id)
    .execute()
}
