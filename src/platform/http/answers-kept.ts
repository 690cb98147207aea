import { createHash } from 'node:crypto'
import { toolsOf } from '../open-work.ts'
import { refuse } from '../refusal.ts'
import type { Work } from '../work.ts'

export interface KeyedRequest {
  actor: string
  route: string
  key: string
  asked: unknown
}

/**
 * Answers a POST once for each Idempotency-Key: the second time gets the first answer; the same key with another body is refused. Kept 24 hours,
 * sealed: some answers show a secret once.
 */
export async function answerOnce<Answer>(
  work: Work,
  { actor, route, key, asked }: KeyedRequest,
  answer: () => Promise<Answer>,
): Promise<Answer> {
  const askedSha256 = createHash('sha256')
    .update(JSON.stringify(asked) ?? '')
    .digest('hex')
  const dayAgo = work.now.subtract({ hours: 24 })
  // Two at once meet at this row: the second waits here until the first has committed, and then reads its answer.
  const mine = await work.db
    .insertInto('http_answers')
    .values({ actor, route, key, asked_sha256: askedSha256, at: work.now })
    .onConflict((conflict) =>
      conflict
        .columns(['actor', 'route', 'key'])
        .doUpdateSet({ asked_sha256: askedSha256, at: work.now, answer: null })
        .where('http_answers.at', '<', dayAgo),
    )
    .returning('key')
    .executeTakeFirst()
  const row = { actor, route, key }
  if (!mine) return earlierAnswer<Answer>(work, row, askedSha256)
  const fresh = await answer()
  await work.db
    .updateTable('http_answers')
    .set({ answer: toolsOf(work).secrets.encrypt(Buffer.from(JSON.stringify(fresh) ?? 'null')) })
    .where((match) => match.and(row))
    .execute()
  return fresh
}

async function earlierAnswer<Answer>(work: Work, row: { actor: string; route: string; key: string }, askedSha256: string): Promise<Answer> {
  const earlier = await work.db
    .selectFrom('http_answers')
    .select(['asked_sha256', 'answer'])
    .where((match) => match.and(row))
    .executeTakeFirstOrThrow()
  if (earlier.asked_sha256 !== askedSha256) throw refuse('platform.key_reused')
  if (!earlier.answer) throw new Error('An answer was begun and never kept')
  return JSON.parse(toolsOf(work).secrets.decrypt(earlier.answer).toString('utf8')) as Answer
}
