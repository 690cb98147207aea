import { sql } from 'kysely'
import { findNumbers } from '#modules/complaints/index.ts'
import { nameActors } from '#modules/people/index.ts'
import type { AnswerOf } from '#platform/endpoint.ts'
import type { Work } from '#platform/work.ts'
import type { readRecordState as stateEndpoint } from './contract.ts'

const shown = 10
/** Newest facts looked at, so that ten remain where some are of complaints that the caller may not see. */
const lookedAt = 100
const days = 30

interface Happened {
  complaint_id: string
  actor: string
  at: Temporal.Instant
  gate: string | null
}

/** How the record stands, for whoever oversees it. Reads only. */
export async function readRecordState(work: Work): Promise<AnswerOf<typeof stateEndpoint>> {
  const since = work.now.subtract({ hours: 24 * days })
  const [seals, exported, waived, restricted] = await Promise.all([
    sealsSince(work, since),
    newest(work, 'bundle.exported'),
    newest(work, 'gate.waived'),
    countRestricted(work),
  ])
  const numbers = new Map(
    (
      await findNumbers(
        work,
        [...exported, ...waived].map((row) => row.complaint_id),
      )
    ).map(({ id, number }) => [id, number]),
  )
  const named = await nameActors(
    work,
    [...exported, ...waived].map(({ actor }) => actor),
  )
  const present = ({ complaint_id, actor, at, gate }: Happened) => {
    const number = numbers.get(complaint_id)
    return number === undefined
      ? []
      : [{ complaint: { id: complaint_id, number }, by: named(actor).name, at: at.toString(), gate: gate ?? '' }]
  }
  return { seals, exports: exported.flatMap(present).slice(0, shown), waivers: waived.flatMap(present).slice(0, shown), restricted }
}

async function sealsSince(work: Work, since: Temporal.Instant) {
  const rows = await work.db.selectFrom('facts_seals').selectAll().where('sealed_at', '>=', since).orderBy('sealed_at', 'desc').execute()
  const last = rows[0]
  return {
    count: rows.length,
    last: last ? { sealed_at: last.sealed_at.toString(), streams: Number(last.streams), facts: Number(last.facts), hash: last.hash } : null,
  }
}

async function newest(work: Work, fact: 'bundle.exported' | 'gate.waived'): Promise<Happened[]> {
  const { rows } = await sql<Happened>`select substring(stream from 11) as complaint_id, actor, at, data->>'gate' as gate from facts_facts
    where fact = ${fact} and stream like 'complaint/%' order by at desc limit ${sql.lit(lookedAt)}`.execute(work.db)
  return rows
}

/** How many there are says nothing of which they are. */
async function countRestricted(work: Work): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from complaints_complaints where restriction is not null
    and state not in ('closed', 'merged', 'withdrawn')`.execute(work.db)
  return rows[0]?.count ?? 0
}
