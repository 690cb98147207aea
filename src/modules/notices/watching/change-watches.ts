import { customerFor } from '#modules/people/index.ts'
import { findInView, type Narrowing, viewFor } from '#modules/worklist/index.ts'
import type { BodyOf, Id } from '#platform/endpoint.ts'
import { newId } from '#platform/id.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import type { addWatch as addEndpoint, Watches, WatchKind } from '../contract/watches.ts'
import { ownId } from '../own-id.ts'
import { listWatches } from './list-watches.ts'
import { mostInside } from './most-inside.ts'

/** More than one person can mean to hear of. */
const mostWatches = 100

/** The caller wants to hear of it. Twice is once. */
export async function addWatch(work: Work, { kind, subject }: BodyOf<typeof addEndpoint>, narrow: Narrowing): Promise<Watches> {
  const agent = ownId(work)
  const inside = await judges[kind](work, subject, narrow)
  const own = await work.db.selectFrom('notices_watches').select('id').where('agent_id', '=', agent).limit(mostWatches).execute()
  if (own.length >= mostWatches) throw refuse('notices.too_many_watches', { limit: mostWatches })
  await work.db
    .insertInto('notices_watches')
    .values({ id: newId(), agent_id: agent, kind, subject, inside, since: work.now })
    .onConflict((conflict) => conflict.columns(['kind', 'subject', 'agent_id']).doNothing())
    .execute()
  return listWatches(work)
}

/** The caller wants to hear of it no more. */
export async function endWatch(work: Work, watch: Id): Promise<Watches> {
  const ended = await work.db
    .deleteFrom('notices_watches')
    .where('id', '=', watch)
    .where('agent_id', '=', ownId(work))
    .returning('id')
    .executeTakeFirst()
  if (!ended) throw refuse('notices.watch_not_found')
  return listWatches(work)
}

type Judge = (work: Work, subject: string, narrow: Narrowing) => Promise<Id[]>

/** Whether there is such a thing for the caller, and which complaints are in it already. */
const judges: Record<WatchKind, Judge> = {
  customer: async (work, customer) => {
    await customerFor(work, customer)
    return []
  },
  category: async (work, code) => {
    const found = await work.db
      .selectFrom('complaints_categories')
      .select('code')
      .where('code', '=', code)
      .where('ended_at', 'is', null)
      .executeTakeFirst()
    if (!found) throw refuse('notices.category_gone')
    return []
  },
  view: async (work, id, narrow) => {
    const view = await viewFor(work, id)
    if (view === null) throw refuse('worklist.view_not_found')
    const inside = await findInView(work, view, { narrow, limit: mostInside + 1 })
    if (inside === null) throw refuse('notices.view_unread')
    if (inside.length > mostInside) throw refuse('notices.view_too_large', { limit: mostInside })
    return inside
  },
}
