import { visibleComplaints } from '#modules/complaints/index.ts'
import { customerNamed, shownCustomer } from '#modules/people/index.ts'
import { viewFor } from '#modules/worklist/index.ts'
import type { Id, Language } from '#platform/endpoint.ts'
import type { Work } from '#platform/work.ts'
import type { Watch, Watches, WatchKind } from '../contract/watches.ts'

/** What the caller follows, by the names of now. */
export async function listWatches(work: Work): Promise<Watches> {
  const rows = await work.db
    .selectFrom('notices_watches')
    .select(['id', 'kind', 'subject', 'silent', 'since'])
    .where('agent_id', '=', work.actor.id)
    .orderBy('since')
    .orderBy('id')
    .execute()
  const watches: Watch[] = []
  for (const { since, ...row } of rows) {
    const kind = row.kind as WatchKind // held to these by a check constraint
    watches.push({ ...row, kind, since: since.toString(), name: await nameOf(work, kind, row.subject) })
  }
  return { watches, complaints: await followed(work) }
}

function nameOf(work: Work, kind: WatchKind, subject: string): Promise<string | null> {
  const named = { customer: customerName, category: categoryName, view: viewName }
  return named[kind](work, subject)
}

async function customerName(work: Work, id: Id): Promise<string | null> {
  const found = await work.db.selectFrom('people_customers').select('name').where('id', '=', id).executeTakeFirst()
  return found?.name ?? null
}

async function categoryName(work: Work, code: string): Promise<string | null> {
  const found = await work.db.selectFrom('complaints_categories').select('names').where('code', '=', code).executeTakeFirst()
  const names = found?.names as Record<Language, string> | undefined // written only with a name in each language
  return names?.[work.actor.kind === 'person' ? work.actor.language : 'en'] ?? null
}

const viewName = async (work: Work, id: Id): Promise<string | null> => (await viewFor(work, id))?.name ?? null

const mostFollowed = 200

async function followed(work: Work): Promise<Watches['complaints']> {
  const rows = await work.db
    .selectFrom('complaints_followers as f')
    .innerJoin('complaints_complaints', 'complaints_complaints.id', 'f.complaint_id')
    .select(['complaints_complaints.id', 'complaints_complaints.number'])
    .select(customerNamed('complaints_complaints.customer_id').as('customer'))
    .where('f.agent_id', '=', work.actor.id)
    .where(visibleComplaints(work.actor))
    .orderBy('f.followed_at', 'desc')
    .limit(mostFollowed)
    .execute()
  return rows.map(({ customer, ...row }) => ({ ...row, customer: shownCustomer(customer) }))
}
