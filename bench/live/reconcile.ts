import type { Change } from './change.ts'
import type { Listener } from './listen.ts'

/** A fact of the record, as the database kept it. */
export interface Recorded {
  complaint: string
  team: string | null
  fact: string
  seq: number
  /** Its own moment, in milliseconds: when the Work that wrote it began. */
  at: number
}

export interface Hearer extends Listener {
  /** The teams whose complaints they see; null is all. */
  teams: readonly string[] | null
  /** Reads the one complaint; the others look at lists. */
  reads: boolean
}

/** What of a change was heard, and when: milliseconds since it was answered, and since the fact's own moment. */
export interface Heard {
  reads: boolean
  sinceAnswer: number
  sinceFact: number
}

export interface Reconciled {
  heard: Heard[]
  arrived: number
  lost: number
  doubled: number
  /** Told to somebody who may not see it. */
  leaked: number
  broken: number
}

/** Compares what everybody heard with what was recorded: each fact once, in its order, for who may see it, and for nobody else. */
export function reconcile(hearers: readonly Hearer[], facts: readonly Recorded[], changes: readonly Change[]): Reconciled {
  const all: Reconciled = { heard: [], arrived: 0, lost: 0, doubled: 0, leaked: 0, broken: 0 }
  const answers = answersOf(facts, changes)
  const recorded = Map.groupBy(
    facts.toSorted((one, other) => one.seq - other.seq),
    keyOf,
  )
  for (const hearer of hearers) {
    if (hearer.broken) all.broken += 1
    const arrivals = Map.groupBy(hearer.arrivals, ({ topic, fact }) => `${topic} ${fact}`)
    for (const [key, same] of recorded) {
      const times = arrivals.get(key) ?? []
      if (!sees(hearer, same[0])) {
        all.leaked += times.length
        continue
      }
      all.arrived += times.length
      all.lost += Math.max(0, same.length - times.length)
      all.doubled += Math.max(0, times.length - same.length)
      all.heard.push(...heardOf(same, times, { reads: hearer.reads, answers }))
    }
    // What belongs to one colleague alone is nothing to a program.
    all.leaked += hearer.arrivals.filter(({ topic }) => topic.startsWith('own')).length
  }
  return all
}

const keyOf = ({ complaint, fact }: Recorded) => `complaints:${complaint} ${fact}`
const sees = ({ teams }: Hearer, fact: Recorded | undefined) => teams === null || !fact?.team || teams.includes(fact.team)

/** When the change that made a fact was answered. What the desk did by itself has no answer, and is not timed. */
function answersOf(facts: readonly Recorded[], changes: readonly Change[]): Map<Recorded, number> {
  const byComplaint = Map.groupBy(facts, ({ complaint }) => complaint)
  const answers = new Map<Recorded, number>()
  for (const { complaint, fact, asked, answered } of changes) {
    const made = byComplaint.get(complaint)?.find((one) => one.fact === fact && one.at >= Math.floor(asked) && one.at <= answered)
    if (made) answers.set(made, answered)
  }
  return answers
}

function heardOf(
  same: readonly Recorded[],
  times: Listener['arrivals'],
  { reads, answers }: { reads: boolean; answers: Map<Recorded, number> },
) {
  return same.flatMap((fact, place): Heard[] => {
    const [arrival, answered] = [times[place]?.at, answers.get(fact)]
    if (arrival === undefined || answered === undefined) return []
    return [{ reads, sinceAnswer: arrival - answered, sinceFact: arrival - fact.at }]
  })
}
