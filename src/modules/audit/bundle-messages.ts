import type { ComplaintRecord } from '#modules/complaints/index.ts'
import type { Attachment, Message } from '#modules/conversations/contract.ts'
import { type MessageRecord, presentMessages } from '#modules/conversations/index.ts'
import { safeFileName } from '#modules/conversations/rules/file-names.ts'
import type { Id } from '#platform/endpoint.ts'
import type { Work } from '#platform/work.ts'
import { bundleLine, type Seal } from './bundle-lines.ts'
import type { StoredFact } from './fact-pages.ts'

/** Facts with which a message comes into a complaint: their `words` are the seal over its text. */
const withMessage = new Set([
  'message.received',
  'message.recorded',
  'message.taken_over',
  'reply.written',
  'acknowledgement.written',
  'notice.written',
  'contact.logged',
])

export const bringsMessage = ({ fact }: Pick<StoredFact, 'fact'>): boolean => withMessage.has(fact)

/** A message, the fact that brought it, and what is left of it. */
export interface BroughtMessage {
  id: Id
  seq: number
  /** Whether the fact holds a seal over its text. */
  sealed: boolean
  found: { record: MessageRecord; shown: Message } | undefined
}

/** The messages that these facts brought, as they may be shown, in their order. */
export async function broughtMessages(work: Work, complaint: ComplaintRecord, facts: readonly StoredFact[]): Promise<BroughtMessage[]> {
  // facts_append is only ever given an object, and these facts name their message.
  const brought = facts.filter(bringsMessage).map(({ seq, data }) => ({ seq, ...(JSON.parse(data) as { message: Id; words?: unknown }) }))
  if (brought.length === 0) return []
  const records = await work.db
    .selectFrom('conversations_messages')
    .selectAll()
    .where('complaint_id', '=', complaint.id)
    .where(
      'id',
      'in',
      brought.map(({ message }) => message),
    )
    .execute()
  const shown = await presentMessages(work, complaint, records)
  const byId = new Map(records.map((record, at) => [record.id, { record, shown: shown[at] as Message }])) // one for each
  return brought.map(({ seq, message, words }) => ({ id: message, seq, sealed: typeof words === 'string', found: byId.get(message) }))
}

/** A line for each message. `missing` are the paths of the files that are not beside it. */
export function messageLines(messages: readonly BroughtMessage[], missing: ReadonlyMap<string, string>): string {
  return messages.map((message) => bundleLine({ ...shownOf(message, missing), ...sealOf(message) })).join('')
}

function shownOf({ id, seq, found }: BroughtMessage, missing: ReadonlyMap<string, string>) {
  if (!found) return { id }
  const { may: _may, complaint_id: _complaint, next_try_at: _next, attachments, ...said } = found.shown
  const files = attachments.map(({ name, media_type, size, sha256, scan }, at) => {
    const path = pathOf(seq, found.record, { name, at })
    const withheld = scan === 'infected' ? 'infected' : missing.has(path) && 'missing'
    return { name, media_type, size, sha256, scan, ...(withheld ? { withheld } : { path }) }
  })
  return { ...said, letter: found.record.letter, language: found.record.language, attachments: files }
}

function sealOf({ seq, sealed, found }: BroughtMessage): { seal?: Seal } {
  if (!sealed) return {}
  const at = { seq, of: 'words' }
  if (found && found.record.moved_to !== null) return { seal: { ...at, absent: 'moved' } }
  if (!found || found.record.salt === null) return { seal: { ...at, absent: 'gone' } }
  // With the salt beside it, what is hidden of a number could be found by trying.
  const whole = found.shown.text === found.record.text
  return { seal: whole ? { ...at, salt: found.record.salt.toString('hex') } : { ...at, absent: 'masked' } }
}

/** The files of these messages, but those in which a virus was found: where they go, and what they are. */
export const messageFiles = (messages: readonly BroughtMessage[]): { path: string; sha256: string }[] =>
  messages.flatMap(({ seq, found }) => (found ? filesOf(seq, found) : []))

const filesOf = (seq: number, { record, shown }: { record: MessageRecord; shown: Message }) =>
  shown.attachments.flatMap(({ name, sha256, scan }: Attachment, at) =>
    scan === 'infected' ? [] : [{ path: pathOf(seq, record, { name, at }), sha256 }],
  )

const pathOf = (seq: number, { letter }: MessageRecord, { name, at }: { name: string; at: number }): string =>
  `${letter === null ? 'attachments' : 'letters'}/${String(seq).padStart(6, '0')}-${at + 1}-${safeFileName(name)}`
