import type { Selectable } from 'kysely'
import { actorName } from '#platform/actor.ts'
import type { ComplaintsClassifications } from '#platform/database.types.ts'
import type { Id } from '#platform/endpoint.ts'
import type { Work } from '#platform/work.ts'
import type { Kind } from '../contract.ts'

type Proposal = Selectable<ComplaintsClassifications>

/** What a colleague proposed that this is, while nobody else has decided. */
export function findProposal(work: Work, complaint: Id): Promise<Proposal | undefined> {
  return work.db
    .selectFrom('complaints_classifications')
    .selectAll()
    .where('complaint_id', '=', complaint)
    .where('state', '=', 'proposed')
    .executeTakeFirst()
}

/** It was decided, as proposed or otherwise. */
export async function dropProposal(work: Work, proposal: Proposal, state: 'decided' | 'dropped'): Promise<void> {
  await work.db
    .updateTable('complaints_classifications')
    .set({ state, settled_at: work.now, settled_by: actorName(work.actor) })
    .where('complaint_id', '=', proposal.complaint_id)
    .where('id', '=', proposal.id)
    .execute()
  // The column holds what the contract allowed.
  if (state === 'dropped')
    await work.announce({ fact: 'classification.dropped', complaint: proposal.complaint_id, kind: proposal.kind as Kind })
}
