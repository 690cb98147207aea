import { sql } from 'kysely'
import type { Id } from '#platform/endpoint.ts'
import { newId } from '#platform/id.ts'
import type { Work } from '#platform/work.ts'
import { type Kind, kindRules } from './rules/kinds.ts'

export interface Told {
  complaint: Id
  kind: Kind
  place: string | null
}

interface Writing extends Told {
  people: readonly Id[]
  /** Who is away, and for whom these stand in. */
  insteadOf: Id | null
}

/** Writes one line a person and complaint, or adds to the one that is unread; answers for whom more is to be done: a mail, a push, somebody who stands in. */
export async function writeNotices(work: Work, { complaint, kind, place, people, insteadOf }: Writing): Promise<Id[]> {
  if (people.length === 0) return []
  const rule = kindRules[kind]
  const now = work.now.toString()
  const sorted = [...new Set(people)].toSorted()
  const { rows } = await sql<{ agent_id: Id; goes_on: boolean }>`
    with told as (
      insert into notices_notices as n (complaint_id, agent_id, id, what, kind, place, instead_of, at, mail, push, waits_since)
      select ${complaint}::uuid, t.agent, t.id, jsonb_build_object(${kind}::text, 1), ${kind}, ${place}, ${insteadOf}::uuid, ${now}::timestamptz,
        case when coalesce(c.mail, ${rule.mail}) then array[${kind}::text] else '{}' end,
        case when coalesce(c.push, ${rule.push}) and exists (select from notices_browsers b where b.agent_id = t.agent) then array[${kind}::text] else '{}' end,
        ${now}::timestamptz
      from unnest(${sorted}::uuid[], ${sorted.map(() => newId())}::uuid[]) as t (agent, id)
        left join notices_choices c on c.agent_id = t.agent and c.kind = ${kind}
      on conflict (complaint_id, agent_id) where read_at is null do update set
        what = n.what || jsonb_build_object(excluded.kind, coalesce((n.what ->> excluded.kind)::int, 0) + 1),
        kind = excluded.kind, place = excluded.place, instead_of = excluded.instead_of, at = excluded.at,
        mail = array(select distinct unnest(n.mail || excluded.mail)), push = array(select distinct unnest(n.push || excluded.push)),
        waits_since = case when n.mail = '{}' and n.push = '{}' then excluded.waits_since else n.waits_since end
      returning n.agent_id, n.mail <> '{}' or n.push <> '{}' as waits
    )
    select told.agent_id, told.waits or (r.away_from <= ${now}::timestamptz and r.away_until > ${now}::timestamptz and r.stand_in_id is not null) is true as goes_on,
      pg_notify('facts', json_build_object('stream', 'agent/' || told.agent_id, 'fact', 'notice.told', 'seq', 0)::text)
    from told left join notices_rests r on r.agent_id = told.agent_id`.execute(work.db)
  return rows.filter(({ goes_on }) => goes_on).map(({ agent_id }) => agent_id)
}
