import { type DateSymbol, saysAny, saysAt } from './date-symbols.ts'

/** A day, or a stretch of days, as it was said. `ahead` counts weeks, months or years from the one that is now; `edge` is which part of it. */
export type SaidDay =
  | { kind: 'relative'; days: number }
  | { kind: 'weekday'; weekday: number; next: boolean }
  | { kind: 'date'; day: number; month: number | null; year: number | null; feast: boolean }
  | { kind: 'period'; unit: Period; ahead: number | null; edge: Edge }
  | { kind: 'month'; month: number; year: number | null; edge: Edge }

export type Period = 'day' | 'week' | 'weekend' | 'month' | 'year'
export type Edge = 'end' | 'mid' | 'start'

/** «within two working days» */
export interface SaidDuration {
  amount: number
  unit: 'minute' | 'hour' | 'day' | 'week' | 'month' | 'year'
  working: boolean
}

export interface Part<Value> {
  value: Value
  /** The first symbol behind it. */
  next: number
}

type Symbols = readonly DateSymbol[]

/** The day that begins at a symbol; `said` are the connectives before it, without which a bare unit is none. */
export function readDay(symbols: Symbols, at: number, said: ReadonlySet<string>): Part<SaidDay> | null {
  return (
    relativeDay(symbols, at) ??
    writtenDate(symbols, at) ??
    dayOfMonth(symbols, at) ??
    weekday(symbols, at, said) ??
    edgeOf(symbols, at, said) ??
    period(symbols, at, said) ??
    wholeMonth(symbols, at, said)
  )
}

/** A length of time; only where something says that it is one to come: «in», «within», «a week's time». */
export function readDuration(symbols: Symbols, at: number, said: ReadonlySet<string>): Part<SaidDuration> | null {
  const fixed = wholeDuration(symbols, at, said)
  if (fixed) return fixed
  const says = saysAt(symbols, at)
  const counted = says.within && says.unit ? { amount: Number(says.number), next: at } : amountAt(symbols, at)
  const unit = counted && unitAt(symbols, counted.next)
  if (!unit || unit.value.unit === 'weekend') return null
  const inTime = saysAt(symbols, unit.next).time !== undefined
  if (!(inTime || says.within || toCome.some((name) => said.has(name)))) return null
  return { value: { amount: counted.amount, unit: unit.value.unit, working: unit.value.working }, next: unit.next + Number(inTime) }
}

/** «within the hour», «in a quarter of an hour», «in the next week» */
function wholeDuration(symbols: Symbols, at: number, said: ReadonlySet<string>): Part<SaidDuration> | null {
  const { within_hour, quarter, unit } = saysAt(symbols, at)
  if (within_hour) return { value: { amount: 1, unit: 'hour', working: false }, next: at + 1 }
  if (quarter && said.has('within')) return quarterOfHour(symbols, at)
  return said.has('span') && isLong(unit) ? { value: { amount: 1, unit, working: false }, next: at + 1 } : null
}

const toCome = ['within', 'before', 'by', 'next', 'during']
const isLong = (unit: string | number | true | undefined): unit is 'week' | 'month' | 'year' =>
  unit === 'week' || unit === 'month' || unit === 'year'

/** Past words that only fill, with commas where they are allowed. */
export function past(symbols: Symbols, at: number, fillers: readonly string[] = ['fill']): number {
  let next = at
  while (next < at + 3 && saysAt(symbols, next).unit === undefined && fillers.some((name) => saysAt(symbols, next)[name] !== undefined))
    next += 1
  return next
}

function relativeDay(symbols: Symbols, at: number): Part<SaidDay> | null {
  const says = saysAt(symbols, at)
  if (typeof says.feast === 'string') {
    const [month, day] = says.feast.split('-').map(Number)
    return { value: { kind: 'date', day: day ?? 1, month: month ?? 1, year: null, feast: true }, next: at + 1 }
  }
  // The part of «tonight» is read as a time, from the same symbol.
  return says.day === undefined ? null : { value: { kind: 'relative', days: Number(says.day) }, next: says.part ? at : at + 1 }
}

function writtenDate(symbols: Symbols, at: number): Part<SaidDay> | null {
  const says = saysAt(symbols, at)
  if (says.date) return { value: inFigures(says), next: at + 1 }
  const day = ordinalAt(symbols, at)
  if (day) {
    const month = past(symbols, day.next)
    const named = saysAt(symbols, month).month
    return named === undefined ? null : withYear(symbols, month + 1, { day: day.value, month: Number(named) })
  }
  const after = says.month === undefined ? null : ordinalAt(symbols, past(symbols, at + 1, ['fill', 'stop']))
  return after ? withYear(symbols, after.next, { day: after.value, month: Number(says.month) }) : null
}

function inFigures({ day_of_month, month, year }: DateSymbol['says']): SaidDay {
  return { kind: 'date', day: Number(day_of_month), month: Number(month), year: year === undefined ? null : Number(year), feast: false }
}

function withYear(symbols: Symbols, at: number, named: { day: number; month: number }): Part<SaidDay> {
  const year = past(symbols, at, ['fill', 'comma'])
  const number = Number(saysAt(symbols, year).number ?? 0)
  const known = number >= 2000 && number < 2100
  return { value: { kind: 'date', ...named, year: known ? number : null, feast: false }, next: known ? year + 1 : at }
}

function ordinalAt(symbols: Symbols, at: number): Part<number> | null {
  const says = saysAt(symbols, at)
  const number = Number(says.number ?? 0)
  if (!(number >= 1 && number <= 31)) return null
  return { value: number, next: saysAt(symbols, at + 1).ordinal && !says.ordinal ? at + 2 : at + 1 }
}

/** «the 3rd», «el día 3», «el 15», «στις 30»: a day of this month or the next. */
function dayOfMonth(symbols: Symbols, at: number): Part<SaidDay> | null {
  const day = ordinalAt(symbols, at)
  if (!day || saysAny(saysAt(symbols, day.next), ['unit', 'work', 'currency'])) return null
  const isOrdinal = day.next === at + 2
  if (!isOrdinal && !isNamed(symbols, at, day.value)) return null
  return { value: { kind: 'date', day: day.value, month: null, year: null, feast: false }, next: day.next }
}

/** «el 15» and «el día 15» are days, «on 15» and «στο 15» are none; «στις 30» is no hour. */
function isNamed(symbols: Symbols, at: number, day: number): boolean {
  if (!saysAt(symbols, at).figures) return false
  const article = saysAt(symbols, at - 1)
  return article.at === true ? day > 24 : article.day_article === true
}

function weekday(symbols: Symbols, at: number, said: ReadonlySet<string>): Part<SaidDay> | null {
  const says = saysAt(symbols, at)
  if (says.weekday === undefined) return null
  const value = { kind: 'weekday' as const, weekday: Number(says.weekday), next: said.has('skips') }
  const [week, after] = [past(symbols, at + 1, ['fill', 'on']), saysAt(symbols, at + 1).next]
  // «el viernes de la semana que viene», «Friday next week», «την Παρασκευή της άλλης εβδομάδας»
  const ofWeek = nextWeek(symbols, week)
  if (ofWeek !== null) return { value: { ...value, next: true }, next: ofWeek }
  return { value, next: after ? at + 2 : at + 1 }
}

function nextWeek(symbols: Symbols, at: number): number | null {
  const [one, two] = [saysAt(symbols, at), saysAt(symbols, at + 1)]
  if (one.next && two.unit === 'week') return at + 2
  return one.unit === 'week' && two.next ? at + 2 : null
}

/** «the end of next week», «finales de junio», «τέλος του μήνα» */
function edgeOf(symbols: Symbols, at: number, said: ReadonlySet<string>): Part<SaidDay> | null {
  const says = saysAt(symbols, at)
  const edge = (['end', 'mid', 'start'] as const).find((one) => says[one] !== undefined)
  if (!edge) return null
  if (typeof says.unit === 'string') return { value: { kind: 'period', unit: says.unit as Period, ahead: 0, edge }, next: at + 1 }
  const inner = past(symbols, at + 1, ['fill', 'on', 'comma', 'to'])
  const moved = saysAny(saysAt(symbols, inner), ['next', 'this']) ? past(symbols, inner + 1) : inner
  if (saysAt(symbols, moved).month !== undefined) return edgeOfMonth(symbols, moved, edge)
  const found = period(symbols, moved, new Set([...said, 'during', ...(saysAt(symbols, inner).next ? ['next'] : [])]))
  return found?.value.kind === 'period' ? { ...found, value: { ...found.value, edge } } : null
}

function edgeOfMonth(symbols: Symbols, at: number, edge: Edge): Part<SaidDay> {
  const month = Number(saysAt(symbols, at).month)
  const { next, value } = withYear(symbols, at + 1, { day: 1, month })
  return { value: { kind: 'month', month, year: value.kind === 'date' ? value.year : null, edge }, next }
}

/** «this week», «la semana que viene», «μέσα στον μήνα» */
function period(symbols: Symbols, at: number, said: ReadonlySet<string>): Part<SaidDay> | null {
  const { unit, within } = saysAt(symbols, at)
  const after = saysAt(symbols, at + 1)
  if (!isPeriod(unit) || within || after.number !== undefined) return null
  const behind = after.next !== undefined
  if (!behind && !isPointedAt(unit, said)) return null
  return { value: { kind: 'period', unit, ahead: behind || said.has('next') ? 1 : 0, edge: 'end' }, next: behind ? at + 2 : at + 1 }
}

const isPeriod = (unit: string | number | true | undefined): unit is Period =>
  unit === 'day' || unit === 'week' || unit === 'weekend' || unit === 'month' || unit === 'year'

/** «this week», «within the week»; a bare «week» is none, a weekend needs only a preposition. */
const isPointedAt = (unit: Period, said: ReadonlySet<string>): boolean =>
  (['this', 'next', 'during'].some((name) => said.has(name)) && !said.has('span')) ||
  (unit === 'weekend' && said.size > 0) ||
  (said.has('within') && !said.has('at') && !said.has('span'))

/** «by June», «en diciembre»: its last day; without a connective it only names an invoice. */
function wholeMonth(symbols: Symbols, at: number, said: ReadonlySet<string>): Part<SaidDay> | null {
  const named =
    saysAt(symbols, at).month !== undefined && ['by', 'before', 'within', 'during', 'on', 'until'].some((name) => said.has(name))
  return named ? edgeOfMonth(symbols, at, 'end') : null
}

/** «two», «24-48», «five to seven», «half an»: the most that was said. */
function amountAt(symbols: Symbols, at: number): { amount: number; next: number } | null {
  const { half, number } = saysAt(symbols, at)
  if (half) return halfAt(symbols, at)
  if (number === undefined) return null
  const [link, second] = [saysAt(symbols, at + 1), saysAt(symbols, at + 2).number]
  // «three (3) working days»
  if (link.bracket && second === number) return { amount: Number(number), next: at + 4 }
  const isRange = saysAny(link, ['to', 'and']) && second !== undefined
  return isRange ? { amount: Number(second), next: at + 3 } : { amount: Number(number), next: at + 1 }
}

function halfAt(symbols: Symbols, at: number): { amount: number; next: number } | null {
  const unit = past(symbols, at + 1, ['fill', 'number'])
  return saysAt(symbols, unit).unit === 'hour' ? { amount: 0.5, next: unit } : null
}

/** «a quarter of an hour», «ένα τέταρτο» */
function quarterOfHour(symbols: Symbols, at: number): Part<SaidDuration> {
  const unit = past(symbols, at + 1, ['fill', 'number'])
  return { value: { amount: 0.25, unit: 'hour', working: false }, next: saysAt(symbols, unit).unit === 'hour' ? unit + 1 : at + 1 }
}

function unitAt(symbols: Symbols, at: number): Part<{ unit: SaidDuration['unit'] | 'weekend'; working: boolean }> | null {
  let next = past(symbols, at)
  let working = false
  while (isManner(symbols, next)) {
    working ||= saysAt(symbols, next).work !== undefined
    next += 1
  }
  const { unit, suffix, work } = saysAt(symbols, next)
  const named = unit ?? suffix
  if (typeof named !== 'string') return null
  const behind = saysAt(symbols, next + 1)
  const value = { unit: named as SaidDuration['unit'] | 'weekend', working: working || work !== undefined || behind.work !== undefined }
  return { value, next: saysAny(behind, ['work', 'calendar']) ? next + 2 : next + 1 }
}

/** «working», «ημερολογιακές» before a unit; «εργάσιμες» alone is its own. */
function isManner(symbols: Symbols, at: number): boolean {
  const says = saysAt(symbols, at)
  return saysAny(says, ['work', 'calendar']) && !(says.unit && !saysAt(symbols, at + 1).unit)
}
