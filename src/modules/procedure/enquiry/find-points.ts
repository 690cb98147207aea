import type { Selectable } from 'kysely'
import type { ProcedurePoints } from '#platform/database.types.ts'
import type { Id } from '#platform/endpoint.ts'
import type { Work } from '#platform/work.ts'

/** What was noted last about each point of a complaint. */
export const findPoints = (work: Work, complaint: Id): Promise<Selectable<ProcedurePoints>[]> =>
  work.db
    .selectFrom('procedure_points')
    .distinctOn('point')
    .selectAll()
    .where('complaint_id', '=', complaint)
    .orderBy('point')
    .orderBy('noted_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
