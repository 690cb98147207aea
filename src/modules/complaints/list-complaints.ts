import { type RawBuilder, type SelectQueryBuilder, sql } from 'kysely'
import { maskNumbers } from '#modules/conversations/rules/mask-numbers.ts'
import { agentNamed, customerNamed, teamNamed } from '#modules/people/index.ts'
import { isStaff } from '#platform/actor.ts'
import { cursorAfter, readCursor } from '#platform/cursor.ts'
import type { DB } from '#platform/database.types.ts'
import type { QueryOf } from '#platform/endpoint.ts'
import type { Work } from '#platform/work.ts'
import { teamsOf, visibleComplaints } from './access.ts'
import type { ComplaintRow, listComplaints as listEndpoint, View } from './contract.ts'
import { runningStates } from './rules/lifecycle.ts'

type Asked = QueryOf<typeof listEndpoint>
type Query = SelectQueryBuilder<DB, 'complaints_complaints', object>

/** What other modules want seen in a row, for many complaints in one query. */
export type FindMarks = (work: Work, complaints: string[]) => Promise<Map<string, string[]>>

/** The condition that a complaint bears a mark; null where the mark is somebody else's. */
export type BearsMark = (mark: string) => RawBuilder<boolean> | null

/** What a list needs of other modules. */
export interface Marking {
  marks: FindMarks
  bearsMark: BearsMark
}

/** How a view is ordered, and what its cursor holds. */
type Order = 'burning' | 'waiting' | 'ended' | 'newest'
const orderOf: Record<View, Order> = {
  mine: 'burning',
  unassigned: 'burning',
  team: 'burning',
  open: 'burning',
  waiting: 'waiting',
  closed: 'ended',
  all: 'newest',
}

/** One page of a view: what the caller may see, in the order that an index serves. */
export async function listComplaints(
  work: Work,
  asked: Asked,
  { marks, bearsMark }: Marking,
): Promise<{ data: ComplaintRow[]; next: string | null }> {
  const order = orderOf[asked.view]
  const from = work.db.selectFrom('complaints_complaints').where(visibleComplaints(work.actor))
  const bears = asked.mark && (bearsMark(asked.mark) ?? sql<boolean>`false`)
  const narrowed = filtered(viewed(from, work, asked.view), asked).$if(bears !== undefined, (rest) =>
    rest.where(bears ?? sql<boolean>`true`),
  )
  const query = after(narrowed, order, asked.cursor)
  const rows = await ordered(query, order)
    .$call(withColumns)
    .limit(asked.limit + 1)
    .execute()
  const page = rows.slice(0, asked.limit)
  const found = await marks(
    work,
    page.map(({ id }) => id),
  )
  const last = rows.length > asked.limit ? page.at(-1) : undefined
  return { data: page.map((row) => presentRow(row, found.get(row.id) ?? [])), next: last ? cursorOf(last, order) : null }
}

const countedTo = 10_000

/** How many complaints each view holds for the caller, exact to 10,000. */
export async function countComplaints(
  work: Work,
): Promise<{ mine: number; unassigned: number; team: number; open: number; waiting: number }> {
  const views = ['mine', 'unassigned', 'team', 'open', 'waiting'] as const
  const counted = (view: View) =>
    sql<number>`(select count(*)::int from (${viewed(
      work.db.selectFrom('complaints_complaints').where(visibleComplaints(work.actor)),
      work,
      view,
    )
      .select('id')
      .limit(countedTo)}) bounded)`
  const row = await work.db.selectNoFrom(views.map((view) => counted(view).as(view))).executeTakeFirstOrThrow()
  return row as { [Name in (typeof views)[number]]: number }
}

function viewed(query: Query, work: Work, view: View): Query {
  const running = query.where('state', 'in', [...runningStates])
  if (view === 'all') return query
  if (view === 'closed') return query.where('closed_at', 'is not', null)
  if (view === 'waiting') return query.where('state', '=', 'waiting_customer')
  if (view === 'mine') return running.where('owner_id', '=', work.actor.id)
  if (view === 'unassigned') return running.where('owner_id', 'is', null)
  return view === 'team' ? ofTeams(running, work) : running
}

function ofTeams(query: Query, { actor }: Work): Query {
  if (!isStaff(actor)) return query
  const teams = actor.kind === 'person' ? [...new Set([...actor.teams, ...actor.leads])] : teamsOf(actor)
  if (teams === 'all' || teams.length === 0) return query
  return query.where('team_id', 'in', [...teams])
}

function filtered(query: Query, { team, owner, customer, category, channel, urgency, state, language, tag }: Asked): Query {
  const equal = Object.entries({ team_id: team, owner_id: owner, customer_id: customer, channel, urgency, state, language }).filter(
    ([, value]) => value !== undefined,
  )
  return query
    .where((match) => match.and(Object.fromEntries(equal)))
    .$if(category !== undefined, (rest) =>
      rest.where(
        sql<boolean>`exists (select from complaints_issues i join complaints_categories k on k.code = i.category_code
          where i.complaint_id = complaints_complaints.id and ${category ?? null} in (k.code, k.parent_code))`,
      ),
    )
    .$if(tag !== undefined, (rest) =>
      rest.where(
        sql<boolean>`exists (select from complaints_tags t where t.complaint_id = complaints_complaints.id and t.tag = ${tag ?? null})`,
      ),
    )
}

function after(query: Query, order: Order, cursor: string | undefined): Query {
  if (order === 'burning') {
    const from = readCursor(cursor, ['number', 'instant', 'id'])
    return from
      ? query.where(sql<boolean>`(rank, received_at, id) > (${from[0]}::smallint, ${from[1]}::timestamptz, ${from[2]}::uuid)`)
      : query
  }
  const from = readCursor(cursor, ['instant', 'id'])
  if (!from) return query
  if (order === 'waiting') return query.where(sql<boolean>`(reply_by, id) > (${from[0]}::timestamptz, ${from[1]}::uuid)`)
  return query.where(sql<boolean>`(${sql.ref(momentOf[order])}, id) < (${from[0]}::timestamptz, ${from[1]}::uuid)`)
}

const momentOf = { ended: 'closed_at', newest: 'received_at' } as const

function ordered(query: Query, order: Order): Query {
  if (order === 'burning') return query.orderBy('rank').orderBy('received_at').orderBy('id')
  if (order === 'waiting') return query.orderBy('reply_by').orderBy('id')
  return query.orderBy(momentOf[order], 'desc').orderBy('id', 'desc')
}

const shownOfWords = 240

const withColumns = (query: Query) =>
  query
    .select([
      'id',
      'number',
      'subject',
      'state',
      'kind',
      'urgency',
      'rank',
      'channel',
      'language',
      'received_at',
      'last_activity_at',
      'reply_by',
      'closed_at',
      'restriction',
    ])
    .select([
      sql<string>`left(words, ${sql.lit(shownOfWords)})`.as('words'),
      customerNamed('complaints_complaints.customer_id').as('customer'),
      agentNamed('complaints_complaints.owner_id').as('owner'),
      teamNamed('complaints_complaints.team_id').as('team'),
      sql<{
        category: string | null
        issues: number
      }>`(select json_build_object('category', (array_agg(i.category_code order by i.position))[1], 'issues', count(*)::int)
        from complaints_issues i where i.complaint_id = complaints_complaints.id)`.as('grievances'),
      sql<string[]>`array(select t.tag from complaints_tags t where t.complaint_id = complaints_complaints.id order by t.tag)`.as('tags'),
    ])

type Row = Awaited<ReturnType<ReturnType<typeof withColumns>['execute']>>[number]

function presentRow({ rank: _rank, restriction, grievances, ...row }: Row, marks: string[]): ComplaintRow {
  return {
    ...row,
    // These columns are held to the contract's codes by check constraints.
    ...(row as Pick<ComplaintRow, 'state' | 'kind' | 'urgency' | 'channel' | 'language'>),
    subject: maskNumbers(row.subject),
    words: maskNumbers(row.words),
    received_at: row.received_at.toString(),
    last_activity_at: row.last_activity_at.toString(),
    reply_by: row.reply_by?.toString() ?? null,
    closed_at: row.closed_at?.toString() ?? null,
    category: grievances.category,
    issues: grievances.issues,
    restricted: restriction !== null,
    marks,
  }
}

function cursorOf(row: Row, order: Order): string {
  if (order === 'burning') return cursorAfter([row.rank ?? 0, row.received_at.toString(), row.id])
  if (order === 'waiting') return cursorAfter([row.reply_by?.toString() ?? '', row.id])
  return cursorAfter([(row[momentOf[order]] ?? row.received_at).toString(), row.id])
}
