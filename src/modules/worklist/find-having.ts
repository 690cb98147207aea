import { type RawBuilder, sql } from 'kysely'
import type { Work } from '#platform/work.ts'
import { type Among, among } from './find-among.ts'
import type { Possession } from './rules/vocabulary.ts'

const here = sql`x.complaint_id = complaints_complaints.id`

const asked = (from: RawBuilder<unknown>): Among => ({
  all: sql`select x.complaint_id ${from}`,
  ofRow: sql<boolean>`(select true ${from} and ${here} limit 1)`,
})

const possessed: Record<Exclude<Possession, 'order'>, Among> = {
  promise: asked(sql`from promises_promises x where x.state in ('open', 'reagreed')`),
  task: asked(sql`from tasks_tasks x where x.state = 'open'`),
  attachment: asked(sql`from conversations_attachments x where not x.inline and coalesce(x.message_id, x.note_id) is not null`),
  note: asked(sql`from conversations_notes x where true`),
  tag: asked(sql`from complaints_tags x where true`),
  dispute: asked(sql`from complaints_disputes x where x.ended_at is null`),
}

/** That a complaint has an open promise, an open task, a file, a note … */
export const having = (work: Work, what: Possession): Promise<RawBuilder<boolean>> =>
  what === 'order' ? Promise.resolve(sql<boolean>`complaints_complaints.order_numbers <> '{}'`) : among(work, possessed[what])
