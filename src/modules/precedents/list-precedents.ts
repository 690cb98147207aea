import { sql } from 'kysely'
import { cursorAfter, readCursor } from '#platform/cursor.ts'
import type { AnswerOf, QueryOf } from '#platform/endpoint.ts'
import type { Work } from '#platform/work.ts'
import type { listPrecedents as listEndpoint } from './contract.ts'
import { present, presentable } from './present-precedents.ts'
import type { Sources } from './sources.ts'

/** Precedents, the newest first. The cursor names one of them only: a moment would lead to its complaint. */
export async function listPrecedents(
  work: Work,
  sources: Sources,
  asked: QueryOf<typeof listEndpoint>,
): Promise<AnswerOf<typeof listEndpoint>> {
  const after = readCursor(asked.cursor, ['id'])
  const rows = await presentable(work)
    .where('p.suspended_at', 'is', null)
    .$if(asked.outdated !== 'true', (query) => query.where('p.outdated_at', 'is', null))
    .$if(asked.category !== undefined, (query) => query.where('p.category_code', '=', asked.category ?? ''))
    .$if(asked.cause !== undefined, (query) => query.where('p.cause_code', '=', asked.cause ?? ''))
    .$if(after !== null, (query) =>
      query.where(
        sql<boolean>`(p.decided_at, p.id) < (select l.decided_at, l.id from precedents_precedents l where l.id = ${after?.[0]}::uuid)`,
      ),
    )
    .orderBy('p.decided_at', 'desc')
    .orderBy('p.id', 'desc')
    .limit(asked.limit + 1)
    .execute()
  const page = rows.slice(0, asked.limit)
  const last = rows.length > asked.limit ? page.at(-1) : undefined
  return { data: await present(work, sources, page), next: last ? cursorAfter([last.id]) : null }
}
