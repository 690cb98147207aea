import { sql } from 'kysely'
import { actorName } from '#platform/actor.ts'
import type { Id } from '#platform/endpoint.ts'
import type { StoredFile } from '#platform/files.ts'
import { newId } from '#platform/id.ts'
import { toolsOf } from '#platform/open-work.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import type { AttachmentRecord } from '../find-message.ts'
import { safeFileName } from '../rules/file-names.ts'
import { mediaTypeOf } from '../rules/media-types.ts'
import { queueScans } from './scan-attachment.ts'
import '../refusals.ts'

/** One file as it came. */
export interface IncomingFile {
  name: string
  mediaType: string
  bytes: Uint8Array
  inline?: boolean
  contentId?: string | null
}

/** Keeps files beside a complaint: with a message, or loose, to be named later. What a file is, its bytes say. */
export async function keepAttachments(
  work: Work,
  { complaint, message }: { complaint: Id; message: Id | null },
  files: readonly IncomingFile[],
): Promise<AttachmentRecord[]> {
  if (files.length === 0) return []
  const stored = await toolsOf(work).files.keepAll(
    work,
    files.map(({ bytes }) => bytes),
  )
  const rows = files.map((file, at) => ({
    ...columnsOf(work, complaint),
    ...(stored[at] as StoredFile), // one for each
    message_id: message,
    name: safeFileName(file.name),
    media_type: mediaTypeOf(file.bytes, file.mediaType),
    inline: file.inline ?? false,
    content_id: file.contentId?.replace(/^<|>$/g, '').replaceAll('\0', '').slice(0, 500) || null,
  }))
  const kept = await work.db.insertInto('conversations_attachments').values(rows).returningAll().execute()
  await queueScans(work, complaint, kept)
  return kept
}

const columnsOf = (work: Work, complaint: Id) => ({
  complaint_id: complaint,
  id: newId(),
  added_by: actorName(work.actor),
  added_at: work.now,
})

interface Claimed {
  ids: readonly Id[] | undefined
  /** Those that stand as pictures in the text: in a mail they are parts that it shows by this name. */
  pictures?: readonly Id[]
}

/** Hangs loose files on a message or a note. Refuses those of another complaint and those that hang elsewhere already. */
export async function claimAttachments(work: Work, complaint: Id, asked: Claimed & ({ message: Id } | { note: Id })): Promise<void> {
  const pictures = asked.pictures ?? []
  const ids = [...new Set([...(asked.ids ?? []), ...pictures])]
  if (ids.length === 0) return
  const shown = sql<boolean>`id = any(${[...pictures]}::uuid[]) and media_type like 'image/%'`
  const claimed = await work.db
    .updateTable('conversations_attachments')
    .set('message' in asked ? { message_id: asked.message } : { note_id: asked.note })
    .set({ inline: shown, content_id: sql<string | null>`case when ${shown} then id::text end` })
    .where('complaint_id', '=', complaint)
    .where('id', 'in', ids)
    .where('message_id', 'is', null)
    .where('note_id', 'is', null)
    .returning('id')
    .execute()
  if (claimed.length < ids.length) throw refuse('conversations.attachment_gone')
}

/** Lets a message go of its files: they are loose again, to be named elsewhere. */
export async function releaseAttachments(work: Work, complaint: Id, message: Id): Promise<Id[]> {
  const released = await work.db
    .updateTable('conversations_attachments')
    .set({ message_id: null })
    .where('complaint_id', '=', complaint)
    .where('message_id', '=', message)
    .returning('id')
    .execute()
  return released.map(({ id }) => id)
}
