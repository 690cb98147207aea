import { complaintForUpdate, mentionColleagues, noteActivity } from '#modules/complaints/index.ts'
import { actorName } from '#platform/actor.ts'
import type { BodyOf, Id } from '#platform/endpoint.ts'
import { sealed } from '#platform/facts.ts'
import { newId } from '#platform/id.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { mayNote } from './access.ts'
import { claimAttachments } from './attachments/keep-attachments.ts'
import type { Note, writeNote as writeNoteEndpoint } from './contract.ts'
import { forgetDraft } from './drafts/save-draft.ts'
import { picturesIn } from './rules/pictures.ts'
import { writtenOf } from './sanitise-rich-text.ts'
import { presentNotes } from './timeline/present-notes.ts'
import './refusals.ts'

type Asked = BodyOf<typeof writeNoteEndpoint>

/** Writes an internal note. It stands in a table of its own, which nothing that sends can read. */
export async function writeNote(work: Work, complaintId: Id, asked: Asked): Promise<Note> {
  const complaint = await complaintForUpdate(work, complaintId)
  if (!mayNote(work.actor)) throw refuse('conversations.not_yours_to_write')
  const written = writtenOf(asked)
  const { salt, hash } = sealed(written.text)
  const note = await work.db
    .insertInto('conversations_notes')
    .values({ complaint_id: complaint.id, id: newId(), author: actorName(work.actor), ...written, salt, at: work.now })
    .returningAll()
    .executeTakeFirstOrThrow()
  await claimAttachments(work, complaint.id, { ids: asked.attachments, pictures: picturesIn(written.html), note: note.id })
  await forgetDraft(work, complaint.id, 'note')
  await noteActivity(work, complaint.id)
  await work.announce({ fact: 'note.written', complaint: complaint.id, note: note.id, words: hash })
  await mentionColleagues(work, complaint, { people: asked.mentions ?? [], note: note.id })
  const [presented] = await presentNotes(work, complaint, [note])
  if (!presented) throw new Error('A note that was just written was not presented')
  return presented
}
