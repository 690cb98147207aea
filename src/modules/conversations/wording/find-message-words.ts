import { complaintFor } from '#modules/complaints/index.ts'
import type { CueCode, ToneCue } from '#modules/tone/contract/check.ts'
import type { Id } from '#platform/endpoint.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { mayReadInside, mayReadReason } from '../access.ts'
import type { MessageWords } from '../contract.ts'
import { findMessageById } from '../find-message.ts'
import '../refusals.ts'

/** What was found in the wording of a reply when it was written. */
export async function findMessageWords(work: Work, complaintId: Id, messageId: Id): Promise<MessageWords> {
  const complaint = await complaintFor(work, complaintId)
  if (!mayReadInside(work.actor)) throw refuse('complaints.not_found')
  const message = await findMessageById(work, complaint.id, messageId)
  if (!message) throw refuse('conversations.message_not_found')
  const place = { complaint_id: complaint.id, message_id: message.id }
  const [cues, kept] = await Promise.all([
    work.db
      .selectFrom('conversations_cues')
      .selectAll()
      .where((match) => match.and(place))
      .orderBy('number')
      .execute(),
    work.db
      .selectFrom('conversations_kept_words')
      .select(['reason', 'rules', 'hits'])
      .where((match) => match.and(place))
      .executeTakeFirst(),
  ])
  return {
    // The columns' check constraints hold the same codes.
    letter: message.letter as MessageWords['letter'],
    cues: cues.map(
      ({ cue, kind, starts_at: start, ends_at: end }): ToneCue => ({
        cue: cue as CueCode,
        ...(kind !== null && { kind: kind as 'experience' | 'fault' }),
        start,
        end,
      }),
    ),
    kept: kept
      ? {
          reason: mayReadReason(work.actor, message) ? kept.reason : null,
          rules: kept.rules,
          // Written only by judge-words, in this shape.
          hits: kept.hits as NonNullable<MessageWords['kept']>['hits'],
        }
      : null,
  }
}
