import { changeableComplaint, issuesOf, noteActivity } from '#modules/complaints/index.ts'
import { actorName } from '#platform/actor.ts'
import type { BodyOf, Id } from '#platform/endpoint.ts'
import { sealed } from '#platform/facts.ts'
import { newId } from '#platform/id.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { type IssueCause, type setCause as setEndpoint, unknownCause } from '../contract/causes.ts'
import '../refusals.ts'
import { causeList, findCauses, presentCauses } from './find-causes.ts'

/** Sets the root cause of an issue: one of the list that has not ended; that it is unknown says why. The same again is no new row. */
export async function setCause(
  work: Work,
  { complaint: complaintId, issue: issueId }: { complaint: Id; issue: Id },
  { cause, words }: BodyOf<typeof setEndpoint>,
): Promise<IssueCause> {
  const complaint = await changeableComplaint(work, complaintId)
  const [issue] = await issuesOf(work, complaint.id, issueId)
  if (!issue) throw refuse('procedure.issue_not_found')
  const before = (await findCauses(work, complaint.id)).find((one) => one.issue === issue.id)
  const said = words?.trim() || null
  await judge(work, { cause, said, before: before?.code })
  if (before?.code !== cause || before.words !== said) {
    await write(work, { complaint: complaint.id, issue: issue.id, cause, said })
    await noteActivity(work, complaint.id)
  }
  const set = (await presentCauses(work, complaint)).find((one) => one.issue === issue.id)
  if (!set) throw new Error('The issue just judged is not there')
  return set
}

async function judge(work: Work, { cause, said, before }: { cause: string; said: string | null; before: string | undefined }) {
  const listed = (await causeList(work)).find(({ code }) => code === cause)
  // one that has ended since stays, with other words too
  if (!listed || (listed.ended && before !== cause)) throw refuse('procedure.cause_not_listed')
  if (cause === unknownCause && said === null) throw refuse('procedure.cause_unknown_why')
}

async function write(work: Work, { complaint, issue, cause, said }: { complaint: Id; issue: Id; cause: string; said: string | null }) {
  const seal = said === null ? null : sealed(said)
  const row = { complaint_id: complaint, id: newId(), issue_id: issue, code: cause, words: said, salt: seal?.salt ?? null }
  await work.db
    .insertInto('procedure_issue_causes')
    .values({ ...row, set_by: actorName(work.actor), set_at: work.now })
    .execute()
  await work.announce({ fact: 'cause.set', complaint, issue, cause, words: seal?.hash ?? null })
}
