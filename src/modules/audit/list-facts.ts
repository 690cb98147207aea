import { type ComplaintRecord, complaintFor } from '#modules/complaints/index.ts'
import { presentFacts } from '#modules/conversations/index.ts'
import { isStaff } from '#platform/actor.ts'
import { cursorAfter, readCursor } from '#platform/cursor.ts'
import type { AnswerOf, Id, QueryOf } from '#platform/endpoint.ts'
import { refuse } from '#platform/refusal.ts'
import type { Say } from '#platform/words.ts'
import type { Work } from '#platform/work.ts'
import { mayExport } from './access.ts'
import type { FactRecord, listFacts as listEndpoint } from './contract.ts'
import { factPage, type StoredFact } from './fact-pages.ts'

/** The facts of a complaint, oldest first, for whoever of the house may see it. One query a page, over the chain's own key. */
export async function listFacts(
  work: Work,
  { complaint: id, cursor, limit, say }: QueryOf<typeof listEndpoint> & { complaint: Id; say: Say },
): Promise<AnswerOf<typeof listEndpoint>> {
  const complaint = await complaintFor(work, id)
  if (!isStaff(work.actor)) throw refuse('complaints.not_found')
  const stream = `complaint/${complaint.id}`
  const after = Number(readCursor(cursor, ['number'])?.[0] ?? 0)
  const [found, head] = await Promise.all([factPage(work, { stream, after, limit: limit + 1 }), headOf(work, stream)])
  const rows = found.slice(0, limit)
  const last = found.length > limit ? rows.at(-1) : undefined
  return {
    data: await inWords(work, { complaint, facts: rows, say }),
    next: last ? cursorAfter([last.seq]) : null,
    stream,
    head,
    may: { export: mayExport(work.actor) },
  }
}

/** Each fact with its actor's name and its sentence. */
export async function inWords(
  work: Work,
  { complaint, facts, say }: { complaint: ComplaintRecord; facts: readonly StoredFact[]; say: Say },
): Promise<FactRecord[]> {
  // facts_append is only ever given an object.
  const read = facts.map((fact) => ({
    ...fact,
    at: Temporal.Instant.from(fact.at),
    data: JSON.parse(fact.data) as Record<string, unknown>,
  }))
  const events = await presentFacts(work, complaint, read)
  return facts.map(({ seq, fact, at, hash, prev_hash }, place) => {
    const { actor, data } = events[place] as (typeof events)[number] // one for each
    const name = actor.name || say(`conversations:actors.${actor.kind}`)
    const sentence = say(`conversations:facts.${fact}`, { ...data, actor: name })
    return { seq, fact, actor: { ...actor, name }, at, data: read[place]?.data ?? {}, sentence, hash, prev_hash }
  })
}

async function headOf(work: Work, stream: string): Promise<{ seq: number; hash: string }> {
  return work.db.selectFrom('facts_streams').select(['seq', 'hash']).where('stream', '=', stream).executeTakeFirstOrThrow()
}
