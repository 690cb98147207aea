import { sql } from 'kysely'
import type { Work } from '#platform/work.ts'

// Our advisory locks begin at 7201 (the workers); this one is for acts on people.
const peopleLock = 7202

/** Acts on colleagues, teams and the first run are few: they queue up here, so that each sees what the one before did. */
export async function lockPeople(work: Work): Promise<void> {
  await sql`select pg_advisory_xact_lock(${peopleLock}, 1)`.execute(work.db)
}
