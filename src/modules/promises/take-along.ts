import { actorName } from '#platform/actor.ts'
import type { Fact } from '#platform/fact.ts'
import { sealed } from '#platform/facts.ts'
import { newId } from '#platform/id.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { breakPromise } from './break-promise.ts'
import './refusals.ts'

/** What was promised about an issue goes with it: the same words by the same moment, of the same owner, now on the other complaint. */
export async function takePromisesAlong(work: Work, { complaint: to, from, promises }: Fact<'complaint.split'>): Promise<void> {
  if (promises.length === 0) return
  const ended = await work.db
    .updateTable('promises_promises')
    .set((row) => ({ ...gone(work), version: row('version', '+', 1) }))
    .where('complaint_id', '=', from)
    .where('id', 'in', promises)
    .where('state', 'in', ['open', 'reagreed'])
    .returningAll()
    .execute()
  if (ended.length < promises.length) throw refuse('promises.not_found')
  const rows = ended.map(({ made_to, words, salt, due_at, owner_id, made_by, made_at }) => ({
    complaint_id: to,
    id: newId(),
    made_to,
    words,
    salt,
    due_at,
    owner_id,
    made_by,
    made_at,
  }))
  await work.db.insertInto('promises_promises').values(rows).execute()
  for (const [at, { id, words, salt, due_at, owner_id }] of ended.entries()) {
    const promise = rows[at]?.id ?? id
    await work.announce({ fact: 'promise.released', complaint: from, promise: id, how: 'split', said_at: work.now.toString(), words: null })
    const seal = sealed(words, salt).hash
    await work.announce({
      fact: 'promise.made',
      complaint: to,
      promise,
      due: due_at.toString(),
      owner: owner_id,
      message: null,
      words: seal,
    })
    await work.enqueue(breakPromise, { complaint: to, promise }, { at: due_at, key: `promise/${promise}` })
  }
}

const gone = (work: Work) => ({
  state: 'released',
  released_at: work.now,
  released_by: actorName(work.actor),
  release_said_at: work.now,
  release_channel: 'split',
})
