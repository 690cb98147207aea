import { changeableComplaint, issuesOf, noteActivity } from '#modules/complaints/index.ts'
import { findMessageById } from '#modules/conversations/index.ts'
import { actorName } from '#platform/actor.ts'
import type { BodyOf, Id } from '#platform/endpoint.ts'
import { sealed } from '#platform/facts.ts'
import { newId } from '#platform/id.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import type { Enquiry, logFinding as logEndpoint } from '../contract/enquiry.ts'
import '../refusals.ts'
import { filesOf } from './find-findings.ts'
import { presentEnquiry } from './present-enquiry.ts'

type Asked = BodyOf<typeof logEndpoint>

/** Logs what was verified. What was logged stays; who finds out otherwise logs that too. */
export async function logFinding(work: Work, complaintId: Id, asked: Asked): Promise<Enquiry> {
  const complaint = await changeableComplaint(work, complaintId)
  await judge(work, complaint.id, asked)
  await write(work, complaint.id, asked)
  await noteActivity(work, complaint.id)
  return presentEnquiry(work, complaint)
}

async function write(work: Work, complaint: Id, asked: Asked): Promise<void> {
  const { source, result, issue = null, message = null, attachment = null } = asked
  const [claim, note] = [asked.claim.trim(), asked.note?.trim() || null]
  const [claimSeal, noteSeal] = [sealed(claim), note === null ? noSeal : sealed(note)]
  const [id, about] = [newId(), { source, result }]
  const words = { claim, claim_salt: claimSeal.salt, note, note_salt: noteSeal.salt }
  const evidence = { issue_id: issue, message_id: message, attachment_id: attachment }
  await work.db
    .insertInto('procedure_findings')
    .values({ complaint_id: complaint, id, ...about, ...words, ...evidence, logged_by: actorName(work.actor), logged_at: work.now })
    .execute()
  await work.announce({ fact: 'finding.logged', complaint, finding: id, issue, ...about, claim: claimSeal.hash, words: noteSeal.hash })
}

const noSeal = { salt: null, hash: null }

/** What is named as evidence belongs to this complaint. */
async function judge(work: Work, complaint: Id, { issue, message, attachment }: Asked): Promise<void> {
  if (issue && (await issuesOf(work, complaint, issue)).length === 0) throw refuse('procedure.issue_not_found')
  if (message && !(await findMessageById(work, complaint, message))) throw refuse('procedure.evidence_not_found')
  if (attachment && (await filesOf(work, complaint, [attachment])).size === 0) throw refuse('procedure.evidence_not_found')
}
