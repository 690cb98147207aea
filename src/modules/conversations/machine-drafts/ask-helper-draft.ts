import { type ComplaintRecord, complaintFor, may } from '#modules/complaints/index.ts'
import { actorName } from '#platform/actor.ts'
import type { Id } from '#platform/endpoint.ts'
import { newId } from '#platform/id.ts'
import { toolsOf } from '#platform/open-work.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { mayWrite } from '../access.ts'
import type { HelperDraft, HelperKind } from '../contract.ts'
import { heldByDraft } from '../drafts/held-by-draft.ts'
import { draftWithHelper } from './draft-with-helper.ts'
import { presentHelperDrafts } from './find-helper-drafts.ts'
import '../refusals.ts'

/** Asks the configured language model for a draft: one open request a complaint and kind. What it answered before and nobody put into a reply gives way. */
export async function askHelperDraft(work: Work, complaintId: Id, kind: HelperKind): Promise<HelperDraft> {
  const complaint = await complaintFor(work, complaintId)
  if (!mayWrite(work.actor) || !may(work.actor, complaint).reply) throw refuse('conversations.not_yours_to_write')
  if (!toolsOf(work).configuration.REDRESS_LLM_URL) throw refuse('conversations.helper_off')
  if (complaint.restriction !== null) throw refuse('conversations.helper_restricted')
  await forgetOlder(work, complaint, kind)
  const row = await work.db
    .insertInto('conversations_helper_drafts')
    .values({ complaint_id: complaint.id, id: newId(), kind, state: 'asked', asked_by: actorName(work.actor), asked_at: work.now })
    .onConflict((conflict) => conflict.doNothing())
    .returningAll()
    .executeTakeFirst()
  if (!row) throw refuse('conversations.helper_asked')
  // One at a time: a machine in the house has one head, and the other jobs go on meanwhile.
  await work.enqueue(draftWithHelper, { complaint: complaint.id, draft: row.id }, { queue: 'helper-drafts', key: `helper/${row.id}` })
  await work.announce({ fact: 'draft.asked', complaint: complaint.id, draft: row.id, kind })
  const [draft] = await presentHelperDrafts(work, [row])
  if (!draft) throw new Error('A draft that was just asked for is not presented')
  return draft
}

const forgetOlder = (work: Work, { id }: ComplaintRecord, kind: HelperKind) =>
  work.db
    .deleteFrom('conversations_helper_drafts')
    .where('complaint_id', '=', id)
    .where('kind', '=', kind)
    .where('state', 'in', ['ready', 'failed'])
    .where((match) => match.not(heldByDraft))
    .execute()
