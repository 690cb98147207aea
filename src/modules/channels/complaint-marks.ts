import type { FindMarks } from '#modules/complaints/index.ts'
import type { Id } from '#platform/endpoint.ts'
import type { Fact } from '#platform/fact.ts'
import type { Work } from '#platform/work.ts'

export type ChannelMark = 'automatic' | 'list' | 'no_mailbox' | 'unacknowledged' | 'spam'

/** Marks a complaint for who sees it in a list. Twice is once. */
export async function addMark(
  work: Work,
  { complaint, mark, reason }: { complaint: Id; mark: ChannelMark; reason?: string },
): Promise<void> {
  await work.db
    .insertInto('channels_marks')
    .values({ complaint_id: complaint, mark, reason: reason ?? null, since: work.now })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export async function removeMark(work: Work, { complaint, mark }: { complaint: Id; mark: ChannelMark }): Promise<void> {
  await work.db.deleteFrom('channels_marks').where('complaint_id', '=', complaint).where('mark', '=', mark).execute()
}

/** The marks that channels set on complaints: one query for a whole page. */
export const findChannelMarks: FindMarks = async (work, complaints) => {
  if (complaints.length === 0) return new Map()
  const rows = await work.db
    .selectFrom('channels_marks')
    .select(['complaint_id', 'mark'])
    .where('complaint_id', 'in', [...complaints])
    .orderBy('mark')
    .execute()
  return new Map(
    [...Map.groupBy(rows, ({ complaint_id }) => complaint_id)].map(([complaint, marks]) => [complaint, marks.map(({ mark }) => mark)]),
  )
}

/** A person has written: the customer knows now that we have it. */
export const answeredByPerson = (work: Work, { complaint }: Fact<'reply.written'>): Promise<void> =>
  removeMark(work, { complaint, mark: 'unacknowledged' })
