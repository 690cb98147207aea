import { deliverIfNothingOpen, noteActivity } from '#modules/complaints/index.ts'
import { actorName } from '#platform/actor.ts'
import type { BodyOf } from '#platform/endpoint.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import type { Evidence, keepPromise as keepEndpoint, RegisteredPromise } from './contract.ts'

import { type PromiseRecord, presentOne } from './present-promises.ts'
import { type PromiseAt, promiseForUpdate, settlePromise } from './settle-promise.ts'
import './refusals.ts'

/**
 * The promise was kept, and here is what shows it. After its moment only what happened before it shows that: a message sent, a call held or a
 * note written in time sets a broken one right.
 */
export async function keepPromise(
  work: Work,
  at: PromiseAt,
  { version, evidence }: BodyOf<typeof keepEndpoint>,
): Promise<RegisteredPromise> {
  const promise = await promiseForUpdate(work, at, { version, broken: true })
  const happened = await momentOf(work, promise, evidence)
  if (Temporal.Instant.compare(happened, promise.due_at) > 0) throw refuse('promises.overdue')
  const kept = await settlePromise(work, promise, {
    state: 'kept',
    kept_at: work.now,
    kept_by: actorName(work.actor),
    evidence: evidence.kind,
    evidence_id: evidence.kind === 'text' ? null : evidence.id,
    evidence_text: evidence.kind === 'text' ? evidence.text.trim() : null,
  })
  await noteActivity(work, promise.complaint_id)
  await work.announce({
    fact: 'promise.kept',
    complaint: promise.complaint_id,
    promise: promise.id,
    evidence: evidence.kind,
    of: kept.evidence_id,
  })
  await deliverIfNothingOpen(work, promise.complaint_id)
  return presentOne(work, kept)
}

/** When what shows it happened; words in a box are said now. */
async function momentOf(work: Work, promise: PromiseRecord, evidence: Evidence): Promise<Temporal.Instant> {
  if (evidence.kind === 'text') return work.now
  const at = evidence.kind === 'note' ? await noteAt(work, promise, evidence.id) : await messageAt(work, promise, evidence)
  if (Temporal.Instant.compare(at, promise.made_at) < 0) throw refuse('promises.evidence_earlier')
  return at
}

async function noteAt(work: Work, { complaint_id }: PromiseRecord, id: string): Promise<Temporal.Instant> {
  const note = await work.db
    .selectFrom('conversations_notes')
    .select('at')
    .where('complaint_id', '=', complaint_id)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!note) throw refuse('promises.evidence_not_found')
  return note.at
}

/** A message that went out, or a call or visit of either side. */
async function messageAt(
  work: Work,
  { complaint_id }: PromiseRecord,
  { kind, id }: { kind: string; id: string },
): Promise<Temporal.Instant> {
  const message = await work.db
    .selectFrom('conversations_messages')
    .select(['at', 'direction', 'state'])
    .where('complaint_id', '=', complaint_id)
    .where('id', '=', id)
    .where('kind', '=', kind)
    .executeTakeFirst()
  if (!message) throw refuse('promises.evidence_not_found')
  if (kind === 'message' && message.direction === 'out' && message.state !== null && !arrived.includes(message.state))
    throw refuse('promises.evidence_not_sent')
  return message.at
}

const arrived: readonly string[] = ['sent']
