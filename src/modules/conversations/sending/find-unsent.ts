import { sql } from 'kysely'
import type { FindMarks } from '#modules/complaints/index.ts'

/**
 * Marks the rows of a list whose complaint has a message that did not leave or came back (unsent), may not have left (unsure), is tried
 * again later (deferred), waits for a switch (held) or for the moment that its writer chose (later), until a person looks or it is gone.
 */
export const findUnsent: FindMarks = async (work, complaints) => {
  if (complaints.length === 0) return new Map()
  const rows = await work.db
    .selectFrom('conversations_messages')
    .select(['complaint_id', mark.as('mark')])
    .distinct()
    .where('state', 'in', ['queued', 'failed', 'bounced', 'unsure'])
    .where('complaint_id', 'in', complaints)
    .where((match) => match.or([match('state', '!=', 'queued'), match('next_try_at', 'is not', null), match('state_reason', '=', 'held')]))
    .orderBy('mark', 'desc')
    .execute()
  const byComplaint = Map.groupBy(rows, ({ complaint_id }) => complaint_id)
  return new Map([...byComplaint].map(([complaint, marks]) => [complaint, marks.map((row) => row.mark)]))
}

const mark = sql<string>`case when state in ('failed', 'bounced') then 'unsent' when state = 'unsure' then 'unsure'
  when state_reason in ('held', 'later') then state_reason else 'deferred' end`
