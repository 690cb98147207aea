import { actorName } from '#platform/actor.ts'
import { sealed } from '#platform/facts.ts'
import { newId } from '#platform/id.ts'
import type { Work } from '#platform/work.ts'
import { may } from './access.ts'
import { changeableComplaint, writeComplaint } from './change-complaint.ts'
import { dropClosure } from './closing/find-closure.ts'
import type { ComplaintMay, State } from './contract.ts'
import { endWaitings } from './waiting/waitings.ts'

/** The customer withdraws, in the customer's own words. Silence is not withdrawal. */
export async function withdrawComplaint(work: Work, id: string, words: string): Promise<{ state: State; may: ComplaintMay }> {
  const complaint = await changeableComplaint(work, id, 'withdraw')
  const seal = sealed(words)
  await work.db
    .insertInto('complaints_withdrawals')
    .values({
      complaint_id: complaint.id,
      id: newId(),
      at: work.now,
      words,
      salt: seal.salt,
      recorded_by: actorName(work.actor),
    })
    .execute()
  await writeComplaint(work, complaint.id, { state: 'withdrawn', closed_at: work.now, reply_by: null })
  await endWaitings(work, complaint.id, 'moved_on')
  await dropClosure(work, complaint.id, 'withdrawn')
  await work.announce({ fact: 'complaint.withdrawn', complaint: complaint.id, words: seal.hash, state: 'withdrawn' })
  return { state: 'withdrawn', may: may(work.actor, { state: 'withdrawn' }) }
}
