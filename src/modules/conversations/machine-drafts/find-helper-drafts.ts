import type { Selectable } from 'kysely'
import { complaintFor, may } from '#modules/complaints/index.ts'
import type { ConversationsHelperDrafts } from '#platform/database.types.ts'
import type { AnswerOf, Id } from '#platform/endpoint.ts'
import { toolsOf } from '#platform/open-work.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { mayWrite } from '../access.ts'
import type { HelperDraft, HelperKind, HelperTrouble, readHelperDrafts } from '../contract.ts'
import { heldByDraft } from '../drafts/held-by-draft.ts'
import { findAuthors } from '../timeline/authors.ts'
import '../refusals.ts'

type Row = Selectable<ConversationsHelperDrafts>

/** How long a machine's draft waits to be used. */
export const keptFor = { hours: 24 }

/** The machine drafts of a complaint that nobody has sent yet, newest first, and whether there is a model to ask. */
export async function findHelperDrafts(work: Work, complaintId: Id): Promise<AnswerOf<typeof readHelperDrafts>> {
  const complaint = await complaintToWrite(work, complaintId)
  const rows = await work.db
    .selectFrom('conversations_helper_drafts')
    .selectAll()
    .where('complaint_id', '=', complaint)
    .where('state', '!=', 'used')
    .where((match) => match.or([match('asked_at', '>', work.now.subtract(keptFor)), heldByDraft]))
    .orderBy('asked_at', 'desc')
    .orderBy('id', 'desc')
    .limit(20)
    .execute()
  return { available: Boolean(toolsOf(work).configuration.REDRESS_LLM_URL), data: await presentHelperDrafts(work, rows) }
}

/** Drops what was drafted and what failed. What a colleague has put into a reply, and what is being asked now, stays. */
export async function dropHelperDrafts(work: Work, complaintId: Id, kind: HelperKind | undefined): Promise<{ dropped: number }> {
  const complaint = await complaintToWrite(work, complaintId)
  const { numDeletedRows } = await work.db
    .deleteFrom('conversations_helper_drafts')
    .where('complaint_id', '=', complaint)
    .where('state', 'in', ['ready', 'failed'])
    .$if(kind !== undefined, (query) => query.where('kind', '=', kind ?? ''))
    .where((match) => match.not(heldByDraft))
    .executeTakeFirstOrThrow()
  return { dropped: Number(numDeletedRows) }
}

async function complaintToWrite(work: Work, complaintId: Id): Promise<Id> {
  const complaint = await complaintFor(work, complaintId)
  if (!mayWrite(work.actor) || !may(work.actor, complaint).reply) throw refuse('conversations.not_yours_to_write')
  return complaint.id
}

/** Drafts as the API shows them. The columns' check constraints hold the same codes. */
export async function presentHelperDrafts(work: Work, rows: readonly Row[]): Promise<HelperDraft[]> {
  const authorOf = await findAuthors(
    work,
    rows.map(({ asked_by }) => asked_by),
    null,
  )
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind as HelperKind,
    state: row.state === 'talking' ? 'asked' : (row.state as HelperDraft['state']),
    asked_by: authorOf(row.asked_by),
    asked_at: row.asked_at.toString(),
    model: row.model,
    text: row.text,
    trouble: row.trouble as HelperTrouble | null, // written only by draft-with-helper, from the same codes
  }))
}
