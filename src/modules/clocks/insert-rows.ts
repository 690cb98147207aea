import { sql } from 'kysely'
import type { Work } from '#platform/work.ts'
import type { ClockRow } from './clock-rows.ts'

/** Writes new clocks, however many, by one statement of always the same text: it is planned once. */
export async function insertRows(work: Work, rows: readonly ClockRow[]): Promise<void> {
  await sql`insert into clocks_clocks (complaint_id, id, cycle, kind, preset, preset_version, promise_id, legal, why, calendar, started_at, due_at,
      state, open, met_at, met_message_id, extended_by, warned, next_at, nearest)
    select * from json_to_recordset(${JSON.stringify(rows)}::json) as r(complaint_id uuid, id uuid, cycle smallint, kind text, preset text,
      preset_version int, promise_id uuid, legal boolean, why text, calendar text, started_at timestamptz, due_at timestamptz,
      state text, open boolean, met_at timestamptz, met_message_id uuid, extended_by uuid, warned smallint, next_at timestamptz, nearest boolean)`.execute(
    work.db,
  )
}
