import { sql } from 'kysely'
import { complaintFor } from '#modules/complaints/index.ts'
import { isStaff } from '#platform/actor.ts'
import type { AnswerOf, BodyOf, Id } from '#platform/endpoint.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { doings, goneAfter, type Present, type sayPresent as presentEndpoint } from '../contract/presence.ts'
import { ownId } from '../own-id.ts'

/** The caller is here. The others who are here hear of it only when something changed. Rows of this kind are short-lived, and no fact. */
export async function sayPresent(
  work: Work,
  complaintId: Id,
  { tab, doing }: BodyOf<typeof presentEndpoint>,
): Promise<AnswerOf<typeof presentEndpoint>> {
  const { id: complaint } = await complaintFor(work, complaintId)
  if (!isStaff(work.actor)) throw refuse('complaints.not_found')
  const agent = ownId(work)
  const before = await here(work, complaint)
  await work.db
    .insertInto('notices_presences')
    .values({ complaint_id: complaint, agent_id: agent, tab, doing, seen_at: work.now })
    .onConflict((conflict) => conflict.columns(['complaint_id', 'agent_id', 'tab']).doUpdateSet({ doing, seen_at: work.now }))
    .execute()
  const isNews = !before.some((one) => one.agent_id === agent && one.tab === tab && one.doing === doing)
  const others = before.filter((one) => one.agent_id !== agent)
  if (isNews) await tellOthers(work, complaint, others)
  return { others: presented(others) }
}

/** The tab is closed: the others see it at once. */
export async function sayGone(work: Work, complaintId: Id, tab: string): Promise<Record<string, never>> {
  const { id: complaint } = await complaintFor(work, complaintId)
  const agent = ownId(work)
  await work.db
    .deleteFrom('notices_presences')
    .where('complaint_id', '=', complaint)
    .where('agent_id', '=', agent)
    .where('tab', '=', tab)
    .execute()
  const others = (await here(work, complaint)).filter((one) => one.agent_id !== agent)
  await tellOthers(work, complaint, others)
  return {}
}

interface Row {
  agent_id: Id
  name: string
  tab: string
  doing: string
}

const here = (work: Work, complaint: Id): Promise<Row[]> =>
  work.db
    .selectFrom('notices_presences as p')
    .innerJoin('people_agents as a', 'a.id', 'p.agent_id')
    .select(['p.agent_id', 'a.name', 'p.tab', 'p.doing'])
    .where('p.complaint_id', '=', complaint)
    .where('p.seen_at', '>', work.now.subtract({ seconds: goneAfter }))
    .where('a.deactivated_at', 'is', null)
    .orderBy('a.name')
    .orderBy('p.agent_id')
    .execute()

/** Of several tabs of one person, the busiest counts. */
function presented(rows: readonly Row[]): Present[] {
  const byAgent = Map.groupBy(rows, ({ agent_id }) => agent_id)
  return [...byAgent].map(([id, tabs]) => {
    const doing = doings.findLast((one) => tabs.some((tab) => tab.doing === one)) ?? 'reading'
    return { id, name: tabs[0]?.name ?? '', doing }
  })
}

async function tellOthers(work: Work, complaint: Id, others: readonly Row[]): Promise<void> {
  const streams = [...new Set(others.map(({ agent_id }) => `agent/${agent_id}/presence/${complaint}`))]
  if (streams.length === 0) return
  await sql`select pg_notify('facts', json_build_object('stream', s, 'fact', 'presence.changed', 'seq', 0)::text) from unnest(${streams}::text[]) as s`.execute(
    work.db,
  )
}
