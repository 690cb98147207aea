import { sql } from 'kysely'
import { nameActors } from '#modules/people/index.ts'
import { cursorAfter, readCursor } from '#platform/cursor.ts'
import type { AnswerOf, QueryOf } from '#platform/endpoint.ts'
import type { Work } from '#platform/work.ts'
import type { listExports as listEndpoint } from './contract.ts'

/** The lists that left the house, newest first. */
export async function listExports(work: Work, { cursor, limit }: QueryOf<typeof listEndpoint>): Promise<AnswerOf<typeof listEndpoint>> {
  const after = readCursor(cursor, ['instant', 'id'])
  const rows = await work.db
    .selectFrom('worklist_exports')
    .selectAll()
    .$if(after !== null, (query) => query.where(sql<boolean>`(began_at, id) < (${after?.[0]}::timestamptz, ${after?.[1]}::uuid)`))
    .orderBy('began_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
  const shown = rows.slice(0, limit)
  const nameOf = await nameActors(
    work,
    shown.map(({ exported_by }) => exported_by),
  )
  const last = rows.length > limit ? shown.at(-1) : undefined
  const data = shown.map(({ id, exported_by, began_at, query, columns, rows: count }) => {
    const { name } = nameOf(exported_by)
    return {
      id,
      by: { id: exported_by.split('/')[1] ?? null, name: name ?? '' },
      began_at: began_at.toString(),
      query,
      columns,
      rows: count,
    }
  })
  return { data, next: last ? cursorAfter([last.began_at.toString(), last.id]) : null }
}
