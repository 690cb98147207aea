import { deliverIfNothingOpen, noteActivity } from '#modules/complaints/index.ts'
import { actorName } from '#platform/actor.ts'
import type { BodyOf } from '#platform/endpoint.ts'
import type { Fact } from '#platform/fact.ts'
import { sealed } from '#platform/facts.ts'
import { newId } from '#platform/id.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { breakPromise } from './break-promise.ts'
import type { RegisteredPromise, ReleasedBy, reagreePromise as reagreeEndpoint, releasePromise as releaseEndpoint } from './contract.ts'
import { dueFrom } from './make-promise.ts'
import { type PromiseRecord, presentOne } from './present-promises.ts'
import { type PromiseAt, promiseForUpdate, settlePromise } from './settle-promise.ts'
import './refusals.ts'

/** The customer lets us off, in their words. Nobody of ours can. */
export async function releasePromise(
  work: Work,
  at: PromiseAt,
  { version, words, at: said, how }: BodyOf<typeof releaseEndpoint>,
): Promise<RegisteredPromise> {
  const promise = await promiseForUpdate(work, at, { version })
  const saidAt = Temporal.Instant.from(said)
  if (Temporal.Instant.compare(saidAt, work.now) > 0) throw refuse('promises.said_in_future')
  if (Temporal.Instant.compare(saidAt, promise.made_at) < 0) throw refuse('promises.said_before')
  const released = await release(work, promise, { words, saidAt, how })
  await noteActivity(work, promise.complaint_id)
  await deliverIfNothingOpen(work, promise.complaint_id)
  return presentOne(work, released)
}

interface Released {
  words: string | null
  saidAt: Temporal.Instant
  how: ReleasedBy
}

async function release(work: Work, promise: PromiseRecord, { words, saidAt, how }: Released): Promise<PromiseRecord> {
  const released = await settlePromise(work, promise, {
    state: 'released',
    released_at: work.now,
    released_by: actorName(work.actor),
    release_said_at: saidAt,
    release_channel: how,
    release_words: words?.trim() ?? null,
  })
  await work.announce({
    fact: 'promise.released',
    complaint: promise.complaint_id,
    promise: promise.id,
    how,
    said_at: saidAt.toString(),
    words: words === null ? null : sealed(words.trim(), promise.salt).hash,
  })
  return released
}

/** The customer agrees to another moment before the first one has passed; afterwards it is broken, and a new one is promised. */
export async function reagreePromise(work: Work, at: PromiseAt, asked: BodyOf<typeof reagreeEndpoint>): Promise<RegisteredPromise> {
  const promise = await promiseForUpdate(work, at, asked)
  if (Temporal.Instant.compare(work.now, promise.due_at) > 0) throw refuse('promises.overdue')
  const due = dueFrom(work, asked.due)
  if (Temporal.Instant.compare(due, promise.due_at) === 0) throw refuse('promises.same_due')
  const { salt, hash } = sealed(asked.words.trim())
  await work.db
    .insertInto('promises_reagreements')
    .values({
      complaint_id: promise.complaint_id,
      id: newId(),
      promise_id: promise.id,
      due_before: promise.due_at,
      due_at: due,
      channel: asked.how,
      words: asked.words.trim(),
      salt,
      agreed_by: actorName(work.actor),
      agreed_at: work.now,
    })
    .execute()
  const reagreed = await settlePromise(work, promise, { state: 'reagreed', due_at: due })
  await noteActivity(work, promise.complaint_id)
  await work.announce({
    fact: 'promise.reagreed',
    complaint: promise.complaint_id,
    promise: promise.id,
    due: due.toString(),
    how: asked.how,
    words: hash,
  })
  await work.enqueue(breakPromise, at, { at: due, key: `promise/${promise.id}` })
  return presentOne(work, reagreed)
}

/** The customer takes the complaint back: what was promised on it they let go with it, in the same words. */
export async function releaseWithComplaint(work: Work, { complaint }: Fact<'complaint.withdrawn'>): Promise<void> {
  const open = await openOf(work, complaint).execute()
  if (open.length === 0) return
  const { words } = await work.db
    .selectFrom('complaints_withdrawals')
    .select('words')
    .where('complaint_id', '=', complaint)
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  for (const promise of open) await release(work, promise, { words, saidAt: work.now, how: 'withdrawal' })
}

/** A message was taken back before it left: what it promised was never said. */
export async function releaseUnsent(work: Work, { complaint, message }: Fact<'message.withdrawn'>): Promise<void> {
  const open = await openOf(work, complaint).where('message_id', '=', message).execute()
  for (const promise of open) await release(work, promise, { words: null, saidAt: work.now, how: 'unsent' })
}

const openOf = (work: Work, complaint: string) =>
  work.db.selectFrom('promises_promises').selectAll().where('complaint_id', '=', complaint).where('state', 'in', ['open', 'reagreed'])
