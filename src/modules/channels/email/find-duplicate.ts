import { findByMessageId, findMessageById } from '#modules/conversations/index.ts'
import type { Id } from '#platform/endpoint.ts'
import type { Work } from '#platform/work.ts'
import type { Understood } from './understand-mail.ts'

/**
 * Whether this very mail is here already: the same Message-ID from the same sender with the same words, whatever a list put beneath them. The
 * Message-ID alone is not enough: some forms send every mail with the same one, and anybody can copy it.
 */
export async function findDuplicate(
  work: Work,
  { messageId, from, mail, visibleText }: Understood,
): Promise<{ complaint: Id; message: Id } | null> {
  if (!messageId) return null
  const [known] = await findByMessageId(work, [messageId])
  const message = known && (await findMessageById(work, known.complaint_id, known.id))
  if (!message || message.direction !== 'in' || message.from_address?.toLowerCase() !== from?.address.toLowerCase()) return null
  const [here, there] = [bare(visibleText || mail.text), bare(message.visible_text || message.text)]
  const same = here === there || (here !== '' && there !== '' && (bare(mail.text).includes(there) || bare(message.text).includes(here)))
  return same ? { complaint: message.complaint_id, message: message.id } : null
}

const bare = (words: string): string => words.replace(/\s+/g, ' ').trim()
