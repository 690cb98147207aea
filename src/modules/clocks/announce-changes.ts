import type { Id } from '#platform/endpoint.ts'
import type { Work } from '#platform/work.ts'
import { type ClockRecord, type ClockRow, instant } from './clock-rows.ts'
import type { ClockKind } from './contract/preset.ts'
import type { Clock } from './rules/clocks-of.ts'
import { startOf } from './start-clocks.ts'

/** A clock's row before and after; without a before, it is new. */
export interface Change {
  before: ClockRecord | null
  after: ClockRow & { id: string }
  clock: Clock
}

interface Announced {
  complaint: Id
  changes: readonly Change[]
  /** The fact that moved them. */
  cause: string
}

/** Says what became of each clock: begun clocks together, the others one by one. */
export async function announceChanges(work: Work, { complaint, changes, cause }: Announced): Promise<void> {
  const begun = changes.filter(begins).map(({ after }) => startOf(after))
  if (begun.length > 0) await work.announce({ fact: 'clock.started', complaint, clocks: begun, cause })
  for (const change of changes) for (const announce of happenedTo(change)) await announce(work, { complaint, cause, ...change })
}

type Announce = (work: Work, change: Change & { complaint: Id; cause: string }) => Promise<void>

const moment = (value: ClockRow['due_at'] | null | undefined): string => (value ? String(value) : '')

/** It is new, goes on after it was stopped, or counts from another moment; news of the matter begins anew by itself. */
function begins({ before, after, clock }: Change): boolean {
  if (before === null) return true
  if (before.state === 'stopped' && after.state !== 'stopped' && after.state !== 'met') return true
  return clock.kind !== 'update' && moment(before.started_at) !== moment(after.started_at)
}

const happenedTo = (change: Change): Announce[] => happenings.filter(([did]) => did(change)).map(([, announce]) => announce)

const of = ({ complaint, after }: { complaint: Id } & Pick<Change, 'after'>) => ({
  complaint,
  clock: after.id,
  // The column's check constraint holds the contract's codes.
  kind: after.kind as ClockKind,
  preset: after.preset ?? null,
  due: moment(after.due_at),
})

const extended: Announce = (work, change) =>
  work.announce({ fact: 'clock.extended', ...of(change), message: change.after.extended_by ?? '', cause: change.cause })
const resumed: Announce = (work, change) => work.announce({ fact: 'clock.resumed', ...of(change), cause: change.cause })
const unmet: Announce = (work, change) => work.announce({ fact: 'clock.unmet', ...of(change), cause: change.cause })
const warned: Announce = (work, change) => work.announce({ fact: 'clock.warned', ...of(change), share: change.after.warned ?? 0 })
const breached: Announce = (work, change) => work.announce({ fact: 'clock.breached', ...of(change) })

const met: Announce = (work, change) =>
  work.announce({
    fact: 'clock.met',
    ...of(change),
    met_at: moment(change.after.met_at),
    message: change.after.met_message_id ?? null,
    cause: change.cause,
  })

/** The customer heard of the matter: what was due was given, and the next news is due later. */
const renewed: Announce = (work, change) =>
  work.announce({ fact: 'clock.met', ...of(change), met_at: moment(change.after.started_at), message: null, cause: change.cause })

const paused: Announce = (work, change) => {
  const until = change.clock.pauses.at(-1)?.to
  return work.announce({
    fact: 'clock.paused',
    ...of(change),
    until: until === undefined ? '' : instant(until).toString(),
    cause: change.cause,
  })
}

const stopped: Announce = (work, change) =>
  work.announce({ fact: 'clock.stopped', ...of(change), why: change.clock.stopped?.why ?? 'window_passed', cause: change.cause })

const was = ({ before }: Change): string => before?.state ?? 'running'
const is = ({ after }: Change): string => after.state
const turns = (state: string) => (change: Change) => was(change) !== state && is(change) === state

/** What can become of a clock, in the order in which it is said. */
const happenings: [(change: Change) => boolean, Announce][] = [
  [({ before, after }) => !before?.extended_by && Boolean(after.extended_by), extended],
  [(change) => was(change) === 'paused' && !['paused', 'met', 'stopped'].includes(is(change)), resumed],
  [(change) => was(change) === 'met' && is(change) !== 'met', unmet],
  [turns('met'), met],
  [isNews, renewed],
  [turns('paused'), paused],
  [turns('stopped'), stopped],
  [isWarned, warned],
  [turns('breached'), breached],
]

function isNews({ before, after, clock }: Change): boolean {
  return clock.kind === 'update' && before !== null && moment(before.started_at) < moment(after.started_at)
}

function isWarned({ before, after }: Change): boolean {
  return (after.warned ?? 0) > (before?.warned ?? 0) && after.state !== 'breached'
}
