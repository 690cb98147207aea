import type { RecordedFact } from '#platform/facts/find-facts.ts'
import type { Work } from '#platform/work.ts'
import { type ClockRecord, instant, isOpen, keyOf, keyOfRow } from './clock-rows.ts'
import type { Preset } from './contract/preset.ts'
import type { Clock, LogEntry } from './contract.ts'
import type { Clock as Worked } from './rules/clocks-of.ts'
import { isLate, standOf } from './rules/stand.ts'
import { warnedBy } from './rules/warnings.ts'
import type { Reckoned } from './settle-clocks.ts'

/** A clock as it stands this very moment: its row may be a minute behind. */
export function presentClock(work: Work, row: ClockRecord, reckoned: Reckoned): Clock {
  const worked = row.kept ? reckoned.clocks.find((clock) => keyOf(clock) === keyOfRow(row)) : undefined
  const at = reckoned.plans.findIndex(({ preset }) => preset.code === row.preset)
  return {
    ...identityOf(row),
    ...ruleOf(reckoned.kept.find(({ written }) => written.preset.code === row.preset)?.written.preset, row),
    ...(worked ? standing(work, worked, reckoned.plans[at]) : asWritten(row)),
    log: logOf(row, reckoned.facts),
  }
}

function identityOf(row: ClockRecord) {
  return {
    id: row.id,
    cycle: row.cycle,
    // These columns are held to the contract's codes by check constraints, or written from the rules' own.
    kind: row.kind as Clock['kind'],
    why: row.why as Clock['why'],
    preset: row.preset,
    version: row.preset_version,
    promise: row.promise_id,
    legal: row.legal,
    calendar: row.calendar,
  }
}

const noRule = { amount: null, unit: null, target: null, label: null, note: null }

function ruleOf(preset: Preset | undefined, row: ClockRecord) {
  const rule = preset?.clocks.find(({ kind }) => kind === row.kind)
  if (!preset || !rule) return { name: preset?.names ?? null, ...noRule }
  const { amount, unit, target, label = null, note = null } = rule
  return { name: preset.names, amount, unit, label, note, target: target ? { amount: target.amount, unit: target.unit } : null }
}

function standing(work: Work, clock: Worked, plan: Reckoned['plans'][number] | undefined) {
  const now = work.now.epochMilliseconds
  const state = standOf(clock, now)
  const open = isOpen(clock, now)
  return {
    state,
    open,
    late: state === 'met' && isLate(clock),
    started: instant(clock.started).toString(),
    due: instant(clock.due).toString(),
    met_at: state === 'met' && clock.met ? instant(clock.met.at).toString() : null,
    paused: clock.pauses.map(({ from, to }) => ({ from: instant(from).toString(), to: instant(to).toString() })),
    extended: clock.extended && { at: instant(clock.extended.at).toString(), message: clock.extended.message },
    remaining: open ? Math.round((clock.due - now) / 1000) : null,
    warned: open && plan ? warnedBy(clock, plan.time, now) : 0,
  }
}

/** Of a preset that was taken off: as it was then. */
function asWritten(row: ClockRecord) {
  return {
    state: row.state as Clock['state'], // held by the column's check constraint
    open: false,
    late: row.met_at !== null && Temporal.Instant.compare(row.met_at, row.due_at) > 0,
    started: row.started_at.toString(),
    due: row.due_at.toString(),
    met_at: row.met_at?.toString() ?? null,
    paused: [],
    extended: null,
    remaining: null,
    warned: 0,
  }
}

interface Begun {
  clock: string
  due: string
  calendar: string | null
}

/** What its facts say, oldest first. */
function logOf(row: ClockRecord, facts: readonly RecordedFact[]): LogEntry[] {
  return facts.flatMap(({ fact, at, data }): LogEntry[] => {
    if (!fact.startsWith('clock.')) return []
    const begun = fact === 'clock.started' ? (data['clocks'] as Begun[]).find(({ clock }) => clock === row.id) : undefined
    if (!begun && data['clock'] !== row.id) return []
    return [
      {
        what: fact.slice('clock.'.length) as LogEntry['what'], // the module's own facts have these names
        at: at.toString(),
        due: begun?.due ?? textIn(data, 'due'),
        cause: textIn(data, 'cause'),
        calendar: row.calendar,
        detail: detailOf(data),
      },
    ]
  })
}

const textIn = (data: Record<string, unknown>, field: string): string | null => {
  const value = data[field]
  return typeof value === 'string' && value !== '' ? value : null
}

function detailOf(data: Record<string, unknown>): string | null {
  const share = data['share']
  return textIn(data, 'met_at') ?? textIn(data, 'until') ?? textIn(data, 'why') ?? (typeof share === 'number' ? String(share) : null)
}
