import { sql } from 'kysely'
import type { Id } from '#platform/endpoint.ts'
import type { Fact } from '#platform/fact.ts'
import { newId } from '#platform/id.ts'
import { job } from '#platform/job.ts'
import type { Work } from '#platform/work.ts'
import { attachmentPath, type DraftVersion } from '../contract.ts'
import { withShownPictures } from '../rules/pictures.ts'
import { type DraftKey, keyOf } from './draft-key.ts'

const most = 20
const apart = { minutes: 1 }
const afterwards = { hours: 24 }

/** What the caller's draft held before, newest first. */
export async function listDraftVersions(work: Work, complaint: Id, kind: string): Promise<{ data: DraftVersion[] }> {
  const key = await keyOf(work, complaint, kind)
  const rows = await work.db
    .selectFrom('conversations_draft_versions')
    .selectAll()
    .where((match) => match.and({ ...key }))
    .orderBy('saved_at', 'desc')
    .orderBy('id', 'desc')
    .limit(most)
    .execute()
  return {
    data: rows.map(({ id, html, text, saved_at }) => ({
      id,
      html: withShownPictures(html, (picture) => attachmentPath(key.complaint_id, picture, true)),
      text,
      saved_at: saved_at.toString(),
    })),
  }
}

interface Next {
  /** The version that is written over. */
  version: number
  text: string
}

/**
 * Keeps what stands in the draft before it is written over, where it would be missed: once a minute while somebody types, and whenever much is
 * taken out or something else stands there at once. `null`: it is dropped.
 */
export async function keepVersion(work: Work, key: DraftKey, next: Next | null): Promise<void> {
  const { complaint_id, agent_id, kind } = key
  const missed = next
    ? sql`d.version = ${next.version} and d.text <> ${next.text} and (length(d.text) > length(${next.text}::text) + 30
        or not starts_with(${next.text}::text, left(d.text, 20))
        or not exists (select from conversations_draft_versions v where v.complaint_id = d.complaint_id and v.agent_id = d.agent_id and v.kind = d.kind
          and v.saved_at > ${work.now.subtract(apart).toString()}::timestamptz))`
    : sql`true`
  const { rows } =
    await sql`insert into conversations_draft_versions (complaint_id, agent_id, kind, id, html, text, recipients, attachment_ids, saved_at)
    select d.complaint_id, d.agent_id, d.kind, ${newId()}::uuid, d.html, d.text, d.recipients, d.attachment_ids, d.saved_at from conversations_drafts d
    where d.complaint_id = ${complaint_id} and d.agent_id = ${agent_id} and d.kind = ${kind} and btrim(d.text) <> '' and ${missed}
    returning id`.execute(work.db)
  if (rows.length > 0) await prune(work, key)
}

const prune = (work: Work, { complaint_id, agent_id, kind }: DraftKey) =>
  sql`delete from conversations_draft_versions where complaint_id = ${complaint_id} and agent_id = ${agent_id} and kind = ${kind} and id in (
    select id from conversations_draft_versions where complaint_id = ${complaint_id} and agent_id = ${agent_id} and kind = ${kind}
    order by saved_at desc, id desc offset ${sql.lit(most)})`.execute(work.db)

/** What was sent or dropped a day ago is not wanted back. */
export const sweepDraftVersions = job<object>('sweep-draft-versions', ({ step }) =>
  step(async (work) => {
    await sql`delete from conversations_draft_versions v where v.saved_at < ${work.now.subtract(afterwards).toString()}::timestamptz
      and not exists (select from conversations_drafts d where d.complaint_id = v.complaint_id and d.agent_id = v.agent_id and d.kind = v.kind)`.execute(
      work.db,
    )
  }),
)

/** Whoever was writing to a complaint that is merged goes on in the other one: their words stand above what they had begun there. */
export async function takeDraftsAlong(work: Work, { complaint, into }: Fact<'complaint.merged'>): Promise<void> {
  await sql`update conversations_attachments set complaint_id = ${into} where complaint_id = ${complaint} and message_id is null and note_id is null
    and exists (select from conversations_drafts d where d.complaint_id = ${complaint}
      and (conversations_attachments.id = any(d.attachment_ids) or position('cid:' || conversations_attachments.id in d.html) > 0))`.execute(
    work.db,
  )
  await sql`update conversations_draft_versions set complaint_id = ${into} where complaint_id = ${complaint}`.execute(work.db)
  await sql`with taken as (delete from conversations_drafts where complaint_id = ${complaint} returning *)
    insert into conversations_drafts (complaint_id, agent_id, kind, html, text, recipients, attachment_ids, texts, helped, version, saved_at)
    select ${into}::uuid, agent_id, kind, html, text, recipients, attachment_ids, texts, helped, version, saved_at from taken
    on conflict (complaint_id, agent_id, kind) do update set
      html = excluded.html || conversations_drafts.html,
      text = rtrim(excluded.text || E'\\n\\n' || conversations_drafts.text),
      attachment_ids = excluded.attachment_ids || conversations_drafts.attachment_ids,
      texts = excluded.texts || conversations_drafts.texts,
      version = conversations_drafts.version + 1`.execute(work.db)
}
