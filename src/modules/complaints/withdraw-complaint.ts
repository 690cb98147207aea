import { sealed } from '#platform/facts.ts'
import { newId } from '#platform/id.ts'
import type { Work } from '#platform/work.ts'
import { may } from './access.ts'
import { changeableComplaint, writeComplaint } from './change-complaint.ts'
import type { ComplaintMay, State } from './contract.ts'

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
      recorded_by: work.actor.id ? `${work.actor.kind}/${work.actor.id}` : work.actor.kind,
    })
    .execute()
  await writeComplaint(work, complaint.id, { state: 'withdrawn', closed_at: work.now, reply_by: null })
  await work.announce({ fact: 'complaint.withdrawn', complaint: complaint.id, words: seal.hash, state: 'withdrawn' })
  return { state: 'withdrawn', may: may(work.actor, { state: 'withdrawn' }) }
}
