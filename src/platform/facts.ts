import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { actorName } from './actor.ts'
import type { Fact, FactName } from './fact.ts'
import type { Work } from './work.ts'

/** A seal over what a person wrote. The salt stands beside the value and is deleted with it; then the hash says nothing any more. */
export interface Seal {
  hash: string
  salt: Buffer
}

export function sealed(value: string, salt: Buffer = randomBytes(16)): Seal {
  return { salt, hash: createHash('sha256').update(salt).update(value).digest('hex') }
}

/** Appends a fact to its stream. The database numbers it, chains its hash to the one before, and tells who listens. */
export async function recordFact(work: Work, fact: Fact<FactName>): Promise<void> {
  const { fact: name, stream: _stream, ...rest } = fact as { fact: string; stream?: string } & Belonging
  const stream = streamOf(rest)
  const actor = actorName(work.actor)
  await sql`select facts_append(${stream}, ${name}, ${actor}, ${work.now.toString()}::timestamptz, ${JSON.stringify(rest)})`.execute(
    work.db,
  )
}

interface Belonging {
  complaint?: string
  house?: string
  customer?: string
}

function streamOf({ complaint, house, customer }: Belonging): string {
  if (complaint) return `complaint/${complaint}`
  return house ? `house/${house}` : `customer/${customer}`
}
