import { type Day, dayLength } from './days.ts'
import { CalendarFault } from './working-time.ts'

/** The clock on the wall of a zone, in milliseconds since 1970. */
export interface ZoneClock {
  /** The day on the wall at an instant. */
  dayAt(instant: number): Day
  /** The stretches in which the wall shows that day, from one minute up to another: two when the clocks go back between, none when they skip it. */
  stretches(day: Day, from: number, to: number): Stretch[]
}

export type Stretch = readonly [from: number, to: number]

/** Reads the rules of a zone piece by piece, and remembers them: each is asked for once. */
export function zoneClock(zone: string): ZoneClock {
  const there = known.get(zone) ?? readZone(zone)
  known.set(zone, there)
  return there
}

const known = new Map<string, ZoneClock>()

/** Between two changes of its clock, a zone is a fixed number of milliseconds ahead of UTC. */
interface Steady {
  from: number
  to: number
  ahead: number
}

// About thirteen months: a piece holds two or three steady stretches.
const piece = 2 ** 35
// No zone is further from UTC than this.
const furthest = dayLength

function readZone(zone: string): ZoneClock {
  const pieces = new Map<number, Steady[]>()
  const pieceAt = (at: number): Steady[] => {
    const found = pieces.get(at) ?? steadyBetween(zone, at * piece, (at + 1) * piece)
    pieces.set(at, found)
    return found
  }
  const aheadAt = (instant: number): number => {
    const steady = pieceAt(Math.floor(instant / piece))
    for (const { to, ahead } of steady) if (instant < to) return ahead
    return steady.at(-1)?.ahead ?? 0
  }
  return {
    dayAt: (instant) => Math.floor((instant + aheadAt(instant)) / dayLength),
    stretches(day, from, to) {
      const wall = day * dayLength
      const [first, last] = [wall - furthest, wall + 2 * furthest]
      const found: Stretch[] = []
      for (let at = Math.floor(first / piece); at <= Math.floor(last / piece); at += 1)
        for (const steady of pieceAt(at)) addStretch(found, steady, [wall + from * 60_000, wall + to * 60_000])
      return found
    },
  }
}

/** The part of a time on the wall that lies in a steady stretch, joined to the one before where they touch. */
function addStretch(found: Stretch[], { from, to, ahead }: Steady, [wallFrom, wallTo]: Stretch) {
  const begins = Math.max(from, wallFrom - ahead)
  const ends = Math.min(to, wallTo - ahead)
  if (begins >= ends) return
  const last = found.at(-1)
  if (last?.[1] === begins) found[found.length - 1] = [last[0], ends]
  else found.push([begins, ends])
}

function steadyBetween(zone: string, from: number, to: number): Steady[] {
  const found: Steady[] = []
  let at = zonedAt(zone, from)
  let begins = from
  for (;;) {
    const next = at.getTimeZoneTransition('next')
    const ends = next === null ? to : Math.min(to, next.epochMilliseconds)
    found.push({ from: begins, to: ends, ahead: at.offsetNanoseconds / 1e6 })
    if (next === null || ends === to) return found
    at = next
    begins = ends
  }
}

function zonedAt(zone: string, instant: number): Temporal.ZonedDateTime {
  try {
    return Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone)
  } catch {
    throw new CalendarFault('unknown_zone')
  }
}
