import { actorName } from '#platform/actor.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { changeableComplaint, writeComplaint } from './change-complaint.ts'
import type { ComplaintRecord } from './find-complaint.ts'
import { personExists } from './known-names.ts'

interface Limits {
  restriction: 'staff_conduct' | 'threat' | null
  people: string[]
}

interface Asked extends Limits {
  /** Whom it is about; left out, they stay as they are. */
  about?: string[] | undefined
}

/** Makes a complaint visible only to the people named; who restricts is among them. `null` lifts it. */
export async function restrictComplaint(work: Work, id: string, { restriction, people, about }: Asked): Promise<ComplaintRecord> {
  const complaint = await changeableComplaint(work, id, 'restrict')
  const named = [...new Set(work.actor.kind === 'person' ? [work.actor.id, ...people] : people)]
  await Promise.all([...people, ...(about ?? [])].map((person) => personExists(work, person)))
  const subjects = about === undefined ? await subjectsOf(work, complaint.id) : await nameSubjects(work, complaint.id, about)
  if (restriction && named.some((person) => subjects.includes(person))) throw refuse('complaints.subject_named')
  return limitTo(work, complaint.id, { restriction, people: named })
}

/** A threat was reported: from this moment only who reported it, the owner and the people named see the complaint; who was named before stays. */
export async function restrictAtThreat(work: Work, complaint: ComplaintRecord, people: string[]): Promise<ComplaintRecord> {
  const before = await work.db.selectFrom('complaints_named_people').select('agent_id').where('complaint_id', '=', complaint.id).execute()
  const here = [work.actor.kind === 'person' ? work.actor.id : null, complaint.owner_id].filter((id) => id !== null)
  const restriction = complaint.restriction === 'staff_conduct' ? 'staff_conduct' : 'threat'
  const named = complaint.restriction ? before.map(({ agent_id }) => agent_id) : []
  return limitTo(work, complaint.id, { restriction, people: [...new Set([...named, ...here, ...people])] })
}

/** Another complaint about the same is seen by nobody else, and is about the same colleagues. */
export async function limitAsThere(work: Work, { from, to }: { from: ComplaintRecord; to: string }): Promise<void> {
  const about = await subjectsOf(work, from.id)
  if (about.length > 0) await nameSubjects(work, to, about)
  if (!from.restriction) return
  const named = await work.db.selectFrom('complaints_named_people').select('agent_id').where('complaint_id', '=', from.id).execute()
  const restriction = from.restriction as 'threat' // the column's check constraint holds the same codes
  await limitTo(work, to, { restriction, people: named.map(({ agent_id }) => agent_id) })
}

async function subjectsOf(work: Work, id: string): Promise<string[]> {
  const rows = await work.db.selectFrom('complaints_subjects').select('agent_id').where('complaint_id', '=', id).execute()
  return rows.map(({ agent_id }) => agent_id)
}

async function nameSubjects(work: Work, id: string, about: string[]): Promise<string[]> {
  const subjects = [...new Set(about)]
  await work.db.deleteFrom('complaints_subjects').where('complaint_id', '=', id).execute()
  const named = { complaint_id: id, named_at: work.now, named_by: actorName(work.actor) }
  if (subjects.length > 0)
    await work.db
      .insertInto('complaints_subjects')
      .values(subjects.map((agent_id) => ({ ...named, agent_id })))
      .execute()
  await work.announce({ fact: 'complaint.about', complaint: id, people: subjects })
  return subjects
}

async function limitTo(work: Work, id: string, { restriction, people: named }: Limits): Promise<ComplaintRecord> {
  await work.db.deleteFrom('complaints_named_people').where('complaint_id', '=', id).execute()
  if (restriction && named.length > 0) {
    await work.db
      .insertInto('complaints_named_people')
      .values(named.map((agent_id) => ({ complaint_id: id, agent_id, named_at: work.now })))
      .execute()
  }
  const restricted = await writeComplaint(work, id, { restriction })
  await work.announce({ fact: 'complaint.restricted', complaint: id, restriction, people: restriction ? named : [] })
  return restricted
}
