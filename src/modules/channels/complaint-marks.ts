import { sql } from 'kysely'
import { type BearsMark, complaintFor, type FindMarks } from '#modules/complaints/index.ts'
import type { Id } from '#platform/endpoint.ts'
import type { Fact } from '#platform/fact.ts'
import type { Work } from '#platform/work.ts'

const channelMarks = ['automatic', 'list', 'no_mailbox', 'unacknowledged', 'spam'] as const
export type ChannelMark = (typeof channelMarks)[number]

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

/** The condition that a complaint bears a mark of channels. */
export const bearsChannelMark: BearsMark = (mark) =>
  channelMarks.some((one) => one === mark)
    ? sql<boolean>`exists (select from channels_marks k where k.complaint_id = complaints_complaints.id and k.mark = ${mark})`
    : null

/** A person has written: the customer knows now that we have it, and what a machine brought was looked at. */
export async function answeredByPerson(work: Work, { complaint }: Fact<'reply.written'>): Promise<void> {
  const marks: ChannelMark[] = ['unacknowledged', 'automatic']
  await work.db.deleteFrom('channels_marks').where('complaint_id', '=', complaint).where('mark', 'in', marks).execute()
}

/** A person has looked at what a machine brought: it leaves the list for review. Twice is once. */
export async function reviewComplaint(work: Work, id: Id): Promise<{ reviewed: boolean }> {
  const complaint = await complaintFor(work, id)
  const removed = await work.db
    .deleteFrom('channels_marks')
    .where('complaint_id', '=', complaint.id)
    .where('mark', '=', 'automatic')
    .returning('mark')
    .execute()
  if (removed.length > 0) await work.announce({ fact: 'complaint.reviewed', complaint: complaint.id })
  return { reviewed: true }
}
