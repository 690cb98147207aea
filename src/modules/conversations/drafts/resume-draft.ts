import { sql } from 'kysely'
import type { Id } from '#platform/endpoint.ts'
import type { Work } from '#platform/work.ts'
import { releaseAttachments } from '../attachments/keep-attachments.ts'
import { findRecipientsOf, type MessageRecord } from '../find-message.ts'
import { findHelpIn } from '../machine-drafts/find-help.ts'
import { richTextOf } from '../rules/rich-text.ts'
import { withoutSignature } from '../rules/signature-below.ts'

type Writer = { complaint_id: Id; agent_id: Id; kind: 'reply' }

/** Gives what was taken back to the colleague who wrote it, as their draft: words, recipients and files, above what they have begun since. */
export async function resumeDraft(work: Work, message: MessageRecord): Promise<void> {
  const [author, agent] = message.author.split('/')
  if (message.kind !== 'message' || !agent || (author !== 'person' && author !== 'token')) return
  const files = await releaseAttachments(work, message.complaint_id, message.id)
  await putAbove(work, { complaint_id: message.complaint_id, agent_id: agent, kind: 'reply' }, await draftOf(work, message, files))
}

async function draftOf(work: Work, message: MessageRecord, files: Id[]) {
  const recipients = await findRecipientsOf(work, message.complaint_id, [message.id])
  const texts = await work.db
    .selectFrom('conversations_text_uses')
    .select(['text_id as text', 'language', 'number'])
    .where('complaint_id', '=', message.complaint_id)
    .where('message_id', '=', message.id)
    .execute()
  const helped = await findHelpIn(work, message.complaint_id, message.id)
  return {
    html: message.html === null ? richTextOf(message.visible_text) : withoutSignature(message.html),
    text: message.visible_text,
    recipients: JSON.stringify(recipients.map(({ role, address }) => ({ role, address }))),
    attachment_ids: files,
    texts: JSON.stringify(texts),
    helped: JSON.stringify(helped),
    saved_at: work.now,
  }
}

async function putAbove(work: Work, writer: Writer, draft: Awaited<ReturnType<typeof draftOf>>) {
  await work.db
    .insertInto('conversations_drafts')
    .values({ ...writer, ...draft })
    .onConflict((conflict) =>
      conflict.columns(['complaint_id', 'agent_id', 'kind']).doUpdateSet((row) => ({
        html: sql`excluded.html || conversations_drafts.html`,
        text: sql`rtrim(excluded.text || E'\\n\\n' || conversations_drafts.text)`,
        attachment_ids: sql`excluded.attachment_ids || conversations_drafts.attachment_ids`,
        texts: sql`excluded.texts || conversations_drafts.texts`,
        helped: sql`excluded.helped || conversations_drafts.helped`,
        recipients: row.ref('excluded.recipients'),
        version: row('conversations_drafts.version', '+', 1),
        saved_at: work.now,
      })),
    )
    .execute()
}
