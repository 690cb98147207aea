import { createHash } from 'node:crypto'
import { Client } from 'pg'
import { brokenSeals } from './seal-facts.ts'

export interface Verdict {
  streams: number
  facts: number
  /** Texts that fit the seal that a fact holds over them. */
  texts: number
  /** Seals whose text, or salt, is not there any more: erased, or never kept. */
  gone: number
  /** Where something does not hold, the first place of each chain: `complaint/… 17`. */
  broken: string[]
  /** The last seal over all heads: whoever keeps it elsewhere can tell a chain that was written anew. */
  seal: { at: string; hash: string } | null
}

/** Where the words stand that facts seal, as SQL: what one kind of stream belongs to. */
export interface SealedRows {
  /** What stands before the slash in the streams' names; behind it stands the owner's id. */
  kind: string
  /** A list with the columns owner, place, id, hash, free: every text that still has its salt. What is `free` may stand there without a seal. */
  words: string
  /** A list with the column owner: whoever must have a stream. */
  owners: string
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

/** Walks every chain of facts and computes every hash again, outside the database; and every seal over what people wrote, where that is still there. */
export async function verifyFacts(databaseUrl: string, sealed: SealedRows | null = null): Promise<Verdict> {
  const client = new Client({ connectionString: databaseUrl, options: '-c timezone=UTC' })
  await client.connect()
  try {
    await client.query('begin isolation level repeatable read read only')
    await client.query(`declare walk no scroll cursor for select stream, seq::text, fact, actor,
      to_char(at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, data::text as data, prev_hash, hash
      from facts_facts f order by f.stream, f.seq`)
    const verdict = await walk(client, sealed)
    if (sealed) verdict.broken.push(...(await withoutStream(client, sealed)))
    verdict.broken.push(...(await wrongHeads(client, verdict.broken)), ...(await wrongSeals(client)))
    return { ...verdict, seal: await newestSeal(client) }
  } finally {
    await client.end()
  }
}

interface Walk {
  client: Client
  sealed: SealedRows | null
  verdict: Verdict
  before: { stream: string; seq: number; hash: string; broken: boolean }
  /** By owner, the seals of the chains that were walked and not yet held against their texts. */
  seals: Map<string, Set<string>>
}

async function walk(client: Client, sealed: SealedRows | null): Promise<Verdict> {
  const verdict: Verdict = { streams: 0, facts: 0, texts: 0, gone: 0, broken: [], seal: null }
  const state: Walk = { client, sealed, verdict, before: { stream: '', seq: 0, hash: '', broken: false }, seals: new Map() }
  for (;;) {
    const { rows } = await client.query<Row>('fetch 2000 from walk')
    for (const row of rows) {
      if (row.stream !== state.before.stream) await beginStream(state, row.stream)
      look(state, row)
    }
    if (rows.length > 0) continue
    await checkWords(state)
    return verdict
  }
}

const chainsAtOnce = 500

async function beginStream(state: Walk, stream: string) {
  if (state.seals.size >= chainsAtOnce) await checkWords(state)
  state.before = { stream, seq: 0, hash: '', broken: false }
  state.verdict.streams += 1
  const owner = ownerOf(state, stream)
  if (owner) state.seals.set(owner, new Set())
}

const ownerOf = ({ sealed }: Walk, stream: string): string | undefined =>
  sealed && stream.startsWith(`${sealed.kind}/`) ? stream.slice(sealed.kind.length + 1) : undefined

function look(state: Walk, row: Row) {
  const { before, verdict } = state
  const holding = holds(row, before)
  // What follows a broken one hangs on it: the first is named, the others are its consequence.
  if (!holding && !before.broken) verdict.broken.push(`${row.stream} ${row.seq}`)
  state.before = { stream: row.stream, seq: Number(row.seq), hash: row.hash, broken: before.broken || !holding }
  verdict.facts += 1
  const seals = state.seals.get(ownerOf(state, row.stream) ?? '')
  if (seals) for (const [, hash = ''] of row.data.matchAll(/:\s*"([0-9a-f]{64})"/g)) seals.add(hash)
}

function holds(row: Row, { seq, hash }: { seq: number; hash: string }): boolean {
  const text = [row.prev_hash, row.stream, row.seq, row.fact, row.actor, row.at, row.data].join('\n')
  return Number(row.seq) === seq + 1 && row.prev_hash === hash && row.hash === createHash('sha256').update(text).digest('hex')
}

// A text that nobody sealed was changed after it was: its seal says something else.
async function checkWords({ client, sealed, verdict, seals }: Walk) {
  if (!sealed || seals.size === 0) return
  const { rows } = await client.query<{ owner: string; place: string; id: string; hash: string; free: boolean }>(
    `select owner, place, id, hash, free from (${sealed.words}) words where owner = any($1::uuid[]) order by owner, place, id`,
    [[...seals.keys()]],
  )
  const fitting = new Set<string>()
  for (const { owner, place, id, hash, free } of rows) {
    if (seals.get(owner)?.has(hash)) fitting.add(`${owner} ${hash}`)
    else if (!free) verdict.broken.push(`${sealed.kind}/${owner} ${place} ${id}`)
  }
  verdict.texts += fitting.size
  verdict.gone += [...seals.values()].reduce((sum, { size }) => sum + size, 0) - fitting.size
  seals.clear()
}

async function withoutStream(client: Client, { kind, owners }: SealedRows): Promise<string[]> {
  const { rows } = await client.query<{ stream: string }>(
    `select $1 || '/' || o.owner as stream from (${owners}) o
      where not exists (select from facts_facts f where f.stream = $1 || '/' || o.owner) order by 1`,
    [kind],
  )
  return rows.map(({ stream }) => `${stream} gone`)
}

// A head that says more than its chain holds: its last facts were taken away. Of a chain that is broken before, that is said already.
async function wrongHeads(client: Client, broken: readonly string[]): Promise<string[]> {
  const named = new Set(broken.map((place) => place.split(' ')[0]))
  const { rows } = await client.query<{ stream: string }>(`select s.stream from facts_streams s
    left join lateral (select f.seq, f.hash from facts_facts f where f.stream = s.stream order by f.seq desc limit 1) l on true
    where s.seq <> coalesce(l.seq, 0) or s.hash <> coalesce(l.hash, '')
    union select f.stream from facts_facts f where not exists (select from facts_streams s where s.stream = f.stream) order by 1`)
  return rows.filter(({ stream }) => !named.has(stream)).map(({ stream }) => `${stream} head`)
}

const sealsLookedAt = 14

// A chain that was written anew from its beginning, head and all: only the seal of the day remembers the old one.
async function wrongSeals(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ sealed_at: string }>(brokenSeals, [sealsLookedAt])
  return rows.map(({ sealed_at }) => `seal ${sealed_at}`)
}

async function newestSeal(client: Client): Promise<Verdict['seal']> {
  const { rows } = await client.query<{ at: string; hash: string }>(
    `select to_char(sealed_at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, hash from facts_seals order by sealed_at desc limit 1`,
  )
  return rows[0] ?? null
}
