import type { Selectable } from 'kysely'
import { isStaff } from '#platform/actor.ts'
import type { ConversationsDrafts } from '#platform/database.types.ts'
import type { BodyOf, Id } from '#platform/endpoint.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { presentAttachment } from '../attachments/present-attachment.ts'
import { attachmentPath, type Draft, type saveDraft as saveDraftEndpoint } from '../contract.ts'
import { picturesIn, withShownPictures } from '../rules/pictures.ts'
import { sanitiseSheet } from '../sanitise-rich-text.ts'
import { type DraftKey as Key, keyOf } from './draft-key.ts'
import { keepVersion } from './draft-versions.ts'
import '../refusals.ts'

type Asked = BodyOf<typeof saveDraftEndpoint>
type DraftRecord = Selectable<ConversationsDrafts>
type Kind = Draft['kind']

/** What the caller was writing here, whatever happened to the complaint meanwhile. */
export async function readDraft(work: Work, complaintId: Id, kind: string): Promise<{ draft: Draft | null }> {
  const key = await keyOf(work, complaintId, kind)
  const found = await find(work, key)
  return { draft: found ? await present(work, found) : null }
}

/** Keeps what the caller is writing. An older version is refused with the current one: two tabs cannot undo each other. */
export async function saveDraft(work: Work, asked: { complaint: Id; kind: string; draft: Asked }): Promise<Draft> {
  const key = await keyOf(work, asked.complaint, asked.kind)
  const { version } = asked.draft
  if (version !== undefined) await keepVersion(work, key, { version, text: asked.draft.text })
  await refuseForeignFiles(work, key.complaint_id, asked.draft.attachments ?? [])
  const saved = version === undefined ? await begin(work, key, asked.draft) : await goOn(work, { ...key, version }, asked.draft)
  if (saved) return present(work, saved)
  const current = await find(work, key)
  throw refuse('conversations.draft_changed', {
    version: current?.version ?? 0,
    html: current ? (await present(work, current)).html : '',
    text: current?.text ?? '',
  })
}

/** Drops the draft; one that is not there is dropped already. */
export async function dropDraft(work: Work, complaintId: Id, kind: string): Promise<{ dropped: boolean }> {
  const key = await keyOf(work, complaintId, kind)
  await keepVersion(work, key, null)
  const dropped = await work.db
    .deleteFrom('conversations_drafts')
    .where((match) => match.and(key))
    .returning('version')
    .executeTakeFirst()
  return { dropped: dropped !== undefined }
}

/** What has been sent is no draft any more. */
export async function forgetDraft(work: Work, complaintId: Id, kind: Kind): Promise<void> {
  if (!isStaff(work.actor)) return
  await work.db
    .deleteFrom('conversations_drafts')
    .where('complaint_id', '=', complaintId)
    .where('agent_id', '=', work.actor.id)
    .where('kind', '=', kind)
    .execute()
}

const find = (work: Work, { complaint_id, agent_id, kind }: Key): Promise<DraftRecord | undefined> =>
  work.db
    .selectFrom('conversations_drafts')
    .selectAll()
    .where('complaint_id', '=', complaint_id)
    .where('agent_id', '=', agent_id)
    .where('kind', '=', kind)
    .executeTakeFirst()

const begin = (work: Work, key: Key, draft: Asked): Promise<DraftRecord | undefined> =>
  work.db
    .insertInto('conversations_drafts')
    .values({ ...key, ...columnsOf(work, draft) })
    .onConflict((conflict) => conflict.doNothing())
    .returningAll()
    .executeTakeFirst()

const goOn = (work: Work, key: Key & { version: number }, draft: Asked): Promise<DraftRecord | undefined> =>
  work.db
    .updateTable('conversations_drafts')
    .set({ ...columnsOf(work, draft), version: key.version + 1 })
    .where((match) => match.and(key))
    .returningAll()
    .executeTakeFirst()

function columnsOf(work: Work, draft: Asked) {
  return {
    html: sanitiseSheet(draft.html),
    text: draft.text,
    recipients: JSON.stringify(draft.recipients ?? []),
    attachment_ids: [...new Set(draft.attachments)],
    texts: JSON.stringify(draft.texts ?? []),
    helped: JSON.stringify(draft.helped ?? []),
    saved_at: work.now,
  }
}

async function refuseForeignFiles(work: Work, complaintId: Id, ids: Id[]) {
  const wanted = [...new Set(ids)]
  const found = await looseFiles(work, complaintId, wanted)
  if (found.length < wanted.length) throw refuse('conversations.attachment_gone')
}

async function looseFiles(work: Work, complaintId: Id, ids: Id[]) {
  if (ids.length === 0) return []
  return work.db
    .selectFrom('conversations_attachments')
    .selectAll()
    .where('complaint_id', '=', complaintId)
    .where('id', 'in', ids)
    .where('message_id', 'is', null)
    .where('note_id', 'is', null)
    .orderBy('added_at')
    .orderBy('id')
    .execute()
}

async function present(work: Work, row: DraftRecord): Promise<Draft> {
  const pictures = picturesIn(row.html)
  // Pictures stand in the text; what is listed hangs on it.
  const files = row.attachment_ids.filter((id) => !pictures.includes(id))
  const attachments = await looseFiles(work, row.complaint_id, files)
  return {
    kind: row.kind as Kind, // the column's check constraint holds the same codes
    html: withShownPictures(row.html, (id) => attachmentPath(row.complaint_id, id, true)),
    text: row.text,
    recipients: row.recipients as Draft['recipients'], // written only by columnsOf, from the contract's shape
    attachments: attachments.map(presentAttachment),
    texts: row.texts as Draft['texts'], // likewise
    helped: row.helped as Draft['helped'], // likewise
    version: row.version,
    saved_at: row.saved_at.toString(),
  }
}
