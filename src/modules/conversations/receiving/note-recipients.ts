import type { Work } from '#platform/work.ts'
import { findRecipientsOf, type MessageRecord, type RecipientRecord } from '../find-message.ts'

export interface Refused {
  address: string
  /** In the other server's own words. */
  words: string
  /** It said no, not later. */
  forGood: boolean
}

/** To whom a message goes now: those who are due, where others have it already or never will; else everybody. */
export function dueAmong(recipients: readonly RecipientRecord[]): RecipientRecord[] {
  const due = recipients.filter(({ due_at }) => due_at !== null)
  return due.length > 0 ? due : [...recipients]
}

/**
 * Writes beside each of those whom a message went to just now what came of it: it arrived, it never will, or it is due again. Those whom
 * it did not go to stay as they are. Answers whether somebody waits, and whether somebody never got it.
 */
export async function noteRecipients(
  work: Work,
  message: MessageRecord,
  { refused, giveUp }: { refused: readonly Refused[]; giveUp: boolean },
): Promise<{ waiting: boolean; missed: boolean }> {
  const recipients = await findRecipientsOf(work, message.complaint_id, [message.id])
  const asked = new Set(dueAmong(recipients).map(({ position }) => position))
  const after = recipients.map((one) => (asked.has(one.position) ? withAnswer(work, one, { refused, giveUp }) : one))
  for (const one of after.filter((other, at) => hasChanged(other, recipients[at]))) await keep(work, one)
  return { waiting: after.some(({ due_at }) => due_at !== null), missed: after.some(({ bounced_at }) => bounced_at !== null) }
}

function withAnswer(
  work: Work,
  recipient: RecipientRecord,
  { refused, giveUp }: { refused: readonly Refused[]; giveUp: boolean },
): RecipientRecord {
  const no = refused.find(({ address }) => address.toLowerCase() === recipient.address.toLowerCase())
  if (!no) return { ...recipient, due_at: null, bounced_at: null, refused_words: null }
  const never = no.forGood || giveUp
  return {
    ...recipient,
    due_at: never ? null : work.now,
    bounced_at: never ? work.now : null,
    refused_words: no.words.replaceAll('\0', '').toWellFormed().slice(0, 500),
  }
}

const hasChanged = (one: RecipientRecord, before: RecipientRecord | undefined): boolean =>
  (one.due_at === null) !== (before?.due_at === null) ||
  (one.bounced_at === null) !== (before?.bounced_at === null) ||
  one.refused_words !== before?.refused_words

// Few, and only those about whom there is news.
async function keep(work: Work, { complaint_id, message_id, position, due_at, bounced_at, refused_words }: RecipientRecord): Promise<void> {
  await work.db
    .updateTable('conversations_recipients')
    .set({ due_at, bounced_at, refused_words })
    .where('complaint_id', '=', complaint_id)
    .where('message_id', '=', message_id)
    .where('position', '=', position)
    .execute()
}

/** A person sends it again: those whom it missed are due; where nobody in particular was missed, everybody is. */
export async function makeMissedDue(work: Work, message: MessageRecord): Promise<void> {
  await work.db
    .updateTable('conversations_recipients')
    .set({ due_at: work.now })
    .where('complaint_id', '=', message.complaint_id)
    .where('message_id', '=', message.id)
    .where('bounced_at', 'is not', null)
    .execute()
}

/** Nobody tries any longer: whoever was due has not got it. */
export async function giveUpDue(work: Work, message: MessageRecord): Promise<void> {
  await work.db
    .updateTable('conversations_recipients')
    .set({ due_at: null, bounced_at: work.now })
    .where('complaint_id', '=', message.complaint_id)
    .where('message_id', '=', message.id)
    .where('due_at', 'is not', null)
    .execute()
}
