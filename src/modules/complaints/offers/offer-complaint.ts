import type { Id } from '#platform/endpoint.ts'
import type { Fact } from '#platform/fact.ts'
import type { Work } from '#platform/work.ts'
import { may } from '../access.ts'
import { takeIfUnowned } from '../assign-complaint.ts'
import { changeableComplaint, writeComplaint } from '../change-complaint.ts'
import { toldDecision } from '../closing/close-complaint.ts'
import { isTelling } from '../closing/find-history.ts'
import type { Issue } from '../contract.ts'
import { type ComplaintRecord, complaintForUpdate, stateOf } from '../find-complaint.ts'
import { issuesOf } from '../issues/find-issues.ts'
import { isFourFifths } from '../rules/lifecycle.ts'
import { leaveWaiting } from '../waiting/waitings.ts'

/** An offer or a decision is with the customer. Gate A: refused while an issue has neither a finding nor an outcome. */
export async function offerComplaint(work: Work, id: Id, message: Id | null): Promise<ComplaintRecord> {
  const complaint = await changeableComplaint(work, id, 'offer')
  await work.allow('complaint.offer', { complaint: complaint.id, issues: await issuesOf(work, complaint.id) })
  return offer(work, complaint, message)
}

async function offer(work: Work, complaint: ComplaintRecord, message: Id | null): Promise<ComplaintRecord> {
  await takeIfUnowned(work, complaint)
  await leaveWaiting(work, complaint, 'moved_on')
  const offered = await writeComplaint(work, complaint.id, { state: 'offered', reply_by: null })
  await work.announce({ fact: 'complaint.offered', complaint: complaint.id, message, state: 'offered' })
  return offered
}

/** What left the house may be the offer, or say the decision that was asked to be closed with: then it is offered, and the customer counts as told. */
export async function followTelling(work: Work, fact: Fact<'message.sent' | 'contact.logged'>): Promise<void> {
  if (!isTelling({ fact: fact.fact, data: { ...fact } })) return
  const letter = fact.fact === 'message.sent' ? fact.letter : null
  const complaint = await complaintForUpdate(work, fact.complaint)
  const issues = await issuesOf(work, complaint.id)
  if (makesOffer(letter)) await offerIfFound(work, complaint, { message: fact.message, issues })
  if (decides(letter) || isFourFifths(stateOf(complaint))) await resolveIfTold(work, complaint, issues)
}

const decides = (letter: string | null): boolean => letter?.startsWith('final') ?? false
const makesOffer = (letter: string | null): boolean => letter === 'offer' || decides(letter)

async function offerIfFound(work: Work, complaint: ComplaintRecord, { message, issues }: { message: Id; issues: Issue[] }) {
  if (!may(work.actor, complaint).offer) return
  const missing = await work.allow.missing('complaint.offer', { complaint: complaint.id, issues })
  if (missing.length === 0) await offer(work, complaint, message)
}

async function resolveIfTold(work: Work, complaint: ComplaintRecord, issues: Issue[]) {
  const told = complaint.resolved_at ? null : await toldDecision(work, complaint.id, issues)
  if (!told) return
  await writeComplaint(work, complaint.id, { resolved_at: work.now })
  await work.announce({ fact: 'complaint.resolved', complaint: complaint.id, message: told.message })
}
