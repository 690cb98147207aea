import { type Day, isoOf, weekdayOf } from './days.ts'
import { CalendarFault, type Minutes, type WorkingTime, weekInMinutes } from './working-time.ts'
import { type Stretch, type ZoneClock, zoneClock } from './zone-clock.ts'

/** A working time written out, day by day, as far as it was asked for. */
export interface Diary {
  clock: ZoneClock
  isWorkingDay(day: Day): boolean
  /** When somebody works on a day, in milliseconds since 1970, in order. */
  workOn(day: Day): readonly Stretch[]
  /** The working day that comes so many after this one; for 0 this one, or the next when nobody works on it. */
  workingDayAfter(day: Day, count: number): Day
}

// Whoever waits longer for a working day has a calendar of holidays only.
const longestWait = 120 * 366

/** The diary of a working time, kept as long as the working time itself. Throws a CalendarFault where it cannot be one. */
export function diaryOf(time: WorkingTime): Diary {
  const there = kept.get(time) ?? openDiary(time)
  kept.set(time, there)
  return there
}

const kept = new WeakMap<WorkingTime, Diary>()

function openDiary(time: WorkingTime): Diary {
  const week = weekInMinutes(time.week)
  const clock = zoneClock(time.zone)
  const isWorkingDay = remembering((day) => minutesOf(week, day).length > 0 && !time.isHoliday(isoOf(day)))
  const workOn = remembering((day) => (isWorkingDay(day) ? workOf(clock, day, minutesOf(week, day)) : nothing))
  return {
    clock,
    isWorkingDay,
    workOn,
    workingDayAfter(day, count) {
      let [at, left] = count === 0 ? [day - 1, 1] : [day, count]
      const furthest = day + longestWait
      while (left > 0) {
        at += 1
        if (at > furthest) throw new CalendarFault('too_far')
        if (isWorkingDay(at)) left -= 1
      }
      return at
    },
  }
}

const nothing: readonly Stretch[] = []

const minutesOf = (week: readonly Minutes[], day: Day): Minutes => week[weekdayOf(day)] ?? []

// A shift across the hour that comes twice is two stretches, and shifts of an hour that comes twice take turns.
const workOf = (clock: ZoneClock, day: Day, minutes: Minutes): Stretch[] =>
  minutes.flatMap(([from, to]) => clock.stretches(day, from, to)).toSorted(([one], [other]) => one - other)

function remembering<Value>(find: (day: Day) => Value): (day: Day) => Value {
  const known = new Map<Day, Value>()
  return (day) => {
    const there = known.get(day)
    if (there !== undefined) return there
    const found = find(day)
    known.set(day, found)
    return found
  }
}
