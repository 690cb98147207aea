import { actorName } from '#platform/actor.ts'
import { sealed } from '#platform/facts.ts'
import { newId } from '#platform/id.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { changeableComplaint, touch, writeComplaint } from '../change-complaint.ts'
import { dropClosure } from '../closing/find-closure.ts'
import type { Kind, State } from '../contract.ts'
import { type ComplaintRecord, complaintForUpdate, stateOf } from '../find-complaint.ts'
import { endWaitings } from '../waiting/waitings.ts'
import { dropProposal, findProposal } from './find-proposal.ts'

interface Asked {
  kind: Kind
  reason: string
  /** It needs no second person: spam is judged by who sorts the mail. */
  alone?: boolean
}

/**
 * Says that this is an enquiry, praise or something else; or turns it back into a complaint, which any agent may. Where the message reads like
 * a complaint, the first who says so only proposes it, and a second person confirms.
 */
export async function classifyComplaint(work: Work, id: string, asked: Asked): Promise<ComplaintRecord> {
  const complaint = await changeableComplaint(work, id, 'classify')
  const proposed = await findProposal(work, complaint.id)
  if (await onlyProposes(work, complaint, asked)) {
    const other = proposed && proposed.kind === asked.kind && proposed.decided_by !== actorName(work.actor)
    if (!other) return propose(work, complaint, asked)
  }
  if (proposed) await dropProposal(work, proposed, asked.kind === proposed.kind ? 'decided' : 'dropped')
  return classify(work, complaint, asked)
}

async function onlyProposes(work: Work, { id, state }: ComplaintRecord, { kind, alone = false }: Asked): Promise<boolean> {
  if (kind === 'complaint' || state === 'not_complaint' || alone || work.actor.kind === 'desk') return false
  return (await work.allow.missing('complaint.classify', { complaint: id, kind })).length > 0
}

async function propose(work: Work, complaint: ComplaintRecord, { kind, reason }: Asked): Promise<ComplaintRecord> {
  const before = await findProposal(work, complaint.id)
  if (before?.kind === kind && before.decided_by === actorName(work.actor)) throw refuse('complaints.second_person_confirms')
  if (before) await dropProposal(work, before, 'dropped')
  const hash = await keep(work, complaint.id, { kind, reason, state: 'proposed' })
  await touch(work, complaint.id)
  await work.announce({ fact: 'classification.proposed', complaint: complaint.id, kind, reason: hash })
  return complaintForUpdate(work, complaint.id)
}

async function classify(work: Work, complaint: ComplaintRecord, { kind, reason }: Asked): Promise<ComplaintRecord> {
  const state = stateAs(stateOf(complaint), kind, complaint.owner_id)
  const none = state === 'not_complaint'
  const changed = await writeComplaint(work, complaint.id, { kind, state, ...(none && { reply_by: null, delivered_at: null }) })
  if (none) {
    await endWaitings(work, complaint.id, 'moved_on')
    await dropClosure(work, complaint.id, 'not_complaint')
  }
  const hash = await keep(work, complaint.id, { kind, reason, state: 'decided' })
  await work.announce({ fact: 'complaint.classified', complaint: complaint.id, kind, reason: hash, state })
  return changed
}

async function keep(work: Work, complaint: string, said: { kind: Kind; reason: string; state: 'proposed' | 'decided' }): Promise<string> {
  const { salt, hash } = sealed(said.reason)
  await work.db
    .insertInto('complaints_classifications')
    .values({ ...said, complaint_id: complaint, id: newId(), at: work.now, salt, decided_by: actorName(work.actor) })
    .execute()
  return hash
}

function stateAs(state: State, kind: Kind, owner: string | null): State {
  if (kind !== 'complaint') return 'not_complaint'
  if (state !== 'not_complaint') return state
  return owner ? 'open' : 'received'
}
