import type { Id } from '#platform/endpoint.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import type { UsedHelp } from '../contract.ts'
import { shareChanged } from '../rules/share-changed.ts'
import { standsUnread } from '../rules/stands-unread.ts'
import '../refusals.ts'

export interface Help {
  /** The language model whose words are in it; null where none is. */
  model: string | null
  drafts: Id[]
}

/** Which machine drafts went into a reply, said by its writer or not. Refuses one that stands word for word and that nobody says they read. */
export async function helpIn(
  work: Work,
  complaint: Id,
  { text, helped = [] }: { text: string; helped?: UsedHelp | undefined },
): Promise<Help> {
  const rows = await work.db
    .selectFrom('conversations_helper_drafts')
    .select(['id', 'model', 'text'])
    .where('complaint_id', '=', complaint)
    .where('state', 'in', ['ready', 'used'])
    .orderBy('asked_at', 'desc')
    .execute()
  const isRead = (id: Id) => helped.some((one) => one.draft === id && one.read)
  const isListed = (id: Id) => helped.some((one) => one.draft === id)
  const isUnread = rows.some((row) => row.text !== null && standsUnread(row.text, text) && !isRead(row.id))
  // Of a draft that is gone nobody can tell whether it still stands: who used it says that they read it.
  const isForgotten = helped.some(({ draft, read }) => !read && !rows.some(({ id }) => id === draft))
  if (isUnread || isForgotten) throw refuse('conversations.machine_draft_unread')
  const used = rows.filter((row) => isPart(row, text, isListed(row.id)))
  return { model: used[0]?.model ?? null, drafts: used.map(({ id }) => id) }
}

// Half of a machine's words, in their order, are no accident; where its writer says that it was used, any of them count.
function isPart(row: { text: string | null }, reply: string, listed: boolean): boolean {
  if (row.text === null) return listed
  const changed = shareChanged(row.text.replaceAll(/\{\{[^{}]*\}\}/g, ' '), reply)
  return listed ? changed < 1 : changed < 0.5
}

/** What was used is kept no longer: of the draft stays which model, and in which reply, for a day. */
export async function keepHelp(work: Work, complaint: Id, { message, help }: { message: Id; help: Help }): Promise<void> {
  if (help.drafts.length === 0) return
  await work.db
    .updateTable('conversations_helper_drafts')
    .set({ state: 'used', text: null, salt: null, message_id: message })
    .where('complaint_id', '=', complaint)
    .where('id', 'in', help.drafts)
    .execute()
}

/** The machine drafts in a reply that is taken back; it was read before it was sent. */
export async function findHelpIn(work: Work, complaint: Id, message: Id): Promise<UsedHelp> {
  const rows = await work.db
    .selectFrom('conversations_helper_drafts')
    .select('id')
    .where('complaint_id', '=', complaint)
    .where('message_id', '=', message)
    .execute()
  return rows.map(({ id }) => ({ draft: id, read: true }))
}
