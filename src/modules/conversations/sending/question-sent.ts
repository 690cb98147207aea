import type { Acts, Missing } from '#platform/fact.ts'
import type { Work } from '#platform/work.ts'
import { findMessageById } from '../find-message.ts'

const onItsWay: readonly (string | null)[] = ['queued', 'sending', 'sent', 'deferred']

/** Before a complaint waits for its customer: the question is a message of ours to them, sent or on its way. */
export async function questionSent(work: Work, { complaint, question }: Acts['complaint.wait']): Promise<Missing[]> {
  const message = await findMessageById(work, complaint, question)
  const sent = message?.direction === 'out' && message.moved_to === null && onItsWay.includes(message.state)
  return sent ? [] : [{ gate: 'question', reason: 'complaints.question_not_sent' }]
}
