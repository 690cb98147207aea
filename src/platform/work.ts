import type { Transaction } from 'kysely'
import type { Actor } from './actor.ts'
import type { DB } from './database.types.ts'
import type { ActName, Acts, Fact, FactName, Missing } from './fact.ts'
import type { Job, When } from './job.ts'

/** Asks every gate of an act; throws the first refusal. `missing` lists all of them instead. */
export interface Allow {
  <Name extends ActName>(act: Name, subject: Acts[Name]): Promise<void>
  missing<Name extends ActName>(act: Name, subject: Acts[Name]): Promise<Missing[]>
}

/** The only way to the database: one transaction, one actor, one moment. One a request, one a job step. Frozen. */
export interface Work {
  readonly db: Transaction<DB>
  readonly actor: Actor
  /** The moment of this work, rounded to milliseconds, which is what the columns keep. */
  readonly now: Temporal.Instant
  readonly allow: Allow
  /** Records the fact and lets others follow, in this transaction. */
  readonly announce: <Name extends FactName>(fact: Fact<Name>) => Promise<void>
  /** Commits a job together with this work. */
  readonly enqueue: <Payload extends object>(job: Job<Payload>, payload: Payload, when?: When) => Promise<void>
}
