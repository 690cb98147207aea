import type { Insertable, Selectable } from 'kysely'
import type { ClocksClocks } from '#platform/database.types.ts'
import { newId } from '#platform/id.ts'
import type { Why } from './rules/choose-presets.ts'
import type { Clock, Plan } from './rules/clocks-of.ts'
import { openStates, standOf } from './rules/stand.ts'
import type { Moment } from './rules/story.ts'
import { lookAt } from './rules/warnings.ts'

export type ClockRecord = Selectable<ClocksClocks>
export type ClockRow = Insertable<ClocksClocks>

/** What makes a clock the same clock: its cycle, kind, and preset or promise. */
export const keyOf = ({
  cycle,
  kind,
  preset,
  promise,
}: {
  cycle: number
  kind: string
  preset: string | null
  promise: string | null
}): string => [cycle, kind, preset ?? '', promise ?? ''].join(' ')

export const keyOfRow = ({ promise_id, ...row }: Pick<ClockRecord, 'cycle' | 'kind' | 'preset' | 'promise_id'>): string =>
  keyOf({ ...row, promise: promise_id })

/** How presets came to a complaint, and by which calendar they count. */
export interface Origin {
  why: Why
  calendar: string | null
}

interface Written {
  plan: Plan | undefined
  origin: Origin
  now: Moment
}

/** What a clock's row says of it at a moment; everything but its id and its complaint. */
export function columnsOf(clock: Clock, { plan, origin, now }: Written) {
  return {
    cycle: clock.cycle,
    kind: clock.kind,
    preset: clock.preset,
    preset_version: clock.version,
    promise_id: clock.promise,
    legal: clock.legal,
    why: origin.why,
    calendar: origin.calendar,
    started_at: instant(clock.started),
    due_at: instant(clock.due),
    extended_by: clock.extended?.message ?? null,
    ...standingColumns(clock, now),
    ...lookColumns(clock, plan, now),
  }
}

function standingColumns(clock: Clock, now: Moment) {
  const state = standOf(clock, now)
  const met = state === 'met' ? clock.met : null
  return { state, open: isOpen(clock, now), met_at: met && instant(met.at), met_message_id: met && met.message }
}

function lookColumns(clock: Clock, plan: Plan | undefined, now: Moment) {
  if (!plan || !isOpen(clock, now)) return { warned: 0, next_at: null }
  const { warned, next } = lookAt(clock, plan.time, now)
  return { warned, next_at: next === null ? null : instant(next) }
}

/** A row for a clock that has none. */
export const rowOfClock = (complaint: string, columns: ReturnType<typeof columnsOf>) => ({
  ...columns,
  complaint_id: complaint,
  id: newId(),
})

/** Of the decisions that are owed, marks the one whose limit ends first: by it a complaint stands in lists. */
export function withNearest<Row extends Pick<ClockRow, 'kind' | 'open'> & { due_at: Temporal.Instant }>(
  rows: readonly Row[],
): (Row & { nearest: boolean })[] {
  const owed = rows.filter(({ kind, open }) => kind === 'final' && open)
  const [first] = owed.toSorted((one, other) => Temporal.Instant.compare(one.due_at, other.due_at))
  return rows.map((row) => ({ ...row, nearest: row === first }))
}

/** Whether somebody still has to do something: what was missed is open too, until its complaint ends. */
export const isOpen = (clock: Clock, now: Moment): boolean =>
  openStates.includes(standOf(clock, now)) && clock.stopped === null && !clock.broken

export const instant = (moment: Moment): Temporal.Instant => Temporal.Instant.fromEpochMilliseconds(moment)
