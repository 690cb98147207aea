import { sql, type Transaction } from 'kysely'
import type { Actor } from './actor.ts'
import type { Configuration } from './configuration.ts'
import type { Transact } from './database/transact.ts'
import type { DB } from './database.types.ts'
import type { ActName, Acts, Fact, FactName, Gate, Gates, Missing, Reaction, Reactions } from './fact.ts'
import { recordFact } from './facts.ts'
import type { Files } from './files.ts'
import type { Job, When } from './job.ts'
import { refuse } from './refusal.ts'
import type { Secrets } from './secrets.ts'
import type { Allow, Work } from './work.ts'

/** What the composition root hands in: the database, and the table of what happens when. */
export interface House {
  transact: Transact
  gates: Gates
  reactions: Reactions
  /** The clock; tests set their own. */
  now: () => Temporal.Instant
  tools: Tools
}

/** What a use case may reach besides the database. */
export interface Tools {
  files: Files
  secrets: Secrets
  /** Where the desk is reached, without a slash at the end: what links in mails begin with. */
  origin: string
  configuration: Configuration
}

export type OpenWork = <Result>(actor: Actor, run: (work: Work) => Promise<Result>) => Promise<Result>

/** Opens Works: one transaction each, committed when `run` is done, rolled back when it throws. */
export function workOpener(house: House): OpenWork {
  return (actor, run) => house.transact((db) => run(workOn(house, db, actor)))
}

const tools = new WeakMap<Work, Tools>()

/** The tools of the house that opened this work. */
export function toolsOf(work: Work): Tools {
  const found = tools.get(work)
  if (!found) throw new Error('This work was opened by no house')
  return found
}

/** The same work with some of its tools exchanged: a rehearsal keeps no files. */
export function withTools(work: Work, exchanged: Partial<Tools>): Work {
  const other = Object.freeze({ ...work })
  tools.set(other, { ...toolsOf(work), ...exchanged })
  return other
}

/** The same work with the eyes of a person: to read what they would see, never to act in their name. */
export function workAs(work: Work, actor: Actor): Work {
  const other = Object.freeze({ ...work, actor })
  tools.set(other, toolsOf(work))
  return other
}

function workOn(house: House, db: Transaction<DB>, actor: Actor): Work {
  const now = house.now().round({ smallestUnit: 'millisecond', roundingMode: 'floor' })
  const work: Work = Object.freeze({
    db,
    actor,
    now,
    allow: allowOf(house.gates, () => work),
    announce: <Name extends FactName>(fact: Fact<Name>) => announce(house.reactions, work, fact),
    enqueue: <Payload extends object>(job: Job<Payload>, payload: Payload, when: When = {}) => addJob(db, job, { payload, when }),
  })
  tools.set(work, house.tools)
  return work
}

function allowOf(gates: Gates, work: () => Work): Allow {
  const missing = async <Name extends ActName>(act: Name, subject: Acts[Name]): Promise<Missing[]> => {
    // The table is typed per act; indexing by a type parameter loses that, so it is said again here.
    const asked = (gates[act] ?? []) as Gate<Name>[]
    // Gates only read, and do not wait for each other: their questions travel together.
    return (await Promise.all(asked.map((gate) => gate(work(), subject)))).flat()
  }
  const allow = async <Name extends ActName>(act: Name, subject: Acts[Name]) => {
    const [first] = await missing(act, subject)
    if (first) throw refuse(first.reason, { gate: first.gate, ...first.data })
  }
  return Object.assign(allow, { missing })
}

async function announce<Name extends FactName>(reactions: Reactions, work: Work, fact: Fact<Name>) {
  // Every name's fact is one of all facts; the compiler does not see that through the type parameter.
  await recordFact(work, fact as Fact)
  for (const react of (reactions[fact.fact] ?? []) as Reaction<Name>[]) await react(work, fact)
}

async function addJob<Payload extends object>(db: Transaction<DB>, job: Job<Payload>, asked: { payload: Payload; when: When }) {
  const { at, key, queue } = asked.when
  await sql`select graphile_worker.add_job(${job.name}, payload := ${JSON.stringify(asked.payload)}::json,
    queue_name := ${queue ?? null}, run_at := ${at?.toString() ?? null}::timestamptz, max_attempts := ${job.attempts}, job_key := ${key ?? null},
    priority := ${job.priority})`.execute(db)
}
