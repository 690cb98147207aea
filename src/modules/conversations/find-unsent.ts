import type { FindMarks } from '#modules/complaints/index.ts'

/** Marks the rows of a list whose complaint has a message that did not leave, came back, or may not have left: red until a person looks. */
export const findUnsent: FindMarks = async (work, complaints) => {
  if (complaints.length === 0) return new Map()
  const rows = await work.db
    .selectFrom('conversations_messages')
    .select('complaint_id')
    .distinct()
    .where('state', 'in', ['failed', 'bounced', 'unsure'])
    .where('complaint_id', 'in', complaints)
    .execute()
  return new Map(rows.map(({ complaint_id }) => [complaint_id, ['unsent']]))
}
