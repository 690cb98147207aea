import { actorName } from '#platform/actor.ts'
import type { Id } from '#platform/endpoint.ts'
import type { Work } from '#platform/work.ts'
import { asideForUpdate } from './find-aside.ts'

/** Leaves a mail aside for good: it is no longer in the list. Its row, the reason and the raw file stay. */
export async function discardAside(work: Work, id: Id, reason: string): Promise<{ discarded: boolean }> {
  const mail = await asideForUpdate(work, id)
  await work.db
    .updateTable('channels_mails')
    .set({ state: 'discarded', settled_at: work.now, settled_by: actorName(work.actor), settled_reason: reason })
    .where('id', '=', mail.id)
    .execute()
  return { discarded: true }
}
