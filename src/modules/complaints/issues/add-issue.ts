import { newId } from '#platform/id.ts'
import type { Work } from '#platform/work.ts'
import { changeableComplaint, touch } from '../change-complaint.ts'
import type { Issue } from '../contract.ts'
import { categoryExists, personExists } from '../known-names.ts'
import { issuesOf } from './find-issues.ts'

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
  const issue = await insertIssue(work, complaint.id, { ...asked, position: (last ?? 0) + 1 })
  await touch(work, complaint.id)
  const [presented] = await issuesOf(work, complaint.id, issue)
  if (!presented) throw new Error('The issue just written is not there')
  return presented
}

/** The issue that every complaint begins with, named after its subject. */
export const addFirstIssue = (work: Work, { id, ...issue }: { id: string; title: string; category: string | null }) =>
  insertIssue(work, id, { ...issue, position: 1 })

async function insertIssue(work: Work, complaint: string, asked: NewIssue & { position: number }): Promise<string> {
  const id = newId()
  const category = asked.category ?? null
  const row = {
    complaint_id: complaint,
    id,
    position: asked.position,
    title: asked.title,
    category_code: category,
    owner_id: asked.owner ?? null,
  }
  await Promise.all([
    work.db.insertInto('complaints_issues').values(row).execute(),
    work.announce({ fact: 'issue.added', complaint, issue: id, category }),
  ])
  return id
}
