import { sql } from 'kysely'
import { findTeams } from '#modules/people/index.ts'
import type { AnswerOf, Id } from '#platform/endpoint.ts'
import type { Work } from '#platform/work.ts'
import { limitsBefore } from '../authority/find-matrix.ts'
import { type Basis, columnOf, type Kind } from '../rules/kinds.ts'
import { isRank, type Matrix } from '../rules/matrix.ts'
import type { readBunching as bunchingEndpoint } from './contract.ts'
import { type Bunch, isBunched, placeOf } from './rules/bunching.ts'

interface Counted {
  team_id: Id | null
  role: string
  kind: string
  basis: string
  matrix_version: number
  valued: number
  decided: number
  people: string[]
}

/** How many decisions lie just under the limit that they were taken within, by team. Sums over several people, never over one. */
export async function readBunching(work: Work, { months }: { months: number }): Promise<AnswerOf<typeof bunchingEndpoint>> {
  const since = work.now.subtract({ hours: months * 24 * 30 }).toString()
  const [{ rows }, matrices] = await Promise.all([
    sql<Counted>`select r.team_id, a.role, r.kind, r.basis, a.matrix_version, r.valued, count(*)::int as decided, array_agg(distinct a.approved_by) as people
      from remedies_approvals a join remedies_remedies r on r.complaint_id = a.complaint_id and r.id = a.remedy_id
      where a.given_as = 'own_authority' and a.approved_at > ${since}::timestamptz and r.valued is not null
      group by 1, 2, 3, 4, 5, 6`.execute(work.db),
    limitsBefore(work),
  ])
  const teams = await findTeams(work, [...new Set(rows.flatMap(({ team_id }) => team_id ?? []))])
  const data = [...Map.groupBy(rows, (row) => `${row.team_id}/${columnOfRow(row)}`).values()].flatMap((some) => {
    const [first] = some
    if (!first || new Set(some.flatMap(({ people }) => people)).size < fewestPeople) return []
    const bunch = bunchOf(some, matrices)
    const team = teams.find(({ id }) => id === first.team_id)
    const decided = some.reduce((sum, one) => sum + one.decided, 0)
    return [
      { team: team ? { id: team.id, name: team.name } : null, column: columnOfRow(first), ...bunch, decided, bunched: isBunched(bunch) },
    ]
  })
  return { months, data: data.toSorted((one, other) => other.just_under - one.just_under) }
}

// What one person does is not reported here.
const fewestPeople = 2

// held to the same codes by check constraints
const columnOfRow = ({ kind, basis }: Counted) => columnOf(kind as Kind, basis as Basis)

function bunchOf(rows: readonly Counted[], matrices: ReadonlyMap<number, Matrix>): Bunch {
  const bunch: Bunch = { just_under: 0, below: 0 }
  for (const row of rows) {
    const rules = matrices.get(row.matrix_version)
    const place = rules && isRank(row.role) ? placeOf(Number(row.valued), rules.roles[row.role].decision[columnOfRow(row)]) : null
    if (place !== null) bunch[place] += row.decided
  }
  return bunch
}
