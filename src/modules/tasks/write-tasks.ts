import { type ComplaintRecord, complaintForUpdate, noteActivity, visibleComplaints } from '#modules/complaints/index.ts'
import { findPerson } from '#modules/people/index.ts'
import { actorName, holds } from '#platform/actor.ts'
import type { BodyOf, Id } from '#platform/endpoint.ts'
import { sealed } from '#platform/facts.ts'
import { newId } from '#platform/id.ts'
import { refuse } from '#platform/refusal.ts'
import { sameVersion } from '#platform/version.ts'
import type { Work } from '#platform/work.ts'
import { mayWith, tasksGrants } from './access.ts'
import type { addTask as addEndpoint, editTask as editEndpoint, Task } from './contract.ts'
import { presentOne, type TaskRecord } from './present-tasks.ts'
import { settle } from './settle-tasks.ts'
import { tellWhenDue } from './tell-overdue.ts'
import './refusals.ts'

interface At {
  complaint: Id
  task: Id
}

/** Adds what somebody has to do. */
export async function addTask(work: Work, complaintId: Id, { title, due, owner }: BodyOf<typeof addEndpoint>): Promise<Task> {
  const complaint = await complaintForUpdate(work, complaintId)
  if (complaint.state === 'merged') throw refuse('complaints.ended', { state: complaint.state })
  const due_at = readDue(work, due)
  await judgeOwner(work, complaint, owner ?? null)
  const { hash, salt } = sealed(title.trim())
  const row = {
    complaint_id: complaint.id,
    id: newId(),
    why: 'own',
    title: title.trim(),
    salt,
    owner_id: owner ?? complaint.owner_id,
    follows: !owner,
    due_at,
    added_by: actorName(work.actor),
    added_at: work.now,
  } as const
  await work.db.insertInto('tasks_tasks').values(row).execute()
  await noteActivity(work, complaint.id)
  await work.announce({
    fact: 'task.added',
    complaint: complaint.id,
    task: row.id,
    why: row.why,
    due: due_at.toString(),
    owner: row.owner_id,
    words: hash,
  })
  await tellWhenDue(work, row)
  return presentOne(work, { complaint: complaint.id, task: row.id })
}

/** Changes what, by when or by whom; refuses an older version than the one that is there. */
export async function editTask(work: Work, at: At, asked: BodyOf<typeof editEndpoint> & { version: number }): Promise<Task> {
  const { complaint, task } = await openFor(work, at)
  sameVersion(task.version, asked.version)
  if (asked.title !== undefined && task.why !== 'own') throw refuse('tasks.not_yours_to_name')
  if (asked.owner !== undefined) await judgeOwner(work, complaint, asked.owner)
  const due = asked.due === undefined ? task.due_at : readDue(work, asked.due)
  const moved = Temporal.Instant.compare(due, task.due_at) !== 0
  const seal = asked.title === undefined ? null : sealed(asked.title.trim())
  const edited = await work.db
    .updateTable('tasks_tasks')
    .set((row) => ({
      ...(asked.title !== undefined && { title: asked.title.trim(), salt: seal?.salt ?? null }),
      ...(asked.owner !== undefined && { owner_id: asked.owner ?? complaint.owner_id, follows: asked.owner === null }),
      ...(moved && { due_at: due, overdue_at: null }),
      version: row('version', '+', 1),
    }))
    .where('complaint_id', '=', complaint.id)
    .where('id', '=', task.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  await noteActivity(work, complaint.id)
  const fields = Object.keys(asked).filter((field) => field !== 'version')
  const changed = { due: due.toString(), owner: edited.owner_id, fields, words: seal?.hash ?? null }
  await work.announce({ fact: 'task.changed', complaint: complaint.id, task: task.id, ...changed })
  if (moved) await tellWhenDue(work, edited)
  return presentOne(work, at)
}

/** It is done. */
export async function completeTask(work: Work, at: At): Promise<Task> {
  const { complaint, task } = await openFor(work, at)
  await settle(work, task, { state: 'done' })
  await noteActivity(work, complaint.id)
  return presentOne(work, at)
}

/** It is not needed any more. */
export async function cancelTask(work: Work, at: At, { reason }: { reason: string }): Promise<Task> {
  const { complaint, task } = await openFor(work, at)
  await settle(work, task, { state: 'cancelled', reason })
  await noteActivity(work, complaint.id)
  return presentOne(work, at)
}

/** The open task of a complaint that the caller sees and may work on. The complaint is locked first. */
async function openFor(work: Work, at: At): Promise<{ complaint: ComplaintRecord; task: TaskRecord }> {
  const complaint = await complaintForUpdate(work, at.complaint)
  const task = await work.db
    .selectFrom('tasks_tasks')
    .selectAll()
    .where('complaint_id', '=', complaint.id)
    .where('id', '=', at.task)
    .executeTakeFirst()
  if (!task) throw refuse('tasks.not_found')
  if (task.state !== 'open') throw refuse('tasks.settled', { state: task.state })
  if (!mayWith(work.actor, task).edit) throw refuse('complaints.not_yours_to_change')
  return { complaint, task }
}

const furthest = { hours: 24 * 730 }

/** A due date from now on, within two years: further is a slip of the keys. */
function readDue(work: Work, due: string): Temporal.Instant {
  const moment = Temporal.Instant.from(due)
  if (Temporal.Instant.compare(moment, work.now) <= 0) throw refuse('tasks.due_past')
  if (Temporal.Instant.compare(moment, work.now.add(furthest)) > 0) throw refuse('tasks.due_too_far')
  return moment
}

/** Whoever is named must be here, may do it, and sees the complaint. */
async function judgeOwner(work: Work, complaint: ComplaintRecord, id: Id | null): Promise<void> {
  if (id === null) return
  const owner = await findPerson(work, id)
  if (!owner) throw refuse('tasks.owner_gone')
  if (!holds(tasksGrants, owner, 'tasks.edit')) throw refuse('tasks.owner_reads_only', { name: owner.name })
  const seen = await work.db
    .selectFrom('complaints_complaints')
    .select('id')
    .where('id', '=', complaint.id)
    .where(visibleComplaints(owner))
    .executeTakeFirst()
  if (!seen) throw refuse('tasks.owner_cannot_see', { name: owner.name })
}
