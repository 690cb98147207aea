import { sql } from 'kysely'
import type { BearsMark, DecideBy, FindMarks } from '#modules/complaints/index.ts'
import { holdingAt } from './rules/warnings.ts'

/** Marks the rows of a list: a limit was missed, or most of the time has gone. One query for the page. */
export const findClockMarks: FindMarks = async (work, complaints) => {
  if (complaints.length === 0) return new Map()
  const rows = await work.db
    .selectFrom('clocks_clocks')
    .select('complaint_id')
    .select((row) => [
      sql<boolean>`bool_or(${row.ref('due_at')} < ${work.now.toString()}::timestamptz)`.as('missed'),
      sql<boolean>`bool_or(${row.ref('warned')} >= ${sql.lit(holdingAt)})`.as('soon'),
      sql<boolean>`bool_or(${row.ref('kind')} = 'final' and ${row.ref('warned')} >= ${sql.lit(holdingAt)} and ${row.ref('extended_by')} is null
        and not exists (select from conversations_messages m where m.complaint_id = clocks_clocks.complaint_id and m.letter = 'holding'
          and m.sent_at > clocks_clocks.started_at))`.as('holding'),
    ])
    .where('complaint_id', 'in', [...complaints])
    .where('open', '=', true)
    .groupBy('complaint_id')
    .execute()
  return new Map(
    rows.map(({ complaint_id, missed, soon, holding }) => [
      complaint_id,
      [missed && 'breached', soon && !missed && 'due_soon', holding && 'holding_due'].filter((mark) => mark !== false),
    ]),
  )
}

/** The condition that a complaint bears a mark of ours, by what its clocks were when they were looked at last. */
export const bearsClockMark: BearsMark = (mark) => {
  if (mark !== 'breached' && mark !== 'due_soon') return null
  const missed = sql<boolean>`exists (select from clocks_clocks k where k.complaint_id = complaints_complaints.id and k.open and k.state = 'breached')`
  if (mark === 'breached') return missed
  return sql<boolean>`(not ${missed} and exists (select from clocks_clocks k where k.complaint_id = complaints_complaints.id and k.open
    and k.warned >= ${sql.lit(holdingAt)}))`
}

/** The nearest limit for the decision, of law or our own, as the clocks left it when they were looked at last. */
export const decideBy: DecideBy = {
  ofRow: sql<Temporal.Instant | null>`(select k.due_at from clocks_clocks k where k.complaint_id = complaints_complaints.id and k.nearest limit 1)`,
  all: sql<{ complaint_id: string; due_at: Temporal.Instant }>`(select complaint_id, due_at from clocks_clocks where nearest)`,
}
