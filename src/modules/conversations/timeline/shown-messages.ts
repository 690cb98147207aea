import { type ComplaintRecord, findNumbers } from '#modules/complaints/index.ts'
import { actorName } from '#platform/actor.ts'
import type { Id } from '#platform/endpoint.ts'
import type { Fact } from '#platform/fact.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import type { Message } from '../contract.ts'
import { type AttachmentRecord, findAttachmentsOf, type MessageRecord } from '../find-message.ts'
import { presentMessages } from './present-message.ts'
import '../refusals.ts'

/** What was said to both complaints is shown in both, and whoever took part there takes part here. */
export async function showMessages(work: Work, { complaint, from, messages }: Fact<'complaint.split'>): Promise<void> {
  if (messages.length > 0) {
    const shown = await work.db
      .insertInto('conversations_shown_messages')
      .columns(['complaint_id', 'message_id', 'from_id', 'shown_at', 'shown_by'])
      .expression((query) =>
        query
          .selectFrom('conversations_messages')
          .select((row) => [
            row.val(complaint).$castTo<Id>().as('complaint_id'),
            'id as message_id',
            'complaint_id as from_id',
            row.cast<Temporal.Instant>(row.val(work.now.toString()), 'timestamptz').as('shown_at'),
            row.val(actorName(work.actor)).as('shown_by'),
          ])
          .where('complaint_id', '=', from)
          .where('id', 'in', messages)
          .where('moved_to', 'is', null),
      )
      .returning('message_id')
      .execute()
    if (shown.length < messages.length) throw refuse('conversations.message_not_found')
  }
  await work.db
    .insertInto('conversations_participants')
    .columns(['complaint_id', 'address', 'name', 'reason', 'since'])
    .expression((query) =>
      query
        .selectFrom('conversations_participants')
        .select((row) => [row.val(complaint).$castTo<Id>().as('complaint_id'), 'address', 'name', 'reason', 'since'])
        .where('complaint_id', '=', from),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Messages of another complaint that are shown in this one, as this one's readers see them: to be read, not acted upon. */
export async function presentShown(work: Work, complaint: ComplaintRecord, ids: readonly Id[]): Promise<Message[]> {
  const rows = await shownIn(work, complaint.id, ids)
  const [messages, numbers] = await Promise.all([
    presentThere(work, complaint, rows),
    findNumbers(
      work,
      rows.map(({ complaint_id }) => complaint_id),
    ),
  ])
  return messages.map(({ complaint_id: from, ...message }) => ({
    ...message,
    // Its pictures come by this complaint: who sees it may not see the other one.
    html: message.html && message.html.replaceAll(`/complaints/${from}/`, `/complaints/${complaint.id}/`),
    complaint_id: complaint.id,
    shown_from: { id: from, number: numbers.find(({ id }) => id === from)?.number ?? null },
    may: { send_again: false, mark_arrived: false, withdraw: false, hand: false, move: false, name_complainant: false },
  }))
}

async function presentThere(work: Work, complaint: ComplaintRecord, rows: MessageRecord[]): Promise<Message[]> {
  const bySource = Map.groupBy(rows, ({ complaint_id }) => complaint_id)
  const found = await Promise.all([...bySource].map(([id, theirs]) => presentMessages(work, { ...complaint, id }, theirs)))
  return found.flat()
}

/** The messages themselves, wherever they belong. */
export async function shownIn(work: Work, complaint: Id, ids?: readonly Id[]): Promise<MessageRecord[]> {
  if (ids?.length === 0) return []
  return work.db
    .selectFrom('conversations_messages as m')
    .innerJoin('conversations_shown_messages as s', (join) =>
      join.onRef('s.from_id', '=', 'm.complaint_id').onRef('s.message_id', '=', 'm.id'),
    )
    .selectAll('m')
    .where('s.complaint_id', '=', complaint)
    .$if(ids !== undefined, (query) => query.where('s.message_id', 'in', [...(ids ?? [])]))
    .orderBy('m.at')
    .orderBy('m.id')
    .execute()
}

/** The files of messages that belong to several complaints. */
export async function filesOfShown(work: Work, messages: readonly MessageRecord[]): Promise<AttachmentRecord[]> {
  const bySource = Map.groupBy(messages, ({ complaint_id }) => complaint_id)
  const found = await Promise.all(
    [...bySource].map(([id, theirs]) =>
      findAttachmentsOf(
        work,
        id,
        theirs.map((one) => one.id),
      ),
    ),
  )
  return found.flat()
}
