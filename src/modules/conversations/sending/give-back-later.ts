import type { Fact } from '#platform/fact.ts'
import type { Work } from '#platform/work.ts'
import { takeBack } from './take-back.ts'

/** Who wrote an answer for later did not know what the customer has written since: it is their draft again, and leaves when they say so anew. */
export async function giveBackLater(work: Work, { complaint, automatic }: Fact<'message.received'>): Promise<void> {
  // An absence note says nothing that an answer should know.
  if (automatic) return
  const waiting = await work.db
    .selectFrom('conversations_messages')
    .select('id')
    .where('complaint_id', '=', complaint)
    .where('direction', '=', 'out')
    .where('kind', '=', 'message')
    .where('state', '=', 'queued')
    .where('state_reason', '=', 'later')
    .orderBy('next_try_at')
    .execute()
  for (const { id } of waiting) await takeBack(work, { complaint, message: id, from: ['queued'], why: 'answered' })
}
