import { type DateSymbol, saysAny, saysAt } from './date-symbols.ts'
import { type Part, past } from './said-day.ts'

/** A time of day as it was said; `half` is which half of the day, null where only habit tells. A part of the day ends at a time of its own. */
export interface SaidTime {
  hour: number | null
  minute: number
  half: 'am' | 'pm' | null
  part: DayPart | null
}

export type DayPart = 'first' | 'morning' | 'noon' | 'lunch' | 'midday' | 'afternoon' | 'evening' | 'night' | 'close'

interface Around {
  said: ReadonlySet<string>
  dayKnown: boolean
  given: SaidTime | null
}

type Symbols = readonly DateSymbol[]

/** The time that begins at a symbol: figures of a clock, an hour where something says that it is one, or a part of the day. */
export function readTime(symbols: Symbols, at: number, around: Around): Part<SaidTime> | null {
  const says = saysAt(symbols, at)
  if (around.given && around.given.hour !== null) return joinPart(symbols, at, around.given)
  const hour = hourAt(symbols, at, around.said)
  if (hour) return closeRange(symbols, withHalf(symbols, hour))
  if (says.first) return { value: { hour: null, minute: 0, half: null, part: 'first' }, next: at + 1 }
  const part = partAt(symbols, at, around)
  return part ? { value: { hour: null, minute: 0, half: null, part }, next: at + 1 } : null
}

/** «at ten tomorrow morning»: the part tells which ten. */
function joinPart(symbols: Symbols, at: number, given: SaidTime): Part<SaidTime> | null {
  const part = saysAt(symbols, at).part
  if (typeof part !== 'string') return null
  return { value: { ...given, half: given.half ?? halfOf(part as DayPart, given.hour ?? 12) }, next: at + 1 }
}

function partAt(symbols: Symbols, at: number, { said, dayKnown, given }: Around): DayPart | null {
  const says = saysAt(symbols, at)
  if (given || typeof says.part !== 'string' || saysAt(symbols, at - 1).same) return null
  // «το πρωί», «por la tarde» stand alone; «morning» does not.
  const phrase = symbols[at]
  const alone = says.part === 'close' || saysAny(says, ['am', 'pm', 'this']) || (phrase !== undefined && phrase.to - phrase.from > 1)
  return dayKnown || alone || pointers.some((name) => said.has(name)) ? (says.part as DayPart) : null
}

const pointers = ['this', 'by', 'before', 'at', 'on', 'during', 'within']

function hourAt(symbols: Symbols, at: number, said: ReadonlySet<string>): Part<SaidTime> | null {
  const says = saysAt(symbols, at)
  if (says.clock) return timeAt(Number(says.hour), Number(says.minute), at + 1)
  const fraction = pastHour(symbols, at)
  if (fraction) return fraction
  const hour = Number(says.number)
  if (!(hour >= 1 && hour <= 24) || says.range || isCount(saysAt(symbols, at + 1))) return null
  const isBound = ['at', 'by', 'before', 'between'].some((name) => said.has(name))
  return isBound || saysAny(saysAt(symbols, at + 1), ['am', 'pm', 'oclock']) ? withMinutes(symbols, timeAt(hour % 24, 0, at + 1)) : null
}

const timeAt = (hour: number, minute: number, next: number): Part<SaidTime> => ({ value: { hour, minute, half: null, part: null }, next })

/** «half past ten» */
function pastHour(symbols: Symbols, at: number): Part<SaidTime> | null {
  const says = saysAt(symbols, at)
  const hour = Number(saysAt(symbols, at + 2).number)
  if (!saysAny(says, ['half', 'quarter']) || !saysAt(symbols, at + 1).past_hour || !(hour <= 24)) return null
  return timeAt(hour % 24, says.half ? 30 : 15, at + 3)
}

// «by 40 euros», «at 2 of our shops», «by 5 %»
const isCount = (after: DateSymbol['says']): boolean =>
  saysAny(after, ['unit', 'month', 'work', 'ordinal', 'calendar', 'currency']) && !after.oclock

/** «diez y media», «δέκα παρά τέταρτο» */
function withMinutes(symbols: Symbols, hour: Part<SaidTime>): Part<SaidTime> {
  const [link, amount] = [saysAt(symbols, hour.next), saysAt(symbols, hour.next + 1)]
  const minutes = minutesIn(amount)
  if (minutes === null) return hour
  if (link.and && !amount.figures) return { value: { ...hour.value, minute: minutes }, next: hour.next + 2 }
  if (!link.minus) return hour
  return { value: { ...hour.value, hour: ((hour.value.hour ?? 1) + 23) % 24, minute: 60 - minutes }, next: hour.next + 2 }
}

function minutesIn({ half, quarter, figures, number }: DateSymbol['says']): number | null {
  if (half) return 30
  if (quarter) return 15
  return figures && Number(number) >= 1 && Number(number) < 60 ? Number(number) : null
}

function withHalf(symbols: Symbols, hour: Part<SaidTime>): Part<SaidTime> {
  const at = saysAt(symbols, hour.next).oclock ? hour.next + 1 : hour.next
  const says = saysAt(symbols, at)
  if (saysAny(says, ['am', 'pm'])) return { value: { ...hour.value, half: says.am ? 'am' : 'pm' }, next: at + 1 }
  const said = past(symbols, at, ['on', 'this', 'fill'])
  const { part } = saysAt(symbols, said)
  if (typeof part !== 'string') return { ...hour, next: at }
  return { value: { ...hour.value, half: halfOf(part as DayPart, hour.value.hour ?? 12) }, next: said + 1 }
}

const halfOf = (part: DayPart, hour: number): 'am' | 'pm' =>
  part === 'morning' || part === 'first' || (part === 'midday' && hour >= 11 && hour < 12) ? 'am' : 'pm'

/** «between 9 and 11», «από τις 9 έως τις 11»: by the second. */
function closeRange(symbols: Symbols, first: Part<SaidTime>): Part<SaidTime> {
  const link = saysAt(symbols, first.next)
  if (!(link.and || link.to || link.by)) return first
  const at = past(symbols, first.next + 1, ['at', 'fill', 'on'])
  const second = hourAt(symbols, at, new Set(['at']))
  return second ? withHalf(symbols, second) : first
}
