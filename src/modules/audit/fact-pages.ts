import { sql } from 'kysely'
import type { StreamTools } from '#platform/http/serve-stream.ts'
import type { Work } from '#platform/work.ts'

/** A fact as it stands in the chain: the very texts that were hashed. */
export interface StoredFact {
  seq: number
  fact: string
  actor: string
  /** ISO 8601 in UTC, with milliseconds. */
  at: string
  data: string
  prev_hash: string
  hash: string
}

interface Part {
  stream: string
  /** The number of the fact before the first. */
  after: number
  limit: number
  /** The number of the last fact that counts. */
  until?: number
}

/** A part of a chain, oldest first. */
export async function factPage(work: Work, { stream, after, limit, until }: Part): Promise<StoredFact[]> {
  const end = until === undefined ? sql`` : sql`and seq <= ${until}`
  const { rows } = await sql<StoredFact>`select seq, fact, actor, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at,
    data::text as data, prev_hash, hash from facts_facts where stream = ${stream} and seq > ${after} ${end}
    order by seq limit ${sql.lit(limit)}`.execute(work.db)
  return rows
}

const atOnce = 200

/** A whole chain up to a fact, part by part, each read by a short Work of its own and handed on with what the Work found beside it. */
export async function* factPages<Found>(
  { step }: Pick<StreamTools, 'step'>,
  { stream, until }: { stream: string; until: number },
  read: (work: Work, facts: StoredFact[]) => Promise<Found>,
): AsyncGenerator<Found> {
  for (let after = 0; after < until; ) {
    const part = { stream, after, limit: atOnce, until }
    const [found, last] = await step(async (work) => {
      const facts = await factPage(work, part)
      return [await read(work, facts), facts.at(-1)?.seq ?? until] as const
    })
    yield found
    after = last
  }
}
