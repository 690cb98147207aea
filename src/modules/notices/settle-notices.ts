import { sql } from 'kysely'
import type { Fact } from '#platform/fact.ts'
import type { Work } from '#platform/work.ts'
import { settledBy } from './rules/settlings.ts'

/** What was asked and is answered waits for nobody: the line is read, or loses that part of it, and is neither mailed nor pushed. One statement. */
export async function settleNotices(work: Work, fact: Fact): Promise<void> {
  const kind = settledBy(fact)
  if (kind === null || !('complaint' in fact) || !fact.complaint) return
  await sql`
    with settled as (
      update notices_notices as n set
        read_at = case when o.last and o.only then ${work.now.toString()}::timestamptz end,
        what = case when o.last and o.only then n.what when o.last then n.what - ${kind}::text
          else n.what || jsonb_build_object(${kind}::text, (n.what ->> ${kind})::int - 1) end,
        kind = case when o.last and not o.only and n.kind = ${kind} then (select min(k) from jsonb_object_keys(n.what - ${kind}::text) as k) else n.kind end,
        place = case when o.last and n.kind = ${kind} then null else n.place end,
        mail = case when o.last then array_remove(n.mail, ${kind}) else n.mail end,
        push = case when o.last then array_remove(n.push, ${kind}) else n.push end
      from (
        select complaint_id, agent_id, id, (what ->> ${kind})::int <= 1 as last, what - ${kind}::text = '{}'::jsonb as only
        from notices_notices where complaint_id = ${fact.complaint}::uuid and read_at is null and what ? ${kind} for update
      ) as o
      where n.complaint_id = o.complaint_id and n.agent_id = o.agent_id and n.id = o.id
      returning n.agent_id
    )
    select pg_notify('facts', json_build_object('stream', 'agent/' || agent_id, 'fact', 'notice.read', 'seq', 0)::text) from settled`.execute(
    work.db,
  )
}
