import type { Evidence, EvidenceKind } from './evidence.ts'

/** A fact of a complaint's stream, as `findFacts` reads it. */
export interface Happened {
  seq: number
  fact: string
  actor: string
  at: Temporal.Instant
  data: Record<string, unknown>
}

/** A message of ours, as far as its facts tell. */
export interface Outgoing {
  id: string
  kind: 'reply' | 'automatic' | 'contact' | 'elsewhere'
  written: Happened
  /** The fact by which it left the house; null while it has not, or when it came back. */
  sent: Happened | null
  letter: string | null
  cues: readonly string[]
  /** A person stands behind the words. */
  byPerson: boolean
}

/** What happened, arranged for looking things up; nothing is judged here. */
export interface History {
  facts: readonly Happened[]
  byName: ReadonlyMap<string, readonly Happened[]>
  /** In the order in which they were written. */
  messages: readonly Outgoing[]
  /** What was done after this number belongs to the round that runs: opened again, or sent back unhappy, begins a new one. */
  roundFrom: number
  roundSince: Temporal.Instant | null
}

/** The facts by which a message left, came back, or is not ours any more. */
const fates: Record<string, (message: Outgoing, fact: Happened) => Outgoing | null> = {
  'message.sent': (message, fact) => ({
    ...message,
    sent: fact,
    letter: text(fact.data['letter']) ?? message.letter,
    byPerson: typeof fact.data['by_person'] === 'boolean' ? fact.data['by_person'] : message.byPerson,
  }),
  'message.failed': (message) => ({ ...message, sent: null }),
  'message.bounced': (message) => ({ ...message, sent: null }),
  'message.unsure': (message) => ({ ...message, sent: null }),
  'message.requeued': (message) => ({ ...message, sent: null }),
  'message.withdrawn': (message) => ({ ...message, sent: null }),
  'message.moved': () => null,
}

const writing: Record<string, Outgoing['kind']> = {
  'reply.written': 'reply',
  'acknowledgement.written': 'automatic',
  'notice.written': 'automatic',
  'message.recorded': 'elsewhere',
}

/** Reads a stream once, from its beginning. */
export function historyOf(facts: readonly Happened[]): History {
  const messages = new Map<string, Outgoing>()
  for (const fact of facts) follow(messages, fact)
  const round = facts.findLast(beginsRound)
  return { facts, byName: byNameOf(facts), messages: [...messages.values()], roundFrom: round?.seq ?? 0, roundSince: round?.at ?? null }
}

function byNameOf(facts: readonly Happened[]): Map<string, Happened[]> {
  const byName = new Map<string, Happened[]>()
  for (const fact of facts) {
    const known = byName.get(fact.fact)
    if (known) known.push(fact)
    else byName.set(fact.fact, [fact])
  }
  return byName
}

function follow(messages: Map<string, Outgoing>, fact: Happened): void {
  const id = text(fact.data['message'])
  if (id === null) return
  const begun = begin(id, fact)
  if (begun) messages.set(id, begun)
  const known = messages.get(id)
  const fate = fates[fact.fact]
  if (!known || !fate) return
  const next = fate(known, fact)
  if (next) messages.set(id, next)
  else messages.delete(id)
}

function begin(id: string, fact: Happened): Outgoing | null {
  const kind = fact.fact === 'contact.logged' && fact.data['direction'] === 'out' ? 'contact' : writing[fact.fact]
  if (kind === undefined) return null
  const message = {
    id,
    kind,
    written: fact,
    letter: text(fact.data['letter']),
    cues: texts(fact.data['cues']),
    byPerson: kind !== 'automatic',
  }
  // what a person told, and what another program of ours had sent, has left already
  return { ...message, sent: kind === 'contact' || kind === 'elsewhere' ? fact : null }
}

const beginsRound = ({ fact, data }: Happened): boolean =>
  fact === 'complaint.reopened' || (fact === 'complaint.returned' && data['why'] === 'unhappy')

export const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)
const texts = (value: unknown): string[] => (Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [])

export const isPerson = (actor: string): boolean => actor.startsWith('person/') || actor.startsWith('token/')

/** What people of ours wrote and what reached the other side, oldest first. */
export const saidByPeople = ({ messages }: History): Outgoing[] => messages.filter(({ sent, byPerson }) => sent !== null && byPerson)

/** The same, with this cue in its words. */
export const saidWith = (history: History, ...cues: string[]): Outgoing[] =>
  saidByPeople(history).filter((message) => cues.some((cue) => message.cues.includes(cue)))

/** The facts with these names, oldest first. */
export function named({ byName }: History, ...names: string[]): Happened[] {
  const found = names.map((name) => byName.get(name) ?? []).filter(({ length }) => length > 0)
  return found.length < 2 ? [...(found[0] ?? [])] : found.flat().toSorted((one, other) => one.seq - other.seq)
}

export const lastNamed = (history: History, ...names: string[]): Happened | undefined => named(history, ...names).at(-1)

/** What belongs to the round that runs. */
export const inRound =
  ({ roundFrom }: History) =>
  (fact: Happened): boolean =>
    fact.seq > roundFrom

/** A message as evidence: by what it is, else by what it says. */
export function ofMessage(message: Outgoing | undefined, shows: string): Evidence | null {
  if (!message) return null
  const kind = message.kind === 'contact' ? 'contact' : message.letter === null || message.letter === 'message' ? 'message' : 'letter'
  const at = (message.sent ?? message.written).at.toString()
  return { kind, id: message.id, at, shows, item: message.id }
}

interface Showing {
  kind: EvidenceKind
  shows: string
  /** The thing itself, where the fact names it; else the fact stands for it. */
  id?: string | null
  item?: string | null
}

/** A fact as evidence, at its place in the timeline. */
export function ofFact(fact: Happened | undefined, { kind, shows, id, item }: Showing): Evidence | null {
  if (!fact) return null
  const place = `event-${String(fact.seq).padStart(10, '0')}`
  return { kind, id: id ?? place, at: fact.at.toString(), shows, item: item ?? place }
}
