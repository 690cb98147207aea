import { sql } from 'kysely'
import { wholeOf } from '#modules/complaints/index.ts'
import { organisationOf } from '#modules/people/index.ts'
import { actorName } from '#platform/actor.ts'
import type { Id } from '#platform/endpoint.ts'
import type { Work } from '#platform/work.ts'
import type { RemedyRecord } from '../present-remedies.ts'
import type { Spent } from '../rules/authority.ts'
import { type Basis, type Column, columnOf, type Kind } from '../rules/kinds.ts'
import { standing } from '../rules/states.ts'

/** The complaint's team budget of today, its row locked. */
export interface Purse {
  budget: { id: Id; envelope: number; used: number; opened: boolean; warning_percent: number; warned: boolean } | null
  spent: Spent
}

/** Locks rows by name, in this order, each made first where it is not there: what is summed before it is written is locked before it is summed. */
export async function lockPurses(work: Work, keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return
  const rows = keys.map((key) => ({ key, locked_at: work.now }))
  await work.db
    .insertInto('remedies_purses')
    .values(rows)
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ locked_at: work.now }))
    .execute()
}

type Asking = Pick<RemedyRecord, 'complaint_id' | 'id' | 'basis' | 'customer_id' | 'team_id' | 'order_number'>

/**
 * What was spent of everything that limits a remedy, for the caller to decide. The complaint is locked already; then, always in this order,
 * the customer's purse, the colleague's, the order's and the budget. Lock and sums travel together, each sum after its lock.
 */
export async function spentForUpdate(work: Work, remedy: Asking): Promise<Purse> {
  const goodwill = remedy.basis === 'goodwill'
  const zone = (await organisationOf(work)).zone
  const keys = [
    ...(goodwill && remedy.customer_id !== null ? [`customer/${remedy.customer_id}`] : []),
    ...(goodwill ? [`decider/${actorName(work.actor)}`] : []),
    ...(remedy.order_number === null ? [] : [`order/${remedy.order_number}`]),
  ]
  const [, budget, sums] = await Promise.all([
    lockPurses(work, keys),
    goodwill ? budgetOf(work, remedy.team_id, { zone, locked: true }) : null,
    sumsOf(work, { complaint: remedy.complaint_id, customer: goodwill ? remedy.customer_id : null, goodwill, zone }),
  ])
  return { budget, spent: { ...sums, budget: leftOf(budget) } }
}

/** The same without locks, to show how far somebody may go. */
export async function spentNow(
  work: Work,
  { complaint, customer, team }: { complaint: Id | null; customer: Id | null; team: Id | null },
): Promise<Purse> {
  const { zone } = await organisationOf(work)
  const [budget, sums] = await Promise.all([
    budgetOf(work, team, { zone, locked: false }),
    sumsOf(work, { complaint, customer, goodwill: true, zone }),
  ])
  return { budget, spent: { ...sums, budget: leftOf(budget) } }
}

const leftOf = (budget: Purse['budget']): Spent['budget'] =>
  budget === null || budget.opened ? null : { max: budget.envelope, left: budget.envelope - budget.used }

interface Summed {
  /** And what was merged into it. */
  complaint: Id | null
  /** Goodwill of the last twelve months. */
  customer: Id | null
  /** Goodwill that the caller decided since midnight at the desk counts. */
  goodwill: boolean
  zone: string
}

interface ByKind {
  kind: Kind
  basis: Basis
  valued: number
}

/** All sums in one statement, in the house's currency: after its locks, so that nobody adds to them meanwhile. */
async function sumsOf(work: Work, { complaint, customer, goodwill, zone }: Summed): Promise<Omit<Spent, 'budget'>> {
  const local = work.now.toZonedDateTimeISO(zone)
  const ours = sql`state in ('approved', 'executed', 'confirmed', 'settled') and valued is not null`
  const gifts = sql`basis = 'goodwill' and ${ours}`
  // Nothing is decided later than this; a stretch with an end lets the database keep its plan, which without one it would make anew each time.
  const end = local.add({ days: 1 }).toInstant().toString()
  const since = (start: Temporal.Instant) => sql`decided_at >= ${start.toString()}::timestamptz and decided_at < ${end}::timestamptz`
  const here = sql`select kind, basis, sum(valued)::bigint as valued from remedies_remedies
    where complaint_id = any (${wholeOf(work, complaint ?? nobody)}) and ${ours} group by kind, basis`
  const year = sql`select sum(valued)::bigint from remedies_remedies
    where customer_id = ${customer} and ${since(local.subtract({ years: 1 }).toInstant())} and ${gifts}`
  const today = sql`select sum(valued)::bigint from remedies_remedies
    where decided_by = ${goodwill ? actorName(work.actor) : null} and ${since(local.startOfDay().toInstant())} and ${gifts}`
  const { rows } = await sql<{
    here: ByKind[]
    customer: number
    day: number
  }>`select coalesce((${year}), 0) as customer, coalesce((${today}), 0) as day,
    coalesce((select json_agg(one) from (${here}) one), '[]') as here`.execute(work.db)
  const [sums] = rows
  return { ...byColumn(sums?.here ?? []), customer: sums?.customer ?? 0, day: sums?.day ?? 0 }
}

const nobody = '00000000-0000-0000-0000-000000000000'

function byColumn(rows: readonly ByKind[]): Pick<Spent, 'columns' | 'complaint'> {
  const sums: Record<Column, number> = { entitlement: 0, cash: 0, voucher: 0, replacement: 0, fee_waiver: 0 }
  let gifts = 0
  for (const { kind, basis, valued } of rows) {
    const column = columnOf(kind, basis)
    sums[column] += valued
    if (basis === 'goodwill' && column !== 'replacement') gifts += valued
  }
  return { columns: sums, complaint: gifts }
}

/** What was approved to go back of an order, and stands, in the order's own currency. */
export async function paidBack(
  work: Work,
  { order, currency, kinds }: { order: string; currency: string; kinds: readonly Kind[] },
): Promise<number> {
  const { sum } = await work.db
    .selectFrom('remedies_remedies')
    .select(sql<number>`coalesce(sum(amount), 0)::bigint`.as('sum'))
    .where('order_number', '=', order)
    .where('currency', '=', currency)
    .where('kind', 'in', kinds)
    .where('state', 'in', standing)
    .executeTakeFirstOrThrow()
  return sum
}

async function budgetOf(work: Work, team: Id | null, { zone, locked }: { zone: string; locked: boolean }): Promise<Purse['budget']> {
  const today = work.now.toZonedDateTimeISO(zone).toPlainDate()
  const row = await work.db
    .selectFrom('remedies_budgets')
    .selectAll()
    .where((match) => (team === null ? match('team_id', 'is', null) : match('team_id', '=', team)))
    .where('starts_on', '<=', today)
    .where('ends_on', '>=', today)
    .$if(locked, (query) => query.forUpdate())
    .executeTakeFirst()
  if (!row) return null
  const { id, envelope, used, warning_percent } = row
  return { id, envelope, used, warning_percent, opened: row.opened_at !== null, warned: row.warned_at !== null }
}
