import { actorName } from '#platform/actor.ts'
import type { BodyOf, Id } from '#platform/endpoint.ts'
import { sealed } from '#platform/facts.ts'
import { newId } from '#platform/id.ts'
import { job, type Steps } from '#platform/job.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { takeIfUnowned } from '../assign-complaint.ts'
import { changeableComplaint, writeComplaint } from '../change-complaint.ts'
import { returnToOpen } from '../closing/return-to-open.ts'
import type { awaitColleague as awaitEndpoint } from '../contract.ts'
import { type ComplaintRecord, complaintForUpdate } from '../find-complaint.ts'
import { personExists, teamExists } from '../known-names.ts'
import { findWaiting, leaveWaiting } from './waitings.ts'

/** A colleague, another team or a partner owes us something by a moment. All limits run on: they bind whoever investigates, too. */
export async function awaitColleague(work: Work, id: Id, asked: BodyOf<typeof awaitEndpoint>): Promise<ComplaintRecord> {
  const complaint = await changeableComplaint(work, id, 'await')
  const due = Temporal.Instant.from(asked.due)
  if (Temporal.Instant.compare(due, work.now) <= 0) throw refuse('complaints.due_past')
  await personExists(work, asked.agent)
  await teamExists(work, asked.team)
  await takeIfUnowned(work, complaint)
  await leaveWaiting(work, complaint, 'moved_on')
  const awaiting = await writeComplaint(work, complaint.id, { state: 'waiting_internal', reply_by: null })
  const waiting = newId()
  const seal = sealed(asked.what)
  const [agent, team] = [asked.agent ?? null, asked.team ?? null]
  await work.db
    .insertInto('complaints_waitings')
    .values({
      complaint_id: complaint.id,
      id: waiting,
      waits_for: 'colleague',
      until: due,
      words: asked.what,
      salt: seal.salt,
      agent_id: agent,
      team_id: team,
      began_at: work.now,
      began_by: actorName(work.actor),
    })
    .execute()
  const of = { complaint: complaint.id, waiting, due: due.toString(), agent, team, words: seal.hash }
  await work.announce({ fact: 'complaint.awaiting', ...of, state: 'waiting_internal' })
  await work.enqueue(endAwaiting, { complaint: complaint.id, waiting }, { at: due, key: `awaiting/${complaint.id}` })
  return awaiting
}

/** What we waited for is here, or is not needed any more. */
export async function resumeComplaint(work: Work, id: Id): Promise<ComplaintRecord> {
  const complaint = await changeableComplaint(work, id, 'resume')
  return resume(work, complaint)
}

/** The waiting ends because what was waited for came. */
export async function resume(work: Work, complaint: ComplaintRecord): Promise<ComplaintRecord> {
  await leaveWaiting(work, complaint, 'answered')
  return writeComplaint(work, complaint.id, { state: 'open', reply_by: null })
}

/** The colleague's moment has passed: the complaint is open again, and its owner is told. One that moved on meanwhile stays where it is. */
export const endAwaiting = job<{ complaint: Id; waiting: Id }>('end-awaiting', ({ step }: Steps, { complaint, waiting }) =>
  step(async (work) => {
    const row = await complaintForUpdate(work, complaint)
    const open = await findWaiting(work, complaint)
    if (row.state !== 'waiting_internal' || open?.id !== waiting) return
    await returnToOpen(work, complaint, 'request_passed')
  }),
)
