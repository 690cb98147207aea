import type { WorkingTime } from '#modules/calendars/rules/working-time.ts'
import type { ClockKind, Preset, PresetClock } from '../contract/preset.ts'
import { between, endOfSpan, extendedLimit, limitOf, type Standstill } from './due.ts'
import type { Contact, Cycle, Moment, Promised, Story } from './story.ts'

/** A preset in the version that the complaint keeps, with the working time by which it counts. */
export interface Plan {
  preset: Preset
  version: number
  time: WorkingTime
}

export interface Met {
  at: Moment
  /** The message that did it; null where it was said otherwise. */
  message: string | null
  how: 'sent' | 'spoken' | 'resolved' | 'kept'
}

/** One deadline as the events leave it. What it is at a given moment, `standOf` says. */
export interface Clock {
  cycle: number
  kind: ClockKind
  preset: string | null
  version: number | null
  promise: string | null
  legal: boolean
  unit: PresetClock['unit']
  started: Moment
  due: Moment
  pauses: Standstill[]
  extended: { at: Moment; message: string } | null
  met: Met | null
  /** What had met it came back. */
  unmet: boolean
  stopped: { at: Moment; why: string } | null
  /** Broken by its owner's word, not by the hand of the clock. */
  broken: boolean
  /** A chance that passes, and no duty. */
  chance: boolean
}

/** Every clock of a complaint, all cycles: the same facts and presets always give the same clocks. */
export function clocksOf(plans: readonly Plan[], story: Story): Clock[] {
  const ruled = story.cycles.flatMap((cycle) =>
    plans.flatMap((plan) => plan.preset.clocks.flatMap((clock) => clockOf(plan, clock, cycle) ?? [])),
  )
  return [...ruled, ...story.promises.map(clockOfPromise)]
}

/** What begins anew with a reopening. Receipt was acknowledged, and a chance that passed does not come back. */
const ofEveryCycle: readonly ClockKind[] = ['first_reply', 'update', 'final', 'notice']

function clockOf(plan: Plan, clock: PresetClock, cycle: Cycle): Clock | null {
  if (cycle.number > 1 && !ofEveryCycle.includes(clock.kind)) return null
  const begun = startOf(plan, clock, cycle)
  if (begun === null) return null
  const counted = { time: plan.time, from: begun, pauses: pausesOf(plan, clock.kind, cycle) }
  const limit = limitOf(clock, counted)
  const extended = clock.kind === 'final' ? extensionOf(plan, cycle, limit) : null
  const due = extended && plan.preset.extension ? Math.max(limit, extendedLimit(plan.preset.extension, counted)) : limit
  const enough = contactsThatMeet(clock, cycle)
  return {
    cycle: cycle.number,
    kind: clock.kind,
    preset: plan.preset.code,
    version: plan.version,
    promise: null,
    legal: clock.legal,
    unit: clock.unit,
    started: begun,
    due,
    pauses: counted.pauses,
    extended,
    met: metBy(clock, cycle, enough),
    unmet: enough.some(({ lost }) => lost),
    stopped: stopOf(clock, cycle),
    broken: false,
    chance: clock.kind === 'early_resolution',
  }
}

/** Receipt by anyone; completion, decision or the last news where the rule counts from there. Null: it has not begun. */
function startOf({ preset, time }: Plan, clock: PresetClock, cycle: Cycle): Moment | null {
  if (clock.starts === 'decision') return cycle.decided
  if (clock.kind === 'update') return lastNews(cycle)
  const completed = preset.completion?.effect === 'starts' && clock.kind === 'final' ? cycle.incomplete?.completed : null
  const from = completed ?? cycle.from
  return preset.after_hours === 'next_working_moment'
    ? endOfSpan({ amount: 0, unit: 'business_hour' }, { time, from: nextWork(time, from) })
    : from
}

// The first instant of work from then on: so much elapsed time as there is before the first minute of work ends.
function nextWork(time: WorkingTime, from: Moment): Moment {
  const first = endOfSpan({ amount: 1 / 60, unit: 'business_hour' }, { time, from }) - 60_000
  return Math.max(from, first)
}

/** News of the matter comes from people. After a settlement that did not hold, the count begins with its end. */
function lastNews({ from, contacts, settled }: Cycle): Moment {
  const news = contacts.filter(({ byPerson, lost }) => byPerson && !lost).map(({ at }) => at)
  const returned = settled.flatMap(({ to }) => to ?? [])
  return Math.max(from, ...news, ...returned)
}

/** Where the preset lets a clock stand still: as often and as long as it says, and only where question, day and consequences were said. */
function pausesOf({ preset, time }: Plan, kind: ClockKind, cycle: Cycle): Standstill[] {
  const waiting = preset.pause && (preset.pause.kinds as readonly ClockKind[]).includes(kind) ? waitsWithin(preset.pause, time, cycle) : []
  return [...waiting, ...incompleteness(preset, kind, cycle)]
}

function waitsWithin({ max, most }: NonNullable<Preset['pause']>, time: WorkingTime, { waits }: Cycle): Standstill[] {
  const pauses: Standstill[] = []
  const said = waits.filter(({ isSaid }) => isSaid)
  let left = max?.amount ?? 0
  for (const { from, to, replyBy } of said.slice(0, most ?? said.length)) {
    const wanted = Math.min(to ?? replyBy, replyBy)
    const until = max ? Math.min(wanted, endOfSpan({ amount: left, unit: max.unit }, { time, from })) : wanted
    if (max) left = Math.max(0, left - between(time, { from, to: until }, max.unit))
    if (until > from) pauses.push({ from, to: until })
  }
  return pauses
}

function incompleteness({ completion }: Preset, kind: ClockKind, { incomplete }: Cycle): Standstill[] {
  if (!completion || kind !== 'final' || !incomplete) return []
  const { from, until, completed } = incomplete
  if (completed === null) return [{ from, to: until }]
  return completion.effect === 'suspends' ? [{ from, to: completed }] : []
}

/** A holding letter that left before the limit. */
function extensionOf({ preset }: Plan, { contacts }: Cycle, limit: Moment): Clock['extended'] {
  if (!preset.extension) return null
  const letter = contacts.find(({ letter: name, lost, at }) => name === preset.extension?.letter && !lost && at <= limit)
  return letter ? { at: letter.at, message: letter.message } : null
}

const finals = new Set(['final_upheld', 'final_not_upheld', 'summary'])

/** What a contact has to be to meet a clock. */
const asks: { [Kind in ClockKind]?: (contact: Contact, clock: PresetClock) => boolean } = {
  acknowledgement: ({ byPerson, acknowledges }) => byPerson || acknowledges,
  first_reply: ({ byPerson, letter }) => byPerson && letter !== 'acknowledgement',
  final: ({ letter }) => finals.has(letter ?? ''),
  early_resolution: ({ letter }) => letter === 'summary',
  notice: ({ letter }, { starts }) => finals.has(letter ?? '') || (letter === 'holding' && starts !== 'decision'),
}

/** The contacts that a clock asks for, lost ones too. */
function contactsThatMeet(clock: PresetClock, { contacts }: Cycle): Contact[] {
  const meets = asks[clock.kind]
  return meets ? contacts.filter((contact) => meets(contact, clock)) : []
}

const metByResolution: readonly ClockKind[] = ['final', 'early_resolution', 'notice']

function metBy({ kind }: PresetClock, cycle: Cycle, enough: Contact[]): Met | null {
  const sent = enough.filter(({ lost }) => !lost).map(metByContact)
  const resolved = metByResolution.includes(kind) ? cycle.resolutions.flatMap((one) => metByResolving(cycle, one)) : []
  const all = [...sent, ...resolved]
  return all.length === 0 ? null : all.reduce((first, one) => (one.at < first.at ? one : first))
}

const metByContact = ({ at, message, spoken }: Contact): Met => ({ at, message, how: spoken ? 'spoken' : 'sent' })

/** A resolution that rests on a message which came back is none. */
function metByResolving({ contacts }: Cycle, { at, message }: Cycle['resolutions'][number]): Met[] {
  const rests = message !== null && contacts.some((contact) => contact.message === message && contact.lost)
  return rests ? [] : [{ at, message, how: 'resolved' }]
}

/** Where a clock ends unmet: with the complaint; news of the matter, with its settlement. */
function stopOf({ kind }: PresetClock, { stops, settled }: Cycle): Clock['stopped'] {
  const last = (kind === 'update' ? settled : stops).at(-1)
  return last && last.to === null ? { at: last.from, why: last.why } : null
}

function clockOfPromise({ promise, cycle, made, due, ended }: Promised): Clock {
  return {
    cycle,
    kind: 'promise',
    preset: null,
    version: null,
    promise,
    legal: false,
    unit: 'elapsed_hour',
    started: made,
    due,
    pauses: [],
    extended: null,
    met: ended?.how === 'kept' ? { at: ended.at, message: null, how: 'kept' } : null,
    unmet: false,
    stopped: ended?.how === 'released' ? { at: ended.at, why: 'released' } : null,
    broken: ended?.how === 'broken',
    chance: false,
  }
}
