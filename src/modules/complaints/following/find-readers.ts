import { agentNamed, nameActors, teamNamed } from '#modules/people/index.ts'
import { holds } from '#platform/actor.ts'
import type { Id } from '#platform/endpoint.ts'
import type { Work } from '#platform/work.ts'
import { complaintsGrants } from '../access.ts'
import type { Readers } from '../contract/following.ts'
import { type ComplaintRecord, complaintFor } from '../find-complaint.ts'

type Reader = Readers['readers'][number]
type Named = NonNullable<Reader['who']>

/** Who may see a complaint and why, in the words of the policy (access.ts), and who follows it. */
export async function findReaders(work: Work, complaintId: Id): Promise<Readers> {
  const complaint = await complaintFor(work, complaintId)
  const [readers, followers] = await Promise.all([readersOf(work, complaint), followersOf(work, complaint.id)])
  const isPerson = work.actor.kind === 'person'
  return {
    readers,
    followers,
    follows: followers.some(({ id }) => id === work.actor.id),
    may: { follow: isPerson, end_mention: holds(complaintsGrants, work.actor, 'complaints.undo') },
  }
}

async function readersOf(work: Work, complaint: ComplaintRecord): Promise<Reader[]> {
  if (complaint.restriction) return namedOn(work, complaint.id)
  const team = complaint.team_id === null ? null : await teamAndOwner(work, complaint.id)
  const byPlace = team === null ? [because('everybody', null)] : team
  return [...byPlace, ...(await mentionedIn(work, complaint.id))]
}

const because = (why: Reader['why'], who: Named | null): Reader => ({ why, who, by: null, at: null })

async function teamAndOwner(work: Work, id: Id): Promise<Reader[]> {
  const { team, owner } = await work.db
    .selectFrom('complaints_complaints as c')
    .select([teamNamed('c.team_id').as('team'), agentNamed('c.owner_id').as('owner')])
    .where('c.id', '=', id)
    .executeTakeFirstOrThrow()
  return [because('team', team), because('seniors', null), ...(owner ? [because('owner', owner)] : [])]
}

async function namedOn(work: Work, id: Id): Promise<Reader[]> {
  const rows = await work.db
    .selectFrom('complaints_named_people as n')
    .innerJoin('people_agents as a', 'a.id', 'n.agent_id')
    .select(['a.id', 'a.name'])
    .where('n.complaint_id', '=', id)
    .orderBy('a.name')
    .execute()
  return rows.map((who) => because('named', who))
}

async function mentionedIn(work: Work, id: Id): Promise<Reader[]> {
  const rows = await work.db
    .selectFrom('complaints_mentions as m')
    .innerJoin('people_agents as a', 'a.id', 'm.agent_id')
    .select(['a.id', 'a.name', 'm.mentioned_by', 'm.mentioned_at'])
    .where('m.complaint_id', '=', id)
    .orderBy('m.mentioned_at')
    .orderBy('a.id')
    .execute()
  const nameOf = await nameActors(
    work,
    rows.map((row) => row.mentioned_by),
  )
  return rows.map(({ id: agent, name, mentioned_by, mentioned_at }) => ({
    why: 'mentioned',
    who: { id: agent, name },
    by: nameOf(mentioned_by).name,
    at: mentioned_at.toString(),
  }))
}

const followersOf = (work: Work, id: Id): Promise<Named[]> =>
  work.db
    .selectFrom('complaints_followers as f')
    .innerJoin('people_agents as a', 'a.id', 'f.agent_id')
    .select(['a.id', 'a.name'])
    .where('f.complaint_id', '=', id)
    .where('a.deactivated_at', 'is', null)
    .orderBy('f.followed_at')
    .orderBy('a.id')
    .execute()
