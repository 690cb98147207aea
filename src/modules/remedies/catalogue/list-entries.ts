import { complaintFor, issuesOf } from '#modules/complaints/index.ts'
import { isStaff } from '#platform/actor.ts'
import type { AnswerOf, Id } from '#platform/endpoint.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { mayEditCatalogue } from './access.ts'
import type { Entry, listEntries as listEndpoint } from './contract.ts'
import { categoryLine, entryVersions, findEntries, presentEntries } from './find-entries.ts'
import { isFor } from './rules/terms.ts'
import '../refusals.ts'

/** The catalogue: whole, or what may be picked for an issue now. */
export async function listEntries(
  work: Work,
  asked: { complaint?: Id | undefined; issue?: Id | undefined },
): Promise<AnswerOf<typeof listEndpoint>> {
  const all = await presentEntries(work, await findEntries(work))
  const may = { edit: mayEditCatalogue(work.actor) }
  if (asked.complaint === undefined) return { data: all, may }
  const complaint = await complaintFor(work, asked.complaint)
  if (!isStaff(work.actor)) throw refuse('complaints.not_found')
  const issues = await issuesOf(work, complaint.id)
  const issue = asked.issue === undefined ? null : issues.find(({ id }) => id === asked.issue?.toLowerCase())
  if (issue === undefined) throw refuse('remedies.issue_not_found')
  const line = await categoryLine(
    work,
    (issue === null ? issues : [issue]).map(({ category }) => category),
  )
  return { data: all.filter((entry) => entry.holds && isFor(entry, line)), may }
}

/** Every version of one. */
export async function listEntryVersions(work: Work, code: string): Promise<{ data: Entry[] }> {
  return { data: await presentEntries(work, await entryVersions(work, code)) }
}
