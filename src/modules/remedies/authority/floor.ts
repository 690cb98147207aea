import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { standing } from '../rules/states.ts'
import { valueOf, writtenSum } from '../rules/sum.ts'
import { matrixOf } from './find-matrix.ts'
import '../refusals.ts'

type Place = Pick<Offered, 'complaint_id' | 'issue_id'>

/** What is owed on an issue, as it was written down; absent where nothing was. */
export const findFloor = (work: Work, { complaint_id, issue_id }: Place) =>
  work.db
    .selectFrom('remedies_expectations')
    .select(['floor_amount', 'floor_currency'])
    .where('complaint_id', '=', complaint_id)
    .where('issue_id', '=', issue_id)
    .where('floor_amount', 'is not', null)
    .executeTakeFirst()
type Floor = Awaited<ReturnType<typeof findFloor>>

interface Offered {
  complaint_id: string
  issue_id: string
  basis: string
  amount: number | null
  valued: number | null
}

/** The floor of what is owed on an issue: no offer goes below it, and nothing is given out of goodwill before it is met. */
export async function judgeFloor(work: Work, { complaint_id, issue_id, basis, amount, valued }: Offered, floor: Floor): Promise<void> {
  if (amount === null) return
  if (!floor?.floor_amount || !floor.floor_currency) return
  const owed = { amount: floor.floor_amount, currency: floor.floor_currency }
  const { rules } = await matrixOf(work)
  const least = valueOf(owed, rules)
  const granted = await owedSoFar(work, { complaint_id, issue_id })
  const offered = granted + (basis === 'entitlement' ? (valued ?? 0) : 0)
  if (least === null || offered >= least) return
  throw refuse(basis === 'entitlement' ? 'remedies.below_entitlement' : 'remedies.owed_first', { floor: writtenSum(owed) })
}

/** What was asked for or granted as owed on this issue. */
async function owedSoFar(work: Work, { complaint_id, issue_id }: Place): Promise<number> {
  const rows = await work.db
    .selectFrom('remedies_remedies')
    .select('valued')
    .where('complaint_id', '=', complaint_id)
    .where('issue_id', '=', issue_id)
    .where('basis', '=', 'entitlement')
    .where('state', 'in', ['requested', ...standing])
    .execute()
  return rows.reduce((sum, row) => sum + (row.valued ?? 0), 0)
}
