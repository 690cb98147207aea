import {
  type AttachmentRecord,
  findAttachmentsOf,
  findByMessageId,
  findMessageById,
  type MessageRecord,
} from '#modules/conversations/index.ts'
import type { Id } from '#platform/endpoint.ts'
import type { Work } from '#platform/work.ts'
import type { Understood } from './understand-mail.ts'

/** The message that a mail brings once more. */
export interface Original {
  complaint: Id
  message: Id
}

/**
 * Whether what this mail says is here already: one message then, two mails. The same Message-ID from the same sender with the same words, whatever
 * a list put beneath them, or the very same mail under another Message-ID within ten minutes. The Message-ID alone is not enough: some forms send
 * every mail with the same one, and anybody can copy it.
 */
export async function findDuplicate(work: Work, understood: Understood): Promise<Original | null> {
  return (await sameMessageId(work, understood)) ?? (await sameContent(work, understood))
}

/** So long after the first, the same words are a copy: who repeats them tomorrow means it. */
const windowMinutes = 10

async function sameMessageId(work: Work, { messageId, from, mail, visibleText }: Understood): Promise<Original | null> {
  if (!messageId) return null
  const [known] = await findByMessageId(work, [messageId])
  const message = known && (await findMessageById(work, known.complaint_id, known.id))
  if (message?.direction !== 'in' || message.from_address?.toLowerCase() !== from?.address.toLowerCase()) return null
  if (!saysTheSame({ text: mail.text, visibleText }, { text: message.text, visibleText: message.visible_text })) return null
  return (await bringsNewFiles(work, mail.attachments, message)) ? null : { complaint: message.complaint_id, message: message.id }
}

async function sameContent(work: Work, { contentKey, envelope: { arrivedAt } }: Understood): Promise<Original | null> {
  if (!contentKey) return null
  const found = await work.db
    .selectFrom('channels_mails')
    .select(['complaint_id', 'conversation_message_id'])
    .where('content_key', '=', contentKey)
    .where('conversation_message_id', 'is not', null)
    .where('arrived_at', '>=', arrivedAt.subtract({ minutes: windowMinutes }))
    .where('arrived_at', '<=', arrivedAt.add({ minutes: windowMinutes }))
    .orderBy('arrived_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  const { complaint_id: complaint, conversation_message_id: id } = found ?? {}
  const message = complaint && id && (await findMessageById(work, complaint, id))
  if (!message) return null
  return { complaint: message.moved_to ?? message.complaint_id, message: message.id }
}

interface Said {
  text: string
  visibleText: string
}

/** Words that only one of the two mails holds must be seen: only a footer beneath a line may differ. */
function saysTheSame(one: Said, other: Said): boolean {
  const [newly, before] = [bare(one.visibleText), bare(other.visibleText)]
  if (newly !== '' && newly === before) return true
  const [here, there] = [bare(one.text), bare(other.text)]
  return here === there || isFooted(here, there) || isFooted(there, here)
}

const isFooted = (long: string, short: string): boolean =>
  short !== '' && long.startsWith(short) && /^ ?(?:_{3,}|-{2,}|={3,}|\*{3,})/.test(long.slice(short.length))

const bare = (words: string): string => words.replaceAll('\0', '').replace(/\s+/g, ' ').trim().toWellFormed()

async function bringsNewFiles(work: Work, attachments: readonly { sha256: string }[], message: MessageRecord): Promise<boolean> {
  if (attachments.length === 0) return false
  const kept: Pick<AttachmentRecord, 'sha256'>[] = await findAttachmentsOf(work, message.complaint_id, [message.id])
  const known = new Set(kept.map(({ sha256 }) => sha256))
  return attachments.some(({ sha256 }) => !known.has(sha256))
}
