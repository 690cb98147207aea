import { actorName } from '#platform/actor.ts'
import type { Id } from '#platform/endpoint.ts'
import { sealed } from '#platform/facts.ts'
import type { Work } from '#platform/work.ts'
import type { RemedyRecord } from './present-remedies.ts'

interface Settled {
  act: 'refused' | 'expired' | 'cancelled' | 'executed' | 'confirmed' | 'settled' | 'reversed'
  reason?: string
  reference?: string | null | undefined
  key?: string | null | undefined
  message?: Id | null
}

/** Writes down who did it, when and why, and that the remedy is in that state now. Answers it, and the seal over the reason. */
export async function settleRemedy(work: Work, remedy: RemedyRecord, how: Settled): Promise<{ remedy: RemedyRecord; reason: string }> {
  const reason = written(how.reason)
  const seal = reason === null ? null : sealed(reason)
  await work.db
    .insertInto('remedies_acts')
    .values({
      complaint_id: remedy.complaint_id,
      remedy_id: remedy.id,
      act: how.act,
      done_by: actorName(work.actor),
      done_at: work.now,
      reason,
      salt: seal?.salt ?? null,
      reference: written(how.reference),
      key: how.key ?? null,
    })
    .execute()
  const settled = await work.db
    .updateTable('remedies_remedies')
    .set((row) => ({ state: how.act, version: row('version', '+', 1), ...(how.message && { message_id: how.message }) }))
    .where('complaint_id', '=', remedy.complaint_id)
    .where('id', '=', remedy.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  return { remedy: settled, reason: seal?.hash ?? '' }
}

const written = (words: string | null | undefined): string | null => words?.trim() || null
