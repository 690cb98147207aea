import { createHash } from 'node:crypto'
import { Client } from 'pg'
import { brokenSeals } from './seal-facts.ts'

export interface Verdict {
  streams: number
  facts: number
  /** Where a chain does not hold: `complaint/… 17`. */
  broken: string[]
}

interface Row {
  stream: string
  seq: string
  fact: string
  actor: string
  at: string
  data: string
  prev_hash: string
  hash: string
}

/** Walks every chain of facts and computes every hash again, outside the database. */
export async function verifyFacts(databaseUrl: string): Promise<Verdict> {
  const client = new Client({ connectionString: databaseUrl, options: '-c timezone=UTC' })
  await client.connect()
  try {
    await client.query('begin isolation level repeatable read read only')
    await client.query(`declare walk no scroll cursor for select stream, seq::text, fact, actor,
      to_char(at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, data::text as data, prev_hash, hash
      from facts_facts f order by f.stream, f.seq`)
    const verdict = await walk(client)
    verdict.broken.push(...(await wrongHeads(client)), ...(await wrongSeals(client)))
    return verdict
  } finally {
    await client.end()
  }
}

async function walk(client: Client): Promise<Verdict> {
  const verdict: Verdict = { streams: 0, facts: 0, broken: [] }
  let before = { stream: '', seq: 0, hash: '' }
  for (;;) {
    const { rows } = await client.query<Row>('fetch 2000 from walk')
    if (rows.length === 0) return verdict
    for (const row of rows) {
      const follows = row.stream === before.stream ? before : { stream: row.stream, seq: 0, hash: '' }
      if (follows.seq === 0) verdict.streams += 1
      if (!holds(row, follows)) verdict.broken.push(`${row.stream} ${row.seq}`)
      verdict.facts += 1
      before = { stream: row.stream, seq: Number(row.seq), hash: row.hash }
    }
  }
}

function holds(row: Row, { seq, hash }: { seq: number; hash: string }): boolean {
  const text = [row.prev_hash, row.stream, row.seq, row.fact, row.actor, row.at, row.data].join('\n')
  return Number(row.seq) === seq + 1 && row.prev_hash === hash && row.hash === createHash('sha256').update(text).digest('hex')
}

// A head that says more than its chain holds: its last facts were taken away.
async function wrongHeads(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ stream: string }>(`select s.stream from facts_streams s
    left join lateral (select f.seq, f.hash from facts_facts f where f.stream = s.stream order by f.seq desc limit 1) l on true
    where s.seq <> coalesce(l.seq, 0) or s.hash <> coalesce(l.hash, '')`)
  return rows.map(({ stream }) => `${stream} head`)
}

const sealsLookedAt = 14

// A chain that was written anew from its beginning, head and all: only the seal of the day remembers the old one.
async function wrongSeals(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ sealed_at: string }>(brokenSeals, [sealsLookedAt])
  return rows.map(({ sealed_at }) => `seal ${sealed_at}`)
}
