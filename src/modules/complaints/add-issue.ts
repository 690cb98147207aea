import type { Selectable } from 'kysely'
import type { ComplaintsIssues } from '#platform/database.types.ts'
import { newId } from '#platform/id.ts'
import type { Work } from '#platform/work.ts'
import { changeableComplaint, touch } from './change-complaint.ts'
import type { Issue } from './contract.ts'
import type { ComplaintRecord } from './find-complaint.ts'
import { issuesOf } from './find-issues.ts'
import { categoryExists, personExists } from './known-names.ts'

type IssueRow = Selectable<ComplaintsIssues>

interface NewIssue {
  title: string
  category?: string | null | undefined
  owner?: string | null | undefined
}

/** Adds one more separate grievance to a complaint. */
export async function addIssue(work: Work, complaintId: string, asked: NewIssue): Promise<Issue> {
  const complaint = await changeableComplaint(work, complaintId)
  await categoryExists(work, asked.category)
  await personExists(work, asked.owner)
  const { last } = await work.db
    .selectFrom('complaints_issues')
    .select((row) => row.fn.max('position').as('last'))
    .where('complaint_id', '=', complaint.id)
    .executeTakeFirstOrThrow()
  const issue = await insertIssue(work, complaint, { ...asked, position: (last ?? 0) + 1 })
  await touch(work, complaint.id)
  const [presented] = await issuesOf(work, complaint.id, issue.id)
  if (!presented) throw new Error('The issue just written is not there')
  return presented
}

/** The issue that every complaint begins with, named after its subject. */
export const addFirstIssue = (work: Work, complaint: ComplaintRecord, category: string | null) =>
  insertIssue(work, complaint, { title: complaint.subject, category, position: 1 })

async function insertIssue(work: Work, complaint: ComplaintRecord, asked: NewIssue & { position: number }): Promise<IssueRow> {
  const issue = await work.db
    .insertInto('complaints_issues')
    .values({
      complaint_id: complaint.id,
      id: newId(),
      position: asked.position,
      title: asked.title,
      category_code: asked.category ?? null,
      owner_id: asked.owner ?? null,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  await work.announce({ fact: 'issue.added', complaint: complaint.id, issue: issue.id, category: issue.category_code })
  return issue
}
