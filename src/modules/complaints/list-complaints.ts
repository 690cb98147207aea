import { type RawBuilder, sql } from 'kysely'
import { maskNumbers } from '#modules/conversations/rules/mask-numbers.ts'
import { agentNamed, customerNamed, shownCustomer, teamNamed } from '#modules/people/index.ts'
import { isStaff } from '#platform/actor.ts'
import type { QueryOf } from '#platform/endpoint.ts'
import type { Missing } from '#platform/fact.ts'
import type { Work } from '#platform/work.ts'
import { teamsOf, visibleComplaints } from './access.ts'
import type { ComplaintRow, listComplaints as listEndpoint, View } from './contract.ts'
import { findStillMissing } from './find-still-missing.ts'
import { alongLeg, cursorOf, type DecideBy, type Leg, type ListQuery, legsOf, placeAfter, withLimits } from './list-orders.ts'
import { runningStates } from './rules/lifecycle.ts'

type Asked = QueryOf<typeof listEndpoint>

/** What other modules want seen in a row, for many complaints in one query. */
export type FindMarks = (work: Work, complaints: string[]) => Promise<Map<string, string[]>>

/** The condition that a complaint bears a mark; null where the mark is somebody else's. */
export type BearsMark = (mark: string) => RawBuilder<boolean> | null

/** What was typed into the field of a list, as a condition on `complaints_complaints`; refused with a sentence where it is not understood. */
export type Narrow = (work: Work, typed: string) => Promise<RawBuilder<boolean>>

/** What a list needs of other modules. */
export interface Marking {
  marks: FindMarks
  bearsMark: BearsMark
  decideBy: DecideBy
  narrow: Narrow
  sayMissing: (work: Work, missing: Missing) => string
}

/** One page of a view: what the caller may see, in the order that an index serves. */
export async function listComplaints(work: Work, asked: Asked, marking: Marking): Promise<{ data: ComplaintRow[]; next: string | null }> {
  const view = viewOf(asked)
  const legs = legsOf(view, asked)
  // What follows up asks every gate of each row: its pages are short.
  const limit = view === 'follow_up' ? Math.min(asked.limit, followUpsAtMost) : asked.limit
  const rows = await pageOf(work, { ...asked, view, limit: limit + 1, legs }, marking)
  const page = rows.slice(0, limit)
  const ids = page.map(({ id }) => id)
  const [found, missing] = await Promise.all([
    marking.marks(work, ids),
    findStillMissing(work, view === 'follow_up' ? ids : [], marking.sayMissing),
  ])
  const last = rows.length > limit ? page.at(-1) : undefined
  const data = page.map((row) => presentRow(row, { marks: found.get(row.id) ?? [], missing: missing.get(row.id) ?? null }))
  return { data, next: last ? cursorOf(last, last.leg, legs[last.leg] as Leg) : null }
}

/** Where operators are asked for and no view is, they alone say what is wanted. */
const viewOf = ({ view, q }: Pick<Asked, 'view' | 'q'>): View => view ?? (q?.trim() ? 'all' : 'open')

type Paged = Asked & { view: View; legs: readonly Leg[] }

/** The rows from where the list goes on; a leg is asked only when those before it held too little: three at most. */
async function pageOf(work: Work, asked: Paged, marking: Marking): Promise<(Row & { leg: number })[]> {
  const start = placeAfter(asked.cursor, asked.legs)
  const narrowed = await narrowedBy(work, asked, marking)
  const rows: (Row & { leg: number })[] = []
  for (const [at, leg] of asked.legs.entries()) {
    if (at < (start?.leg ?? 0) || rows.length >= asked.limit) continue
    const from = narrowed(withLimits(work.db.selectFrom('complaints_complaints'), leg.order, marking.decideBy))
    const place = start !== null && start.leg === at ? start : null
    const found = await alongLeg(from, leg, { place, decideBy: marking.decideBy })
      .$call(withColumns)
      .select(marking.decideBy.ofRow.as('due'))
      .limit(asked.limit - rows.length)
      .execute()
    rows.push(...found.map((row) => ({ ...row, leg: at })))
  }
  return rows
}

/** Everything that narrows a list: who asks, the view, filters, a mark, and what was typed. */
async function narrowedBy(work: Work, asked: Asked & { view: View }, { bearsMark, narrow }: Pick<Marking, 'bearsMark' | 'narrow'>) {
  const bears = asked.mark && (bearsMark(asked.mark) ?? sql<boolean>`false`)
  const typed = asked.q?.trim() ? await narrow(work, asked.q) : undefined
  const also = [bears, typed].filter((condition) => condition !== undefined) as RawBuilder<boolean>[]
  return (query: ListQuery): ListQuery =>
    also.reduce(
      (rest, condition) => rest.where(condition),
      filtered(viewed(query.where(visibleComplaints(work.actor)), work, asked.view), asked),
    )
}

const followUpsAtMost = 25

/** How many complaints a query finds for the caller: exact to 10,000, one more where there are more. */
export async function countNarrowed(work: Work, q: string, narrow: Narrow): Promise<number> {
  const condition = await narrow(work, q)
  const bounded = work.db
    .selectFrom('complaints_complaints')
    .where(visibleComplaints(work.actor))
    .where(condition)
    .select('id')
    .limit(countedTo + 1)
  const { many } = await work.db.selectFrom(bounded.as('bounded')).select(sql<number>`count(*)::int`.as('many')).executeTakeFirstOrThrow()
  return many
}

const countedTo = 10_000

/** How many complaints each view holds for the caller: exact to 10,000, one more where there are more. */
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
      .limit(countedTo + 1)}) bounded)`
  const row = await work.db.selectNoFrom(views.map((view) => counted(view).as(view))).executeTakeFirstOrThrow()
  return row as { [Name in (typeof views)[number]]: number }
}

function viewed(query: ListQuery, work: Work, view: View): ListQuery {
  const running = query.where('state', 'in', [...runningStates])
  if (view === 'all') return query
  if (view === 'closed') return query.where('closed_at', 'is not', null)
  if (view === 'waiting') return query.where('state', '=', 'waiting_customer')
  if (view === 'follow_up') return query.where('state', '=', 'follow_up')
  if (view === 'mine') return running.where('owner_id', '=', work.actor.id)
  if (view === 'unassigned') return running.where('owner_id', 'is', null)
  return view === 'team' ? ofTeams(running, work) : running
}

function ofTeams(query: ListQuery, { actor }: Work): ListQuery {
  if (!isStaff(actor)) return query
  const teams = actor.kind === 'person' ? [...new Set([...actor.teams, ...actor.leads])] : teamsOf(actor)
  if (teams === 'all' || teams.length === 0) return query
  return query.where('team_id', 'in', [...teams])
}

function filtered(query: ListQuery, { team, owner, customer, category, channel, urgency, state, language, tag }: Asked): ListQuery {
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

const shownOfWords = 240

const withColumns = (query: ListQuery) =>
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

type Row = Awaited<ReturnType<ReturnType<typeof withColumns>['execute']>>[number] & { due: Temporal.Instant | null }

function presentRow(
  { rank: _rank, restriction, grievances, ...row }: Row,
  { marks, missing }: Pick<ComplaintRow, 'marks' | 'missing'>,
): ComplaintRow {
  return {
    ...row,
    // These columns are held to the contract's codes by check constraints.
    ...(row as Pick<ComplaintRow, 'state' | 'kind' | 'urgency' | 'channel' | 'language'>),
    customer: shownCustomer(row.customer),
    subject: maskNumbers(row.subject),
    words: maskNumbers(row.words),
    received_at: row.received_at.toString(),
    last_activity_at: row.last_activity_at.toString(),
    reply_by: row.reply_by?.toString() ?? null,
    closed_at: row.closed_at?.toString() ?? null,
    due: row.due?.toString() ?? null,
    category: grievances.category,
    issues: grievances.issues,
    restricted: restriction !== null,
    marks,
    missing,
  }
}
