import type { Work } from '#platform/work.ts'
import { changeableComplaint, writeComplaint } from './change-complaint.ts'
import type { ComplaintRecord } from './find-complaint.ts'
import { personExists } from './known-names.ts'

interface Asked {
  restriction: 'staff_conduct' | 'threat' | null
  people: string[]
}

/** Makes a complaint visible only to the people named; who restricts is among them. `null` lifts it. */
export async function restrictComplaint(work: Work, id: string, { restriction, people }: Asked): Promise<ComplaintRecord> {
  const complaint = await changeableComplaint(work, id, 'restrict')
  const named = [...new Set(work.actor.kind === 'person' ? [work.actor.id, ...people] : people)]
  await Promise.all(people.map((person) => personExists(work, person)))
  await work.db.deleteFrom('complaints_named_people').where('complaint_id', '=', complaint.id).execute()
  if (restriction && named.length > 0) {
    await work.db
      .insertInto('complaints_named_people')
      .values(named.map((agent_id) => ({ complaint_id: complaint.id, agent_id, named_at: work.now })))
      .execute()
  }
  const restricted = await writeComplaint(work, complaint.id, { restriction })
  await work.announce({ fact: 'complaint.restricted', complaint: complaint.id, restriction, people: restriction ? named : [] })
  return restricted
}
