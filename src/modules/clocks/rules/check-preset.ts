import { CalendarFault, type WorkingTime } from '#modules/calendars/rules/working-time.ts'
import type { Preset } from '../contract/preset.ts'
import { extendedLimit, limitOf } from './due.ts'

/** What a preset says of itself that does not come out. */
export type PresetFault =
  | { fault: 'example'; kind: string; received: string; says: string; counts: string }
  | { fault: 'no_clock'; kind: string }
  | { fault: 'not_countable'; kind: string }

const office = [{ from: '09:00', to: '17:00' }]

/** Counts a preset's own examples, on a calendar of Monday to Friday, and every clock once: what cannot be counted is found before a complaint keeps it. */
export function faultsOf(preset: Preset): PresetFault[] {
  return [
    ...preset.clocks.flatMap((clock) => uncountable(preset, clock.kind)),
    ...preset.examples.flatMap((example) => missed(preset, example)),
  ]
}

function uncountable(preset: Preset, kind: string): PresetFault[] {
  try {
    countedDay(preset, { received: '2026-11-23', holidays: [], kind, extended: preset.extension !== null && kind === 'final' })
    return []
  } catch (error) {
    if (error instanceof CalendarFault) return [{ fault: 'not_countable', kind }]
    throw error
  }
}

function missed(preset: Preset, example: Preset['examples'][number]): PresetFault[] {
  const counts = countedDay(preset, example)
  if (counts === null) return [{ fault: 'no_clock', kind: example.kind }]
  return counts === example.due ? [] : [{ fault: 'example', kind: example.kind, received: example.received, says: example.due, counts }]
}

interface Asked {
  received: string
  holidays: readonly string[]
  kind: string
  extended?: boolean | undefined
}

function countedDay(preset: Preset, { received, holidays, kind, extended }: Asked): string | null {
  const clock = preset.clocks.find((one) => one.kind === kind)
  if (!clock) return null
  const time: WorkingTime = {
    zone: 'UTC',
    week: [office, office, office, office, office, [], []],
    isHoliday: (day) => holidays.includes(day),
  }
  const from = Temporal.PlainDate.from(received).toZonedDateTime({ timeZone: 'UTC', plainTime: '10:00' }).epochMilliseconds
  const due = extended && preset.extension ? extendedLimit(preset.extension, { time, from }) : limitOf(clock, { time, from })
  return Temporal.Instant.fromEpochMilliseconds(due).toZonedDateTimeISO('UTC').toPlainDate().toString()
}
