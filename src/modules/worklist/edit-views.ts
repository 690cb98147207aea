import { actorName } from '#platform/actor.ts'
import { newId } from '#platform/id.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { mayEdit, mayShare, maySharing } from './access.ts'
import type { NewView, ViewChange } from './contract.ts'
import { namesHere } from './find-names.ts'
import { mostViews, type ViewRecord, viewForUpdate } from './find-views.ts'
import { keptQuery } from './keep-query.ts'
import { troubleOf } from './present-views.ts'
import { refuseTrouble } from './refusals.ts'
import { inOrder } from './rules/columns.ts'

/** Keeps a query under a name, for oneself or, by who may, for a team or for all. */
export async function saveView(work: Work, asked: NewView): Promise<ViewRecord> {
  const sharing = await sharingOf(work, { shared: asked.shared ?? null, team_id: asked.team ?? null })
  const query = await understood(work, asked.query)
  await haveRoom(work)
  const row = {
    id: newId(),
    owner_id: work.actor.id ?? '',
    name: asked.name.trim(),
    query,
    sort: asked.sort ?? null,
    columns: asked.columns ? inOrder(asked.columns) : null,
    ...sharing,
    created_at: work.now,
    changed_at: work.now,
    changed_by: actorName(work.actor),
  }
  const view = await work.db.insertInto('worklist_views').values(row).returningAll().executeTakeFirstOrThrow()
  await work.announce({ fact: 'view.saved', house: 'worklist', view: view.id, shared: view.shared, team: view.team_id })
  return view
}

async function understood(work: Work, typed: string): Promise<string> {
  const query = await keptQuery(work, typed)
  const trouble = await troubleOf(work, query)
  if (trouble) throw refuseTrouble(trouble)
  return query
}

async function haveRoom(work: Work) {
  const own = await work.db
    .selectFrom('worklist_views')
    .select('id')
    .where('owner_id', '=', work.actor.id)
    .where('ended_at', 'is', null)
    .limit(mostViews)
    .execute()
  if (own.length >= mostViews) throw refuse('worklist.too_many_views', { limit: mostViews })
}

type Sharing = Pick<ViewRecord, 'shared' | 'team_id'>

async function sharingOf(work: Work, { shared, team_id }: Sharing): Promise<Sharing> {
  if (shared === null) return { shared, team_id: null }
  if (!mayShare(work.actor)) throw refuse('worklist.not_yours_to_share')
  if (shared === 'all') return { shared, team_id: null }
  const { teams } = await namesHere(work)
  const team = teams.find(({ id, ended }) => id === team_id && !ended)
  if (team === undefined) throw refuse('worklist.team_missing')
  if (!maySharing(work.actor, { shared, team_id })) throw refuse('worklist.team_not_yours', { team: team.name })
  return { shared, team_id }
}

/** Changes a view; a stale version is refused. */
export async function editView(work: Work, id: string, { version, ...change }: ViewChange & { version: number }): Promise<ViewRecord> {
  const before = await editable(work, id)
  if (before.version !== version) throw refuse('platform.stale_version')
  const after = await changedOf(work, before, change)
  const fields = Object.keys(after)
  if (fields.length === 0) return before
  const view = await work.db
    .updateTable('worklist_views')
    .set({ ...after, version: version + 1, changed_at: work.now, changed_by: actorName(work.actor) })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
  await work.announce({ fact: 'view.edited', house: 'worklist', view: id, fields, shared: view.shared, team: view.team_id })
  return view
}

/** The columns that a change touches, checked. */
async function changedOf(work: Work, before: ViewRecord, { name, query, sort, columns, shared, team }: ViewChange) {
  const shares = shared !== undefined || team !== undefined
  const asked = { shared: shared === undefined ? before.shared : shared, team_id: team ?? before.team_id }
  return {
    ...(name !== undefined && { name: name.trim() }),
    ...(query !== undefined && { query: await understood(work, query) }),
    ...(sort !== undefined && { sort }),
    ...(columns !== undefined && { columns: columns && inOrder(columns) }),
    ...(shares && (await sharingOf(work, asked))),
  }
}

async function editable(work: Work, id: string, ended = false): Promise<ViewRecord> {
  const view = await viewForUpdate(work, id, { ended })
  if (!mayEdit(work.actor, view)) throw refuse('worklist.not_yours_to_edit')
  return view
}

/** Takes a view away, for everybody who saw it. It stays where it can be brought back. */
export async function endView(work: Work, id: string): Promise<void> {
  await editable(work, id)
  await work.db.updateTable('worklist_views').set({ ended_at: work.now }).where('id', '=', id).execute()
  await work.announce({ fact: 'view.ended', house: 'worklist', view: id })
}

/** Brings back a view that was taken away. */
export async function restoreView(work: Work, id: string): Promise<ViewRecord> {
  await editable(work, id, true)
  const view = await work.db
    .updateTable('worklist_views')
    .set({ ended_at: null })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
  await work.announce({ fact: 'view.restored', house: 'worklist', view: id })
  return view
}
