import { sql } from 'kysely'
import { whoSees } from '#modules/complaints/index.ts'
import type { Id } from '#platform/endpoint.ts'
import type { Fact } from '#platform/fact.ts'
import type { Work } from '#platform/work.ts'
import { gatherNotices } from '../gather-notices.ts'
import { writeNotices } from '../write-notices.ts'

type New = Fact<'complaint.opened' | 'complaint.edited' | 'issue.added' | 'issue.edited'>

/** Tells who follows a customer or a category that a complaint of it is here: whoever may see it, but not whoever did it. */
export async function tellWatchers(work: Work, fact: New): Promise<void> {
  const news = newsOf(fact)
  if (news === null) return
  const watching = await whoWatches(work, fact.complaint, news)
  if (watching.length === 0) return
  const seeing = await whoSees(work, fact.complaint, { people: watching })
  const people = seeing.filter(({ id }) => id !== work.actor.id).map(({ id }) => id)
  const told = { complaint: fact.complaint, kind: 'watched', place: null } as const
  const goingOn = await writeNotices(work, { ...told, people, insteadOf: null })
  if (goingOn.length > 0) await work.enqueue(gatherNotices, { ...told, people: goingOn })
}

interface News {
  /** It has this customer now; undefined where that is no news. */
  customer?: Id | null
  /** It has this category now. */
  category?: string | null
  /** An issue whose category is news. */
  issue?: Id
  /** Its customer is news, and stands in its row. */
  inRow?: boolean
}

function newsOf(fact: New): News | null {
  if (fact.fact === 'complaint.opened') return { customer: fact.customer, category: fact.category }
  if (fact.fact === 'issue.added') return fact.category === null ? null : { category: fact.category }
  if (fact.fact === 'issue.edited') return fact.fields.includes('category') ? { issue: fact.issue } : null
  return fact.fields.includes('customer_id') ? { inRow: true } : null
}

async function whoWatches(work: Work, complaint: Id, { customer = null, category = null, issue, inRow = false }: News): Promise<Id[]> {
  const whose = inRow ? sql`(select c.customer_id::text from complaints_complaints c where c.id = ${complaint})` : sql`${customer}`
  const what = issue
    ? sql`(select i.category_code from complaints_issues i where i.complaint_id = ${complaint} and i.id = ${issue})`
    : sql`${category}`
  const { rows } = await sql<{ agent_id: Id }>`
    select distinct w.agent_id from notices_watches w where (w.kind = 'customer' and w.subject = ${whose}::text)
      or (w.kind = 'category' and w.subject in (select unnest(array[k.code, k.parent_code]) from complaints_categories k where k.code = ${what}::text))`.execute(
    work.db,
  )
  return rows.map(({ agent_id }) => agent_id)
}
