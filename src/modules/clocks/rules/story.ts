/** Milliseconds since 1970, which is what the columns keep. */
export type Moment = number

/** A fact of a complaint's stream, as far as clocks read it. */
export interface Happening {
  fact: string
  at: Moment
  data: Record<string, unknown>
}

/** Something that reached the customer: a message that left the house and did not come back, or a call. */
export interface Contact {
  /** The message, or the note of the call. */
  message: string
  at: Moment
  /** Written or said by a person; our machine's mails are not. */
  byPerson: boolean
  /** Said, by telephone or at the counter. */
  spoken: boolean
  letter: string | null
  /** An automatic mail that acknowledges, and no other notice. */
  acknowledges: boolean
  /** It came back, or never left after all. */
  lost: boolean
}

/** We asked for something and wait. It stops a clock only where question, day and consequences were said. */
export interface Wait {
  from: Moment
  to: Moment | null
  replyBy: Moment
  isSaid: boolean
}

/** From one moment up to another, or until now. */
export interface Stretch {
  from: Moment
  to: Moment | null
  why: string
}

/** What was sent to us was not complete: what we asked for, until when, and when it was there. */
export interface Incomplete {
  from: Moment
  until: Moment
  completed: Moment | null
}

/** From receipt, or from a reopening, to the next. */
export interface Cycle {
  number: number
  from: Moment
  contacts: Contact[]
  resolutions: { at: Moment; message: string | null }[]
  decided: Moment | null
  waits: Wait[]
  /** Nothing runs: no complaint, withdrawn, merged, closed. */
  stops: Stretch[]
  /** It is settled, and what was agreed is being done: nobody waits for news of the matter. */
  settled: Stretch[]
  incomplete: Incomplete | null
}

/** A promise with its moment, as its own module says. */
export interface Promised {
  promise: string
  cycle: number
  made: Moment
  due: Moment
  ended: { how: 'kept' | 'broken' | 'released'; at: Moment } | null
}

export interface Story {
  cycles: Cycle[]
  promises: Promised[]
}

const stopping = new Set(['not_complaint', 'withdrawn', 'merged', 'closed'])
const settling = new Set(['fulfilling', 'follow_up', ...stopping])

/** Everything that moves a clock, read once from the facts of a complaint, oldest first. */
export function storyOf(received: Moment, happenings: readonly Happening[]): Story {
  const telling: Telling = { story: { cycles: [cycleFrom(1, received)], promises: [] }, state: 'received', automatic: new Set() }
  for (const happening of happenings) {
    if (happening.fact === 'complaint.reopened') telling.story.cycles.push(cycleFrom(telling.story.cycles.length + 1, happening.at))
    changeState(telling, happening)
    tellers[happening.fact]?.(telling, happening)
  }
  return telling.story
}

interface Telling {
  story: Story
  state: string
  /** Messages that our machine wrote to acknowledge. */
  automatic: Set<string>
}

const cycleFrom = (number: number, from: Moment): Cycle => ({
  number,
  from,
  contacts: [],
  resolutions: [],
  decided: null,
  waits: [],
  stops: [],
  settled: [],
  incomplete: null,
})

const now = ({ story: { cycles } }: Telling): Cycle => cycles.at(-1) ?? cycleFrom(1, 0)

/** Every fact that moves a complaint says where to. */
function changeState(telling: Telling, { at, data }: Happening): void {
  const after = data['state']
  if (typeof after !== 'string') return
  const cycle = now(telling)
  if (after !== 'waiting_customer') endLast(cycle.waits, at)
  stretch(cycle.stops, { state: after, at, within: stopping })
  stretch(cycle.settled, { state: after, at, within: settling })
  telling.state = after
}

function stretch(all: Stretch[], { state, at, within }: { state: string; at: Moment; within: ReadonlySet<string> }): void {
  const last = all.at(-1)
  const open = last && last.to === null ? last : null
  if (within.has(state) && !open) all.push({ from: at, to: null, why: state })
  if (!within.has(state) && open) open.to = at
}

function endLast(all: { to: Moment | null }[], at: Moment): void {
  const last = all.at(-1)
  if (last && last.to === null) last.to = at
}

const said = (value: unknown): string | null => (typeof value === 'string' ? value : null)
const momentOf = (value: unknown): Moment | null => {
  const text = said(value)
  return text === null ? null : Temporal.Instant.from(text).epochMilliseconds
}

function sent(telling: Telling, { at, data }: Happening): void {
  const message = said(data['message']) ?? ''
  now(telling).contacts.push({
    message,
    at: momentOf(data['sent_at']) ?? at,
    byPerson: data['by_person'] === true,
    spoken: false,
    letter: said(data['letter']),
    acknowledges: telling.automatic.has(message),
    lost: false,
  })
}

function lost({ story }: Telling, { data }: Happening): void {
  for (const { contacts } of story.cycles) for (const contact of contacts) if (contact.message === data['message']) contact.lost = true
}

function waits(telling: Telling, { at, data }: Happening): void {
  const replyBy = momentOf(data['reply_by']) ?? at
  const isSaid = said(data['question']) !== null && data['consequences'] === true
  now(telling).waits.push({ from: at, to: null, replyBy, isSaid })
}

function ended(how: 'kept' | 'broken' | 'released') {
  return ({ story }: Telling, { at, data }: Happening) => {
    const one = story.promises.find(({ promise }) => promise === data['promise'])
    if (one) one.ended = { how, at }
  }
}

type Teller = (telling: Telling, happening: Happening) => void

const tellers: Record<string, Teller> = {
  'acknowledgement.written': ({ automatic }, { data }) => void automatic.add(said(data['message']) ?? ''),
  'message.sent': sent,
  'message.bounced': lost,
  'message.failed': lost,
  'contact.logged': (telling, { at, data }) => {
    if (data['direction'] !== 'out') return
    const message = said(data['message']) ?? ''
    now(telling).contacts.push({ message, at, byPerson: true, spoken: true, letter: null, acknowledges: false, lost: false })
  },
  'complaint.waiting': waits,
  'complaint.resolved': (telling, { at, data }) => void now(telling).resolutions.push({ at, message: said(data['message']) }),
  'issue.decided': (telling, { at }) => {
    const cycle = now(telling)
    cycle.decided ??= at
  },
  'submission.incomplete': (telling, { at, data }) => {
    now(telling).incomplete = { from: momentOf(data['asked_at']) ?? at, until: momentOf(data['complete_by']) ?? at, completed: null }
  },
  'submission.completed': (telling, { at, data }) => {
    const { incomplete } = now(telling)
    if (incomplete) incomplete.completed = momentOf(data['completed_at']) ?? at
  },
  'promise.made': ({ story }, { at, data }) => {
    const [promise, due] = [said(data['promise']), momentOf(data['due'])]
    if (promise && due !== null) story.promises.push({ promise, cycle: story.cycles.length, made: at, due, ended: null })
  },
  'promise.reagreed': ({ story }, { data }) => {
    const one = story.promises.find(({ promise }) => promise === data['promise'])
    if (one) one.due = momentOf(data['due']) ?? one.due
  },
  'promise.kept': ended('kept'),
  'promise.broken': ended('broken'),
  'promise.released': ended('released'),
}

/** The facts that a clock can turn on, besides those that say a state: nothing else is read. */
export const movingFacts: readonly string[] = [...Object.keys(tellers), 'complaint.reopened']
