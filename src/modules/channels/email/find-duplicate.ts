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
  if (message?.direction !== 'in' || message.from_address?.toLowerCase() !== from?.address.toLowerCase()) return null
  const same = saysTheSame({ text: mail.text, visibleText }, { text: message.text, visibleText: message.visible_text })
  return same ? { complaint: message.complaint_id, message: message.id } : null
}

interface Said {
  text: string
  visibleText: string
}

function saysTheSame(one: Said, other: Said): boolean {
  const [here, there] = [bare(one.visibleText || one.text), bare(other.visibleText || other.text)]
  if (here === '' || there === '') return here === there
  return bare(one.text).includes(there) || bare(other.text).includes(here)
}

const bare = (words: string): string => words.replace(/\s+/g, ' ').trim()
