import type { Letter } from '#modules/tone/contract/check.ts'
import type { Work } from '#platform/work.ts'
import type { MessageRecord } from '../find-message.ts'

/** A message left the house. `by_hand` says that a person printed or told it: no mail carried it. */
export async function announceSent(work: Work, message: MessageRecord, { by_hand }: { by_hand: boolean }): Promise<void> {
  await work.announce({
    fact: 'message.sent',
    complaint: message.complaint_id,
    message: message.id,
    by_hand,
    // Held to the contract's codes when it was written.
    letter: message.letter as Letter | null,
    by_person: writtenByPerson(message),
    // A person may write down later what was handed over before.
    sent_at: (message.sent_at ?? work.now).toString(),
  })
}

// What the desk writes by itself is an acknowledgement or a notice; a program with a token writes for a person.
const writtenByPerson = ({ kind, author }: MessageRecord): boolean => kind === 'message' && author !== 'desk'
