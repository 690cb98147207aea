import type { Letter } from '#modules/tone/contract/check.ts'
import type { Id, Language } from '#platform/endpoint.ts'
import type { Work } from '#platform/work.ts'

/** What a person of ours wrote to the customer and what left the house. What came back or is unsure is not in it. */
export interface SentMessage {
  id: Id
  letter: Letter | null
  language: Language | null
  channel: string
  by_hand: string | null
  subject: string
  text: string
}

/** Oldest first. Sent in part, to be tried again for the others, is sent. */
export async function findSent(work: Work, complaint: Id): Promise<SentMessage[]> {
  const rows = await work.db
    .selectFrom('conversations_messages')
    .select(['id', 'letter', 'language', 'channel', 'by_hand', 'subject', 'text'])
    .where('complaint_id', '=', complaint)
    .where('direction', '=', 'out')
    .where('kind', '=', 'message')
    .where('moved_to', 'is', null)
    .where('sent_at', 'is not', null)
    .where('state', 'in', ['sent', 'queued', 'sending'])
    .orderBy('sent_at')
    .orderBy('id')
    .execute()
  // The columns' check constraints hold the contracts' codes.
  return rows.map((row) => ({ ...row, letter: row.letter as Letter | null, language: row.language as Language | null }))
}
