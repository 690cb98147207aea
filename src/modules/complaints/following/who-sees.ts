import { sql } from 'kysely'
import type { Duty, Person, Role } from '#platform/actor.ts'
import type { Id, Language } from '#platform/endpoint.ts'
import type { Work } from '#platform/work.ts'
import { canSee, type Sight } from '../access.ts'
import type { Audience } from '../rules/audience.ts'

interface Row extends Sight {
  id: Id
  name: string
  role: Role
  duties: Duty[]
  language: Language
  teams: Id[]
  leads: Id[]
}

const nobody = { people: [], owner: false, followers: false, leads: false, holders: [], announced: { fact: '', field: '', is: '' } }

/** Those of an audience who work here and may see the complaint at this moment, by the policy; one query. */
export async function whoSees(work: Work, complaint: Id, audience: Audience): Promise<Person[]> {
  const { people, owner, followers, leads, holders, announced }: Required<Audience> = { ...nobody, ...audience }
  const { rows } = await sql<Row>`
    select a.id, a.name, a.role, a.duties, a.language, c.team_id, c.owner_id, c.restriction,
      array(select m.team_id from people_memberships m where m.agent_id = a.id) as teams,
      array(select m.team_id from people_memberships m where m.agent_id = a.id and m.leads) as leads,
      array(select n.agent_id from complaints_named_people n where n.complaint_id = c.id and n.agent_id = a.id) as named,
      array(select m.agent_id from complaints_mentions m where m.complaint_id = c.id and m.agent_id = a.id) as mentioned
    from complaints_complaints c cross join people_agents a
    where c.id = ${complaint} and a.deactivated_at is null and (a.id = any (${people.filter((id) => id !== null)}::uuid[])
      or (${owner} and a.id = c.owner_id)
      or (${followers} and a.id in (select f.agent_id from complaints_followers f where f.complaint_id = ${complaint}))
      or (${leads} and a.id in (select m.agent_id from people_memberships m where m.team_id = c.team_id and m.leads))
      or a.role = any (${[...holders]}::text[]) or a.duties && ${[...holders]}::text[]
      or 'person/' || a.id in (select f.actor from facts_facts f where f.stream = ${`complaint/${complaint}`}
        and f.fact = ${announced.fact} and f.data ->> ${announced.field} = ${announced.is}))`.execute(work.db)
  return rows.filter((row) => canSee(personOf(row), { ...row, id: complaint })).map(personOf)
}

const personOf = ({ id, name, role, duties, language, teams, leads }: Row): Person => ({
  kind: 'person',
  id,
  name,
  role,
  duties,
  language,
  teams,
  leads,
})
