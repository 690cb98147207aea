import { sql } from 'kysely'
import { complaintFor } from '#modules/complaints/index.ts'
import type { AnswerOf, Id } from '#platform/endpoint.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import type { countNotices as countEndpoint } from './contract.ts'
import { countNotices } from './list-notices.ts'
import { ownId } from './own-id.ts'

type Counted = AnswerOf<typeof countEndpoint>

interface At {
  complaint: Id
  notice: Id
}

/** Marks one line; what is read is neither mailed nor pushed any more. Unread again, it joins what is unread of that complaint already. */
export async function markNotice(work: Work, at: At, { read }: { read: boolean }): Promise<Counted> {
  const { id: complaint } = await complaintFor(work, at.complaint)
  const agent = ownId(work)
  const found = await work.db
    .selectFrom('notices_notices')
    .select('read_at')
    .where('complaint_id', '=', complaint)
    .where('agent_id', '=', agent)
    .where('id', '=', at.notice)
    .executeTakeFirst()
  if (!found) throw refuse('notices.not_found')
  if (read) await readLines(work, { agent, complaint, notice: at.notice })
  else await unread(work, { agent, complaint, notice: at.notice })
  return countNotices(work)
}

/** Whoever looks at a complaint has read what they were told of it. */
export async function markComplaintRead(work: Work, complaintId: Id): Promise<Counted> {
  const { id } = await complaintFor(work, complaintId)
  await readLines(work, { agent: ownId(work), complaint: id })
  return countNotices(work)
}

export async function markAllRead(work: Work): Promise<Counted> {
  await readLines(work, { agent: ownId(work) })
  return countNotices(work)
}

interface Lines {
  agent: Id
  complaint?: Id
  notice?: Id
}

async function readLines(work: Work, { agent, complaint, notice }: Lines): Promise<void> {
  const read = await work.db
    .updateTable('notices_notices')
    .set({ read_at: work.now, mail: [], push: [] })
    .where('agent_id', '=', agent)
    .where('read_at', 'is', null)
    .$if(complaint !== undefined, (query) => query.where('complaint_id', '=', complaint ?? ''))
    .$if(notice !== undefined, (query) => query.where('id', '=', notice ?? ''))
    .returning('id')
    .execute()
  if (read.length > 0) await tellOwnScreens(work, agent)
}

async function unread(work: Work, { agent, complaint, notice }: Required<Lines>): Promise<void> {
  await work.db
    .updateTable('notices_notices as n')
    .set({ read_at: null })
    .where('n.complaint_id', '=', complaint)
    .where('n.agent_id', '=', agent)
    .where('n.id', '=', notice)
    .where((match) =>
      match.not(
        match.exists(
          match
            .selectFrom('notices_notices as other')
            .select('other.id')
            .where('other.complaint_id', '=', complaint)
            .where('other.agent_id', '=', agent)
            .where('other.read_at', 'is', null),
        ),
      ),
    )
    .execute()
  await tellOwnScreens(work, agent)
}

/** The other tabs and devices of the same person. */
const tellOwnScreens = (work: Work, agent: Id) =>
  sql`select pg_notify('facts', ${JSON.stringify({ stream: `agent/${agent}`, fact: 'notice.read', seq: 0 })})`.execute(work.db)
