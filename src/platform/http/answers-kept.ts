import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { refuse } from '../refusal.ts'
import type { Work } from '../work.ts'

export interface KeyedRequest {
  actor: string
  route: string
  key: string
  asked: unknown
}

/** Answers a POST once for each Idempotency-Key: the second time gets the first answer; the same key with another body is refused. Kept 24 hours. */
export async function answerOnce<Answer>(work: Work, { actor, route, key, asked }: KeyedRequest, answer: () => Promise<Answer>): Promise<Answer> {
  const askedSha256 = createHash('sha256').update(JSON.stringify(asked) ?? '').digest('hex')
  const dayAgo = work.now.subtract({ hours: 24 })
  // Two at once meet at this row: the second waits here until the first has committed, and then reads its answer.
  const mine = await work.db
    .insertInto('http_answers')
    .values({ actor, route, key, asked_sha256: askedSha256, at: work.now })
    .onConflict((conflict) =>
      conflict.columns(['actor', 'route', 'key']).doUpdateSet({ asked_sha256: askedSha256, at: work.now, status: null, answer: null }).where('http_answers.at', '<', dayAgo),
    )
    .returning('key')
    .executeTakeFirst()
  const row = { actor, route, key }
  if (!mine) return earlierAnswer<Answer>(work, row, askedSha256)
  const fresh = await answer()
  await work.db.updateTable('http_answers').set({ status: 200, answer: sql`${JSON.stringify(fresh)}::json` }).where((match) => match.and(row)).execute()
  return fresh
}

async function earlierAnswer<Answer>(work: Work, row: { actor: string; route: string; key: string }, askedSha256: string): Promise<Answer> {
  const earlier = await work.db.selectFrom('http_answers').select(['asked_sha256', 'answer']).where((match) => match.and(row)).executeTakeFirstOrThrow()
  if (earlier.asked_sha256 !== askedSha256) throw refuse('platform.key_reused')
  return earlier.answer as Answer
}
