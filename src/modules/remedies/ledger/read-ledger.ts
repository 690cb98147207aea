import { sql } from 'kysely'
import { cursorAfter, readCursor } from '#platform/cursor.ts'
import type { AnswerOf, QueryOf } from '#platform/endpoint.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { mayExportLedger } from '../access.ts'
import { type readDays as daysEndpoint, type readLedger as ledgerEndpoint, longestDays, type Total } from '../contract.ts'
import { entriesOf, pageOfEntries, presentEntries, type Stretch, stretchOf } from './find-entries.ts'
import '../refusals.ts'

/** The ledger of a stretch, oldest first, and where every account stood before and after it. */
export async function readLedger(work: Work, asked: QueryOf<typeof ledgerEndpoint>): Promise<AnswerOf<typeof ledgerEndpoint>> {
  const stretch = await stretchOf(work, asked)
  const after = readCursor(asked.cursor, ['instant', 'id'])
  const [rows, totals] = await Promise.all([
    pageOfEntries(work, stretch, { after, limit: asked.limit + 1 }).execute(),
    totalsOf(work, stretch),
  ])
  const page = rows.slice(0, asked.limit)
  const last = rows.length > asked.limit ? page.at(-1) : undefined
  return {
    data: await presentEntries(work, page),
    totals,
    may: { export: mayExportLedger(work.actor) },
    next: last ? cursorAfter([last.booked_at.toString(), last.id]) : null,
  }
}

/** Each day on which an account moved, and where it stood when that day ended. */
export async function readDays(work: Work, asked: QueryOf<typeof daysEndpoint>): Promise<AnswerOf<typeof daysEndpoint>> {
  const [first, last] = [Temporal.PlainDate.from(asked.from), Temporal.PlainDate.from(asked.to)]
  if (first.until(last).days >= longestDays) throw refuse('remedies.ledger_too_long', { days: longestDays })
  const stretch = await stretchOf(work, asked)
  const rows = await entriesOf(work, stretch, { since: false })
    .select([
      'e.currency',
      'e.account',
      // Whatever was before the first day is one sum.
      sql<string>`greatest((e.booked_at at time zone ${stretch.zone})::date, ${first.subtract({ days: 1 }).toString()}::date)::text`.as(
        'day',
      ),
      sql<number>`sum(e.amount)::bigint`.as('amount'),
    ])
    .groupBy(['e.currency', 'e.account', 'day'])
    .orderBy('day')
    .orderBy('e.currency')
    .orderBy('e.account')
    .execute()
  const stood = new Map<string, number>()
  const days = rows.map(({ currency, account, day, amount }) => {
    const closing = (stood.get(`${currency} ${account}`) ?? 0) + amount
    stood.set(`${currency} ${account}`, closing)
    return { day, currency, account: account as Total['account'], amount, closing } // held to the codes by a check constraint
  })
  return { data: days.filter(({ day }) => day >= asked.from) }
}

async function totalsOf(work: Work, stretch: Stretch): Promise<Total[]> {
  const since = stretch.from?.toString() ?? '-infinity'
  const within = sql<boolean>`e.booked_at >= ${since}::timestamptz`
  const rows = await entriesOf(work, stretch, { since: false })
    .select([
      'e.currency',
      'e.account',
      sql<number>`coalesce(sum(e.amount) filter (where not ${within}), 0)::bigint`.as('opening'),
      sql<number>`coalesce(sum(e.amount) filter (where ${within}), 0)::bigint`.as('amount'),
      sql<number>`count(*) filter (where ${within})::bigint`.as('entries'),
    ])
    .groupBy(['e.currency', 'e.account'])
    .orderBy('e.currency')
    .orderBy('e.account')
    .execute()
  // accounts are held to the contract's codes by a check constraint
  return rows.map(({ account, ...sums }) => ({ ...sums, account: account as Total['account'], closing: sums.opening + sums.amount }))
}
