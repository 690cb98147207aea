import { type ComplaintRecord, complaintFor } from '#modules/complaints/index.ts'
import type { Id } from '#platform/endpoint.ts'
import type { Work } from '#platform/work.ts'
import { presentAttachment } from '../attachments/present-attachment.ts'
import type { Attachment } from '../contract.ts'
import type { MessageRecord } from '../find-message.ts'
import { findAuthors } from './authors.ts'
import { presentInvitations } from './present-invitations.ts'
import { wordsOf } from './present-message.ts'
import { filesOfShown, shownIn } from './shown-messages.ts'

/** A message as the customer's own page shows it. */
export interface PublicMessage {
  id: Id
  from: 'customer' | 'us'
  name: string
  subject: string
  text: string
  at: Temporal.Instant
  attachments: Attachment[]
}

const most = 200

/** What the customer and we said to each other, oldest first. Notes, written-down calls, what was withdrawn, and what has not left yet are not in it. */
export async function publicMessages(work: Work, complaintId: Id): Promise<PublicMessage[]> {
  const complaint = await complaintFor(work, complaintId)
  const own = await publicOnes(work, complaint.id).selectAll().orderBy('at', 'desc').orderBy('id', 'desc').limit(most).execute()
  const shown = await shownPublicly(work, complaint.id)
  const messages = [...own, ...shown].toSorted((one, other) => Temporal.Instant.compare(one.at, other.at) || (one.id < other.id ? -1 : 1))
  const attachments = await filesOfShown(work, messages)
  const byMessage = Map.groupBy(attachments, ({ message_id }) => message_id)
  const authors = messages.map(({ author }) => author)
  const authorOf = await findAuthors(work, authors, complaint.customer_id)
  return messages.map((message) => {
    const words = wordsOf(message, complaint, [])
    return {
      id: message.id,
      from: message.direction === 'in' ? 'customer' : 'us',
      name: nameOf(message, authorOf),
      subject: words.subject,
      text: message.direction === 'in' ? words.visible_text || words.text || appointments(message, complaint) : words.text,
      at: message.sent_at ?? message.at,
      attachments: (byMessage.get(message.id) ?? []).map(presentAttachment),
    }
  })
}

/** What was said before an issue became this complaint, as far as the customer may read it there. */
async function shownPublicly(work: Work, complaint: Id): Promise<MessageRecord[]> {
  const shown = await shownIn(work, complaint)
  const bySource = Map.groupBy(shown, ({ complaint_id }) => complaint_id)
  const found = await Promise.all(
    [...bySource].map(([source, theirs]) =>
      publicOnes(work, source)
        .selectAll()
        .where(
          'id',
          'in',
          theirs.map(({ id }) => id),
        )
        .execute(),
    ),
  )
  return found.flat()
}

/** A calendar without a word beside it says at least what it is about. */
const appointments = (message: MessageRecord, complaint: ComplaintRecord): string =>
  presentInvitations(message, complaint)
    .map(({ what }) => what)
    .join('\n')

/** A customer hears the name of the colleague who wrote; what the desk wrote by itself has none. */
const nameOf = (message: MessageRecord, authorOf: (written: string) => { kind: string; name: string }): string => {
  const { kind, name } = authorOf(message.author)
  if (message.direction === 'out') return kind === 'person' ? name : ''
  return message.from_name || (kind === 'customer' ? name : '')
}

const publicStates = ['sending', 'sent', 'unsure', 'bounced']

/** The messages that a customer may read on their page: the one condition for texts and for files. */
export function publicOnes(work: Work, complaintId: Id) {
  return work.db
    .selectFrom('conversations_messages')
    .where('complaint_id', '=', complaintId)
    .where('moved_to', 'is', null)
    .where('kind', '!=', 'contact')
    .where((match) => match.or([match('state', 'is', null), match('state', 'in', publicStates), match('sent_at', 'is not', null)]))
    .where((match) => match.not(match.or([match('bounce', '=', true), match('auto_reply', '=', true), match('loop', '=', true)])))
}
