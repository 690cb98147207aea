import type { Selectable } from 'kysely'
import type { ComplaintRecord } from '#modules/complaints/index.ts'
import type { ConversationsNotes } from '#platform/database.types.ts'
import type { Work } from '#platform/work.ts'
import { presentAttachment } from '../attachments/present-attachment.ts'
import { attachmentPath, type Note } from '../contract.ts'
import { maskHtml, maskNumbers } from '../rules/mask-numbers.ts'
import { withShownPictures } from '../rules/pictures.ts'
import { findAuthors } from './authors.ts'

export type NoteRecord = Selectable<ConversationsNotes>

/** Notes as colleagues see them, in a bounded number of queries. */
export async function presentNotes(work: Work, complaint: ComplaintRecord, notes: NoteRecord[]): Promise<Note[]> {
  const attachments = await findAttachments(work, complaint.id, notes)
  const byNote = Map.groupBy(attachments, ({ note_id }) => note_id)
  const authors = notes.map(({ author }) => author)
  const authorOf = await findAuthors(work, authors, complaint.customer_id)
  return notes.map((note) => ({
    id: note.id,
    author: authorOf(note.author),
    text: maskNumbers(note.text, complaint.order_numbers),
    html: note.html && withShownPictures(maskHtml(note.html, complaint.order_numbers), (id) => attachmentPath(complaint.id, id, true)),
    attachments: (byNote.get(note.id) ?? []).map(presentAttachment),
    at: note.at.toString(),
  }))
}

async function findAttachments(work: Work, complaintId: string, notes: NoteRecord[]) {
  if (notes.length === 0) return []
  const ids = notes.map(({ id }) => id)
  return work.db
    .selectFrom('conversations_attachments')
    .selectAll()
    .where('complaint_id', '=', complaintId)
    .where('note_id', 'in', ids)
    .orderBy('id')
    .execute()
}
