import { sql } from 'kysely'
import { conducts, orientations } from '#modules/triage/contract.ts'
import type { Id } from '#platform/endpoint.ts'
import type { Work } from '#platform/work.ts'

export interface StateOfMind {
  emotion: number
  conduct: (typeof conducts)[number]
  orientation: (typeof orientations)[number]
}

/** How the last messages of the customer's side read, newest first, where they were read; what a person set right counts. */
export const lastReadings = (work: Work, complaint: Id, most: number): Promise<StateOfMind[]> =>
  readingsOf(work, complaint, { order: 'desc', most })

/** How the customer's first message read; null where it was not read. */
export async function firstReading(work: Work, complaint: Id): Promise<StateOfMind | null> {
  const [first] = await readingsOf(work, complaint, { order: 'asc', most: 1 })
  return first ?? null
}

async function readingsOf(work: Work, complaint: Id, { order, most }: { order: 'asc' | 'desc'; most: number }): Promise<StateOfMind[]> {
  const said = (output: string) => sql<string | null>`(select c.value from conversations_triage_corrections c
    where c.complaint_id = t.complaint_id and c.message_id = t.message_id and c.output = ${output})`
  const rows = await work.db
    .selectFrom('conversations_triages as t')
    .innerJoin('conversations_messages as m', (on) => on.onRef('m.complaint_id', '=', 't.complaint_id').onRef('m.id', '=', 't.message_id'))
    .select([
      sql<number>`coalesce((t.reading ->> 'emotion')::float8, 0)`.as('emotion'),
      sql<string>`coalesce(${said('conduct')}, t.reading ->> 'conduct')`.as('conduct'),
      sql<string>`coalesce(${said('orientation')}, t.reading ->> 'orientation')`.as('orientation'),
    ])
    .where('t.complaint_id', '=', complaint)
    .where('m.moved_to', 'is', null)
    .orderBy('m.at', order)
    .orderBy('m.id', order)
    .limit(most)
    .execute()
  return rows.map(({ emotion, conduct, orientation }) => ({
    emotion,
    conduct: conducts.find((one) => one === conduct) ?? 'ok',
    orientation: orientations.find((one) => one === orientation) ?? 'unknown',
  }))
}
