import type { Pool } from 'pg'
import type { Answer, Call } from '../load.ts'

/** A complaint on which nothing was offered yet. */
export interface Case {
  id: string
  issue: string
  customer: string
  team: string
}

/** Gives out each complaint once. */
export type Deal = (many: number) => Case[]

export async function dealCases(pool: Pool): Promise<Deal> {
  const { rows } = await pool.query<Case>(`select c.id, i.id as issue, c.customer_id as customer, c.team_id as team
    from complaints_complaints c join complaints_issues i on i.complaint_id = c.id
    where not exists (select from remedies_remedies r where r.complaint_id = c.id) order by c.number`)
  let dealt = 0
  return (many) => {
    const cases = rows.slice(dealt, dealt + many)
    dealt += many
    if (cases.length < many) throw new Error(`So many complaints were not filled: ${dealt}`)
    return cases
  }
}

/** Offers a little money out of goodwill; throws whatever is not an answer of the desk. */
export async function offer(
  call: Call,
  { id, issue }: Case,
  { amount = 1_00, draft = false }: { amount?: number; draft?: boolean } = {},
): Promise<Answer> {
  const answer = await call({
    method: 'POST',
    path: `/api/v1/complaints/${id}/remedies`,
    body: {
      issue,
      kind: 'goodwill_payment',
      basis: 'goodwill',
      money: { amount, currency: 'EUR' },
      explanation: 'You waited two hours.',
      draft,
    },
  })
  if (answer.status !== 201) throw new Error(`${answer.status} ${answer.text.slice(0, 300)}`)
  return answer
}
