import { findPerson } from '#modules/people/index.ts'
import { actorName, holds, type Person } from '#platform/actor.ts'
import type { Id } from '#platform/endpoint.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { complaintsGrants } from '../access.ts'
import type { ComplaintRecord } from '../find-complaint.ts'

interface Mentioning {
  people: readonly Id[]
  /** The note that names them. */
  note: Id
}

/** Names colleagues in a note: from now on they see this complaint, and are told. On a restricted one only who may name people on it does so. The complaint is locked. */
export async function mentionColleagues(work: Work, complaint: ComplaintRecord, { people, note }: Mentioning): Promise<void> {
  const others = [...new Set(people)].filter((id) => id !== work.actor.id)
  for (const id of others) {
    const colleague = await mentionable(work, complaint, id)
    await (complaint.restriction ? nameOn(work, complaint, colleague) : openTo(work, complaint, colleague))
    await work.announce({ fact: 'complaint.mentioned', complaint: complaint.id, agent: id, note })
  }
}

async function mentionable(work: Work, complaint: ComplaintRecord, id: Id): Promise<Person> {
  const colleague = await findPerson(work, id)
  if (!colleague) throw refuse('complaints.unknown_person')
  const subject = await work.db
    .selectFrom('complaints_subjects')
    .select('agent_id')
    .where('complaint_id', '=', complaint.id)
    .where('agent_id', '=', id)
    .executeTakeFirst()
  if (subject) throw refuse('complaints.subject_mentioned', { name: colleague.name })
  return colleague
}

async function openTo(work: Work, { id: complaint_id }: ComplaintRecord, { id: agent_id }: Person) {
  await work.db
    .insertInto('complaints_mentions')
    .values({ complaint_id, agent_id, mentioned_at: work.now, mentioned_by: actorName(work.actor) })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Who is named on it already is mentioned by anybody who sees it; to name somebody new takes who restricts complaints. */
async function nameOn(work: Work, { id: complaint_id, restriction }: ComplaintRecord, { id: agent_id, name }: Person) {
  const named = await work.db.selectFrom('complaints_named_people').select('agent_id').where('complaint_id', '=', complaint_id).execute()
  const before = named.map((one) => one.agent_id)
  if (before.includes(agent_id)) return
  if (!holds(complaintsGrants, work.actor, 'complaints.restrict')) throw refuse('complaints.mention_restricted', { name })
  await work.db.insertInto('complaints_named_people').values({ complaint_id, agent_id, named_at: work.now }).execute()
  await work.announce({ fact: 'complaint.restricted', complaint: complaint_id, restriction, people: [...before, agent_id] })
}
