import { actorName } from '#platform/actor.ts'
import type { BodyOf, Id } from '#platform/endpoint.ts'
import { sealed } from '#platform/facts.ts'
import { newId } from '#platform/id.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { takeIfUnowned } from '../assign-complaint.ts'
import { changeableComplaint, writeComplaint } from '../change-complaint.ts'
import { deliverIfNothingOpen } from '../closing/deliver-complaint.ts'
import { returnToOpen } from '../closing/return-to-open.ts'
import type { acceptOffer as acceptEndpoint, refuseOffer as refuseEndpoint } from '../contract.ts'
import { type ComplaintRecord, complaintForUpdate } from '../find-complaint.ts'
import { issuesOf } from '../issues/find-issues.ts'
import { leaveWaiting } from '../waiting/waitings.ts'

/** The customer accepts, by hand or aloud: what was promised is being done. Solved in the first contact, `delivered` says that it is done already. */
export async function acceptOffer(work: Work, id: Id, asked: ByPage<BodyOf<typeof acceptEndpoint>>): Promise<ComplaintRecord> {
  const complaint = await changeableComplaint(work, id, 'accept')
  await takeIfUnowned(work, complaint)
  const answer = await keepAnswer(work, complaint.id, { ...asked, answer: 'accepted' })
  await leaveWaiting(work, complaint, 'answered')
  const decided = (await issuesOf(work, complaint.id)).every(({ outcome }) => outcome !== null)
  const resolved = decided && !complaint.resolved_at
  await writeComplaint(work, complaint.id, { state: 'fulfilling', reply_by: null, ...(resolved && { resolved_at: work.now }) })
  await work.announce({ fact: 'complaint.agreed', complaint: complaint.id, answer, state: 'fulfilling' })
  if (resolved) await work.announce({ fact: 'complaint.resolved', complaint: complaint.id, message: null })
  if (asked.delivered && !(await deliverIfNothingOpen(work, complaint.id))) throw refuse('complaints.not_delivered')
  return complaintForUpdate(work, complaint.id)
}

/** The customer refuses, or wants something else instead: it is open again. */
export async function refuseOffer(work: Work, id: Id, asked: ByPage<BodyOf<typeof refuseEndpoint>>): Promise<ComplaintRecord> {
  const complaint = await changeableComplaint(work, id, 'refuse')
  await keepAnswer(work, complaint.id, { ...asked, answer: asked.counter ? 'countered' : 'refused' })
  await returnToOpen(work, complaint.id, 'refused')
  return complaintForUpdate(work, complaint.id)
}

/** By a way that a person of ours names, or on the customer's own page. */
type ByPage<Asked extends { how: string }> = Omit<Asked, 'how'> & { how: Asked['how'] | 'page' }

interface Said {
  answer: 'accepted' | 'refused' | 'countered'
  how: string
  words: string
  at?: string | undefined
}

async function keepAnswer(work: Work, complaint: Id, { answer, how, words, at }: Said): Promise<Id> {
  const said = at ? Temporal.Instant.from(at) : work.now
  if (Temporal.Instant.compare(said, work.now.add({ minutes: 5 })) > 0) throw refuse('complaints.said_in_future')
  const id = newId()
  const seal = sealed(words)
  await work.db
    .insertInto('complaints_answers')
    .values({
      complaint_id: complaint,
      id,
      answer,
      how,
      words,
      salt: seal.salt,
      said_at: said,
      recorded_at: work.now,
      recorded_by: actorName(work.actor),
    })
    .execute()
  await work.announce({ fact: 'offer.answered', complaint, answer: id, said: answer, words: seal.hash })
  return id
}
