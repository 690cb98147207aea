import * as z from 'zod/mini'
import { Sort } from '#modules/complaints/contract.ts'
import { endpoint, Id, Page, pageOf, text, Version, words } from '#platform/endpoint.ts'
import { columns } from './rules/columns.ts'

export const Column = z.enum(columns)
const Columns = z.array(Column).check(z.maxLength(columns.length))

export const sharings = ['team', 'all'] as const
export const Sharing = z.enum(sharings)

export const SavedView = z.object({
  id: Id,
  name: z.string(),
  /** In operators, whose names are as they are called now. */
  query: z.string(),
  sort: z.nullable(Sort),
  /** Its own columns; null where everybody sees it with theirs. */
  columns: z.nullable(z.array(Column)),
  shared: z.nullable(Sharing),
  team: z.nullable(z.object({ id: Id, name: z.string() })),
  owner: z.object({ id: Id, name: z.string() }),
  /** What of its query is not understood any more, and how one mends it; null where all is well. */
  broken: z.nullable(z.string()),
  version: Version,
  may: z.object({ edit: z.boolean(), share: z.boolean() }),
})
export type SavedView = z.output<typeof SavedView>

const ViewFields = {
  name: words(80),
  query: text(1000),
  sort: z.optional(z.nullable(Sort)),
  columns: z.optional(z.nullable(Columns)),
  shared: z.optional(z.nullable(Sharing)),
  team: z.optional(z.nullable(Id)),
}

export const listViews = endpoint('GET /views', {
  requires: 'complaints.read',
  about: 'The lists that somebody named: one’s own, and those that are shared with one’s team or with all; in the order of who asks.',
  answers: z.object({ data: z.array(SavedView), may: z.object({ share: z.boolean() }) }),
})

const NewView = z.object(ViewFields)
export type NewView = z.output<typeof NewView>
export const saveView = endpoint('POST /views', {
  requires: 'views.save',
  about: 'Keeps a query under a name. Sharing it with a team or with all is for supervisors and above.',
  status: 201,
  body: NewView,
  answers: SavedView,
})

const ViewChange = z.strictObject({ ...ViewFields, name: z.optional(ViewFields.name), query: z.optional(ViewFields.query) })
export type ViewChange = z.output<typeof ViewChange>
export const editView = endpoint('PATCH /views/:view', {
  requires: 'views.save',
  about: 'Renames, changes, shares or unshares a view; with If-Match.',
  body: ViewChange,
  answers: SavedView,
})

export const endView = endpoint('DELETE /views/:view', {
  requires: 'views.save',
  about: 'Takes a view away. `POST /views/:view/restoration` brings it back.',
  answers: z.object({}),
})

export const restoreView = endpoint('POST /views/:view/restoration', {
  requires: 'views.save',
  about: 'Brings back a view that was taken away.',
  answers: SavedView,
})

export const orderViews = endpoint('PUT /view-order', {
  requires: 'views.save',
  about: 'The order in which the caller sees views; those that are left out come after.',
  body: z.object({ views: z.array(Id).check(z.maxLength(200)) }),
  answers: z.object({ views: z.array(Id) }),
})

export const countViews = endpoint('GET /view-counts', {
  requires: 'complaints.read',
  about:
    'How many complaints each view holds for the caller: exact to 10,000, 10,001 where there are more, null where it is broken or takes too long to count.',
  answers: z.object({ data: z.array(z.object({ view: Id, count: z.nullable(z.int()) })) }),
})

export const readColumns = endpoint('GET /list-columns', {
  requires: 'complaints.read',
  about: 'The columns that the caller’s lists show; null where they have not chosen.',
  answers: z.object({ columns: z.nullable(z.array(Column)) }),
})

export const chooseColumns = endpoint('PUT /list-columns', {
  requires: 'views.save',
  about: 'Chooses the columns of one’s lists; null goes back to the usual ones.',
  body: z.object({ columns: z.nullable(Columns) }),
  answers: z.object({ columns: z.nullable(z.array(Column)) }),
})

export const ListExport = z.object({
  id: Id,
  by: z.object({ id: z.nullable(Id), name: z.string() }),
  began_at: z.string(),
  query: z.string(),
  columns: z.array(z.string()),
  /** Null while it is being written, or when it broke off. */
  rows: z.nullable(z.int()),
})

export const listExports = endpoint('GET /list-exports', {
  requires: 'exports.read',
  about: 'The lists that left the house as files, newest first: who, when, which, how many rows.',
  query: z.object(Page),
  answers: pageOf(ListExport),
})

/** Where a list is taken out of the house as a table; takes what `GET /complaints` takes, and `columns` with commas. */
export const listFilePath = '/api/v1/complaints.csv'
