import { sealed } from '#platform/facts.ts'
import { newId } from '#platform/id.ts'
import type { Work } from '#platform/work.ts'
import { changeableComplaint, writeComplaint } from './change-complaint.ts'
import type { Kind, State } from './contract.ts'
import { type ComplaintRecord, stateOf } from './find-complaint.ts'

/** Says that this is an enquiry, praise or something else; or turns it back into a complaint, which any agent may. */
export async function classifyComplaint(
  work: Work,
  id: string,
  { kind, reason }: { kind: Kind; reason: string },
): Promise<ComplaintRecord> {
  const complaint = await changeableComplaint(work, id, 'classify')
  const state = stateAs(stateOf(complaint), kind, complaint.owner_id)
  const changed = await writeComplaint(work, complaint.id, { kind, state, ...(state === 'not_complaint' && { reply_by: null }) })
  const seal = sealed(reason)
  await work.db
    .insertInto('complaints_classifications')
    .values({
      complaint_id: complaint.id,
      id: newId(),
      at: work.now,
      kind,
      reason,
      salt: seal.salt,
      decided_by: `${work.actor.kind}/${work.actor.id}`,
    })
    .execute()
  await work.announce({ fact: 'complaint.classified', complaint: complaint.id, kind, reason: seal.hash, state })
  return changed
}

function stateAs(state: State, kind: Kind, owner: string | null): State {
  if (kind !== 'complaint') return 'not_complaint'
  if (state !== 'not_complaint') return state
  return owner ? 'open' : 'received'
}
