import type { Id } from '#platform/endpoint.ts'
import { oncePerWork } from '#platform/once-per-work.ts'
import { lineageOf, type Region } from './regions.ts'

export type CorrectionKind = 'added' | 'removed' | 'moved'

/** What the house says about a day of a region. */
export interface Correction {
  id: Id
  region: Region
  kind: CorrectionKind
  /** As `2026-12-25`. */
  day: string
  to_day: string | null
  name: string | null
  reason: string
  origin: string
  written_by: string
  written_at: string
}

/** Every correction that holds, by day. */
export const correctionsOf = oncePerWork<Correction[]>(async (work) => {
  const rows = await work.db
    .selectFrom('calendars_corrections')
    .select(['id', 'region', 'kind', 'day', 'to_day', 'name', 'reason', 'origin', 'written_by', 'written_at'])
    .where('withdrawn_at', 'is', null)
    .orderBy('day')
    .orderBy('region')
    .execute()
  return rows.map((row) => ({
    ...row,
    kind: row.kind as CorrectionKind,
    day: row.day.toString(),
    to_day: row.to_day?.toString() ?? null,
    written_at: row.written_at.toString(),
  }))
})

/** Those that hold in a region: its own and those of the regions that it lies in, the narrowest last, so that it wins. */
export function correctionsIn(region: Region, all: readonly Correction[]): Correction[] {
  return lineageOf(region).flatMap((place) => all.filter((correction) => correction.region === place))
}
