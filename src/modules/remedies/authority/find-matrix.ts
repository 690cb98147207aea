import type { Selectable } from 'kysely'
import { nameActors } from '#modules/people/index.ts'
import type { RemediesMatrices } from '#platform/database.types.ts'
import type { AnswerOf } from '#platform/endpoint.ts'
import { oncePerWork } from '#platform/once-per-work.ts'
import type { Work } from '#platform/work.ts'
import { mayEditAuthority } from '../access.ts'
import type { listMatrices as listEndpoint, MatrixVersion } from '../contract.ts'
import { firstMatrix, type Matrix } from '../rules/matrix.ts'

export interface MatrixInUse {
  version: number
  rules: Matrix
}

/** The limits that hold now: the newest version that has begun. */
export const matrixOf = oncePerWork<MatrixInUse>(async (work) => {
  const row = await work.db
    .selectFrom('remedies_matrices')
    .select(['version', 'rules'])
    .where('valid_from', '<=', work.now)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ? { version: row.version, rules: rulesOf(row) } : { version: 0, rules: firstMatrix }
})

/** The limits of every version by its number: what was decided keeps its own. */
export async function limitsBefore(work: Work): Promise<Map<number, Matrix>> {
  const rows = await work.db.selectFrom('remedies_matrices').select(['version', 'rules']).execute()
  return new Map([[0, firstMatrix], ...rows.map((row) => [row.version, rulesOf(row)] as const)])
}

/** Every version, the newest first, down to the one that came with the desk. */
export async function listMatrices(work: Work): Promise<AnswerOf<typeof listEndpoint>> {
  const rows = await work.db.selectFrom('remedies_matrices').selectAll().orderBy('version', 'desc').limit(most).execute()
  const { version } = await matrixOf(work)
  const named = await nameActors(
    work,
    rows.map(({ written_by }) => written_by),
  )
  const shipped: MatrixVersion = { version: 0, valid_from: null, holds: version === 0, rules: firstMatrix, change: null, written_by: null }
  const written = rows.map(
    (row): MatrixVersion => ({
      version: row.version,
      valid_from: row.valid_from.toString(),
      holds: row.version === version,
      rules: rulesOf(row),
      change: row.change,
      written_by: named(row.written_by),
    }),
  )
  return { data: [...written, shipped], may: { edit: mayEditAuthority(work.actor) } }
}

const most = 200

// Written only from the contract's own shape.
const rulesOf = ({ rules }: Pick<Selectable<RemediesMatrices>, 'rules'>): Matrix => rules as unknown as Matrix
