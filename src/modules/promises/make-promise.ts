import { type ComplaintRecord, complaintForUpdate, noteActivity, visibleComplaints } from '#modules/complaints/index.ts'
import { customerNamed, findPerson } from '#modules/people/index.ts'
import { actorName, holds } from '#platform/actor.ts'
import type { BodyOf, Id } from '#platform/endpoint.ts'
import { sealed } from '#platform/facts.ts'
import { newId } from '#platform/id.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { mayMake, promisesGrants } from './access.ts'
import { breakPromise } from './break-promise.ts'
import type { makePromise as makeEndpoint, RegisteredPromise } from './contract.ts'
import { presentOne } from './present-promises.ts'
import './refusals.ts'

type Asked = BodyOf<typeof makeEndpoint>

/** Registers a promise that a person makes. Nothing registers one by itself. */
export async function makePromise(work: Work, complaintId: Id, asked: Asked): Promise<RegisteredPromise> {
  const complaint = await complaintForUpdate(work, complaintId)
  if (!mayMake(work.actor)) throw refuse('promises.not_yours')
  if (complaint.state === 'merged' || complaint.state === 'withdrawn') throw refuse('complaints.ended', { state: complaint.state })
  const due = dueFrom(work, asked.due)
  await work.allow('promise.make', { complaint: complaint.id, text: asked.text })
  const owner = await ownerOf(work, complaint, asked.owner)
  await knownMessage(work, complaint, asked.message)
  const { salt, hash } = sealed(asked.text.trim())
  const row = {
    complaint_id: complaint.id,
    id: newId(),
    made_to: asked.to?.trim() || (await nameOf(work, complaint)),
    words: asked.text.trim(),
    salt,
    due_at: due,
    owner_id: owner,
    message_id: asked.message ?? null,
    made_by: actorName(work.actor),
    made_at: work.now,
  }
  const promise = await work.db.insertInto('promises_promises').values(row).returningAll().executeTakeFirstOrThrow()
  await noteActivity(work, complaint.id)
  await work.announce({
    fact: 'promise.made',
    complaint: complaint.id,
    promise: promise.id,
    due: due.toString(),
    owner,
    message: promise.message_id,
    words: hash,
  })
  await work.enqueue(breakPromise, { complaint: complaint.id, promise: promise.id }, { at: due, key: `promise/${promise.id}` })
  return presentOne(work, promise)
}

const furthest = { hours: 24 * 366 * 3 }

/** A moment to come, and one that somebody can still answer for. */
export function dueFrom(work: Work, written: string): Temporal.Instant {
  const due = Temporal.Instant.from(written).round('millisecond')
  if (Temporal.Instant.compare(due, work.now) <= 0) throw refuse('promises.due_past')
  if (Temporal.Instant.compare(due, work.now.add(furthest)) > 0) throw refuse('promises.due_too_far')
  return due
}

/** Who was named, who promises, or who has the complaint; refuses who is not here, only reads, or cannot see it. */
async function ownerOf(work: Work, complaint: ComplaintRecord, named: Id | undefined): Promise<Id | null> {
  if (named === undefined) return work.actor.kind === 'person' ? work.actor.id : complaint.owner_id
  const owner = await findPerson(work, named)
  if (!owner) throw refuse('promises.owner_gone')
  if (!holds(promisesGrants, owner, 'promises.write')) throw refuse('promises.owner_reads_only', { name: owner.name })
  const seen = await work.db
    .selectFrom('complaints_complaints')
    .select('id')
    .where('id', '=', complaint.id)
    .where(visibleComplaints(owner))
    .executeTakeFirst()
  if (!seen) throw refuse('promises.owner_cannot_see', { name: owner.name })
  return owner.id
}

async function knownMessage(work: Work, complaint: ComplaintRecord, message: Id | undefined): Promise<void> {
  if (message === undefined) return
  const found = await work.db
    .selectFrom('conversations_messages')
    .select('id')
    .where('complaint_id', '=', complaint.id)
    .where('id', '=', message)
    .where('direction', '=', 'out')
    .executeTakeFirst()
  if (!found) throw refuse('promises.message_not_found')
}

async function nameOf(work: Work, complaint: ComplaintRecord): Promise<string> {
  const { customer } = await work.db
    .selectFrom('complaints_complaints')
    .select(customerNamed('complaints_complaints.customer_id').as('customer'))
    .where('id', '=', complaint.id)
    .executeTakeFirstOrThrow()
  return customer?.name || complaint.number
}
