import type { ComplaintRecord } from '#modules/complaints/index.ts'
import type { Id, Language } from '#platform/endpoint.ts'
import type { Work } from '#platform/work.ts'
import type { MessageRecord } from '../find-message.ts'
import type { Correspondent } from '../receiving/receive-message.ts'
import { subjectWithNumber } from '../rules/threading.ts'
import { queueMessage } from './queue-message.ts'

export interface Automatic {
  kind: 'acknowledgement' | 'notice'
  to: Correspondent[]
  subject: string
  text: string
  language: Language
  mailbox: Id | null
}

/** Queues a mail that the desk writes by itself. Whether one is due at all is the caller's to judge: never after a bounce or an automatic answer. */
export async function writeAutomatic(work: Work, complaint: ComplaintRecord, asked: Automatic): Promise<MessageRecord> {
  const { message, hash } = await queueMessage(work, complaint, {
    kind: asked.kind,
    channel: 'email',
    written: { text: asked.text, html: null },
    subject: subjectWithNumber(asked.subject, complaint.number),
    language: asked.language,
    mailbox: asked.mailbox,
    recipients: asked.to.map(({ name, address }) => ({ role: 'to', name, address })),
  })
  const fact = asked.kind === 'acknowledgement' ? 'acknowledgement.written' : 'notice.written'
  await work.announce({ fact, complaint: complaint.id, message: message.id, words: hash })
  return message
}
