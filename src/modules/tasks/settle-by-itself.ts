import { lastFromUs } from '#modules/conversations/index.ts'
import type { Fact } from '#platform/fact.ts'
import type { Work } from '#platform/work.ts'
import { findOpen } from './ask-by-itself.ts'
import type { Why } from './contract.ts'
import { settle } from './settle-tasks.ts'

/** The customer heard from a person of ours: what only asked for that is done. An apology is its owner's to make. */
export async function settleWhenTold(work: Work, fact: Fact<'message.sent' | 'contact.logged'>): Promise<void> {
  if (fact.fact === 'message.sent' ? !fact.by_person : fact.direction !== 'out') return
  const open = await findOpen(work, fact.complaint, ['unhappy', 'remind', 'no_reply', 'apology'])
  for (const task of open) {
    const isDone = task.why !== 'apology' || (await wroteSince(work, task))
    if (isDone) await settle(work, task, { state: 'done' })
  }
}

const wroteSince = async (work: Work, { complaint_id, owner_id, added_at }: Open): Promise<boolean> =>
  owner_id !== null && (await lastFromUs(work, complaint_id, { since: added_at, by: `person/${owner_id}` })) !== null

/** The customer answered, or what a colleague owed is here. */
export async function settleWhenAnswered(work: Work, fact: Fact<'message.received' | 'complaint.resumed'>): Promise<void> {
  if (fact.fact === 'message.received' && fact.automatic) return
  const answered: Why[] = fact.fact === 'message.received' ? ['remind', 'no_reply'] : ['remind', 'requested', 'not_delivered']
  for (const task of await findOpen(work, fact.complaint, answered)) await settle(work, task, { state: 'done' })
}

const asked: Why[] = ['apology', 'no_reply', 'remind', 'requested', 'not_delivered', 'unhappy', 'lapsed', 'chosen']

/** The complaint has ended: what the desk asked for is not needed any more. What a colleague wrote down stays theirs. */
export async function endTasks(
  work: Work,
  { complaint }: Fact<'complaint.closed' | 'complaint.withdrawn' | 'complaint.merged'>,
): Promise<void> {
  for (const task of await findOpen(work, complaint, asked)) await settle(work, task, { state: 'cancelled', reason: null })
}

type Open = Awaited<ReturnType<typeof findOpen>>[number]
