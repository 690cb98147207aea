import type { OfComplaint, OfHouse } from '#platform/fact.ts'
import type { ClockKind } from './contract/preset.ts'

/** Which clock, and of which preset or promise. */
interface OfClock {
  clock: string
  kind: ClockKind
  preset: string | null
  due: string
}

declare module '#platform/fact.ts' {
  interface Facts {
    /** Clocks that begin to count, or count from another moment: together, for they begin together. `cause`: the fact that moved them. */
    'clock.started': OfComplaint & {
      clocks: (OfClock & { version: number | null; legal: boolean; calendar: string | null; started: string })[]
      cause: string
    }
    'clock.paused': OfComplaint & OfClock & { until: string; cause: string }
    'clock.resumed': OfComplaint & OfClock & { cause: string }
    /** Something that was sent met it; `met_at` is when it left. */
    'clock.met': OfComplaint & OfClock & { met_at: string; message: string | null; cause: string }
    /** What had met it came back. */
    'clock.unmet': OfComplaint & OfClock & { cause: string }
    'clock.extended': OfComplaint & OfClock & { message: string; cause: string }
    'clock.warned': OfComplaint & OfClock & { share: number }
    'clock.breached': OfComplaint & OfClock
    'clock.stopped': OfComplaint & OfClock & { why: string; cause: string }
    'preset.added': OfComplaint & { preset: string; version: number; reason: string }
    'preset.removed': OfComplaint & { preset: string; reason: string }
    'submission.incomplete': OfComplaint & { message: string; asked_at: string; complete_by: string; missing: string }
    'submission.completed': OfComplaint & { completed_at: string }
    'preset.written': OfHouse<'clocks'> & { code: string; version: number }
    'limits.changed': OfHouse<'clocks'> & { fields: string[] }
  }
}
