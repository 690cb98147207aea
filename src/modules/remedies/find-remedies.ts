import { sql } from 'kysely'
import { complaintFor, type FindMarks, visibleComplaints, wholeOf } from '#modules/complaints/index.ts'
import { organisationOf } from '#modules/people/index.ts'
import { actorName, isStaff } from '#platform/actor.ts'
import { cursorAfter, readCursor } from '#platform/cursor.ts'
import type { AnswerOf, Id, QueryOf } from '#platform/endpoint.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { mayPropose } from './access.ts'
import { matrixOf } from './authority/find-matrix.ts'
import type { listAllRemedies as allEndpoint, listRemedies as listEndpoint, Waiting } from './contract.ts'
import { guardsOf } from './guards/index.ts'
import { present, presentable } from './present-remedies.ts'
import { answersTo } from './rules/authority.ts'
import type { Account } from './rules/bookings.ts'
import { type Needs, ranks } from './rules/matrix.ts'

const shownOfOne = 200

/** The remedies of a complaint and of what was merged into it, the newest first, and what their ledger adds up to. */
export async function listRemedies(work: Work, complaintId: Id): Promise<AnswerOf<typeof listEndpoint>> {
  const complaint = await complaintFor(work, complaintId)
  if (!isStaff(work.actor)) throw refuse('complaints.not_found')
  const whole = wholeOf(work, complaint.id)
  const [rows, totals] = await Promise.all([
    presentable(work)
      .where(sql<boolean>`r.complaint_id = any (${whole})`)
      .orderBy('r.proposed_at', 'desc')
      .orderBy('r.id', 'desc')
      .limit(shownOfOne)
      .execute(),
    work.db
      .selectFrom('remedies_entries')
      .select(['currency', 'account', sql<number>`sum(amount)::bigint`.as('amount')])
      .where(sql<boolean>`complaint_id = any (${whole})`)
      .groupBy(['currency', 'account'])
      .orderBy('currency')
      .orderBy('account')
      .execute(),
  ])
  return {
    data: await present(work, rows),
    // the column's check holds the same codes
    totals: totals.map(({ account, ...sum }) => ({ ...sum, account: account as Account })),
    may: { propose: mayPropose(work.actor) && !ended.includes(complaint.state) },
  }
}

const ended: readonly string[] = ['merged', 'closed', 'withdrawn']

/** Remedies in one state, the one that waits longest first; one keyset query. */
export async function listAllRemedies(work: Work, asked: QueryOf<typeof allEndpoint>): Promise<AnswerOf<typeof allEndpoint>> {
  const after = readCursor(asked.cursor, ['instant', 'id'])
  const since = sql<Temporal.Instant>`coalesce(r.requested_at, r.proposed_at)`
  const mine = asked.mine === '' || asked.mine === 'true'
  const rows = await presentable(work)
    .select(since.as('since'))
    .select(await budgetBeside(work))
    .select(await givenBeside(work))
    .where('r.state', '=', asked.state)
    // Said again for the index of what waits.
    .$if(asked.state === 'requested', (query) => query.where('r.requested_at', 'is not', null))
    .where(visibleComplaints(work.actor))
    .$if(mine, (query) => query.where('r.needs', 'in', answerable(work)).where('r.proposed_by', '<>', actorName(work.actor)))
    .$if(mine, (query) =>
      query.where(sql<boolean>`not exists (select from remedies_approvals a where a.complaint_id = r.complaint_id
      and a.remedy_id = r.id and a.approved_by = ${actorName(work.actor)})`),
    )
    .$if(after !== null, (query) => query.where(sql<boolean>`(${since}, r.id) > (${after?.[0]}::timestamptz, ${after?.[1]}::uuid)`))
    .orderBy(since)
    .orderBy('r.id')
    .limit(asked.limit + 1)
    .execute()
  const page = rows.slice(0, asked.limit)
  const [presented, guards, { rules }] = await Promise.all([present(work, page), guardsOf(work, page), matrixOf(work)])
  const last = rows.length > asked.limit ? page.at(-1) : undefined
  return {
    data: presented.map((remedy, at) => ({
      ...remedy,
      budget: shownBudget(page[at]?.budget ?? null),
      given: shownGiven(page[at], rules.currency),
      guards: guards.get(remedy.id) ?? [],
    })),
    next: last ? cursorAfter([last.since.toString(), last.id]) : null,
  }
}

interface FoundBudget {
  envelope: number
  used: number
  currency: string
  opened: boolean
}

const shownBudget = (budget: FoundBudget | null): Waiting['budget'] =>
  budget && {
    left: { amount: budget.envelope - budget.used, currency: budget.currency },
    envelope: { amount: budget.envelope, currency: budget.currency },
    opened: budget.opened,
  }

/** What the team has left today, of goodwill. */
async function budgetBeside(work: Work) {
  const { zone } = await organisationOf(work)
  const today = work.now.toZonedDateTimeISO(zone).toPlainDate().toString()
  return sql<FoundBudget | null>`(select json_build_object('envelope', b.envelope, 'used', b.used, 'currency', b.currency, 'opened', b.opened_at is not null)
    from remedies_budgets b where r.basis = 'goodwill' and b.team_id is not distinct from r.team_id
      and ${today}::date between b.starts_on and b.ends_on limit 1)`.as('budget')
}

/** What was given already, beside each: pieces count together, so who says yes sees them together. */
async function givenBeside(work: Work) {
  const { zone } = await organisationOf(work)
  const since = work.now.toZonedDateTimeISO(zone).subtract({ years: 1 }).toInstant().toString()
  const sum = sql`select coalesce(sum(o.valued), 0)::bigint from remedies_remedies o where o.state in ('approved', 'executed', 'confirmed', 'settled')`
  const whole = sql`array(select m.complaint_id from complaints_merges m where m.into_id = r.complaint_id and m.undone_at is null union all select r.complaint_id)`
  return [
    sql<number>`(${sum} and o.complaint_id = any (${whole}))`.as('given_here'),
    sql<number>`(${sum} and o.customer_id = r.customer_id and o.basis = 'goodwill' and o.decided_at > ${since}::timestamptz)`.as(
      'given_customer',
    ),
  ] as const
}

interface Given {
  customer_id: string | null
  given_here: number
  given_customer: number
}

const shownGiven = (row: Given | undefined, currency: string): Waiting['given'] => ({
  complaint: { amount: row?.given_here ?? 0, currency },
  customer: row?.customer_id ? { amount: row.given_customer, currency } : null,
})

/** Whose requests somebody of this role can answer. Never an empty list: nobody's need is that. */
function answerable({ actor }: Work): (Needs | '')[] {
  if (!isStaff(actor)) return ['']
  return ['', ...[...ranks, 'finance_manager' as const].filter((needs) => answersTo(needs, actor))]
}

/** Marks the rows of a list in which somebody is asked for a yes. */
export const findRemedyMarks: FindMarks = async (work, complaints) => {
  if (complaints.length === 0) return new Map()
  const rows = await work.db
    .selectFrom('remedies_remedies')
    .select('complaint_id')
    .distinct()
    .where('complaint_id', 'in', [...complaints])
    .where('state', '=', 'requested')
    .execute()
  return new Map(rows.map(({ complaint_id }) => [complaint_id, ['remedy_waits']]))
}
