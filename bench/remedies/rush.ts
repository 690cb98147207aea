import { setTimeout as pause } from 'node:timers/promises'
import type { Pool } from 'pg'
import type { Call } from '../load.ts'
import { type Case, type Deal, offer } from './cases.ts'
import { type OneOffer, offerBare, prepareFloor } from './floor.ts'

/** Many offers at the same moment. */
export interface Rush {
  name: string
  offers: number
  /** How many the limit lets through; null where it lets all. */
  fits: number | null
  granted: number
  /** In milliseconds: all of them, the slowest one, and all of the floor. */
  took: number
  slowest: number
  floor: number
}

interface Rushing {
  call: Call
  pool: Pool
  deal: Deal
  offers: number
  say: (sentence: string) => void
}

/** One after the other: under one customer's limit, under one budget, and under one budget that all of them fit in. */
export async function rushes(at: Rushing): Promise<Rush[]> {
  // As on a desk that has worked for some minutes: compiled, prepared, and its connections open.
  for (let round = 0; round < 5; round += 1) {
    await Promise.all(at.deal(100).map((one) => offer(at.call, one)))
    // No token asks more than a hundred times a second.
    await pause(1_000)
  }
  const [limit, budget, all] = [ofOneCustomer, ofOneTeam, ofOneTeam]
  return [
    await rush(at, { name: 'one limit of one customer', shape: limit, envelope: 1_000_000_00, fits: 60 }),
    await rush(at, {
      name: 'one budget that holds a tenth',
      shape: budget,
      envelope: Math.floor(at.offers / 10) * 1_00,
      fits: Math.floor(at.offers / 10),
    }),
    await rush(at, { name: 'one budget that holds all', shape: all, envelope: 1_000_000_00, fits: null }),
  ]
}

type Shape = (pool: Pool, cases: readonly Case[]) => Promise<void>

/** All of these are one customer's, of whom nothing is known yet, and one team's. */
const ofOneCustomer: Shape = async (pool, cases) => {
  const { rows } = await pool.query<{ id: string }>(
    `insert into people_customers (id, name, language, created_at) values (gen_random_uuid(), 'One customer', 'en', now()) returning id`,
  )
  await ofOneTeam(pool, cases)
  await pool.query('update complaints_complaints set customer_id = $1 where id = any ($2)', [rows[0]?.id, cases.map(({ id }) => id)])
}

const ofOneTeam: Shape = async (pool, cases) => {
  await pool.query('update complaints_complaints set team_id = $1 where id = any ($2)', [cases[0]?.team, cases.map(({ id }) => id)])
}

/** The team's envelope of these days, as if nothing was given of it. */
async function giveEnvelope(pool: Pool, team: string, envelope: number): Promise<string> {
  await pool.query('update remedies_remedies set budget_id = null where budget_id is not null')
  await pool.query('delete from remedies_budgets')
  const { rows } = await pool.query<{ id: string }>(
    `insert into remedies_budgets (id, team_id, starts_on, ends_on, currency, envelope, written_by, written_at)
      values (gen_random_uuid(), $1, current_date - 2, current_date + 2, 'EUR', $2, 'desk', now()) returning id`,
    [team, envelope],
  )
  return rows[0]?.id ?? ''
}

interface Wanted {
  name: string
  shape: Shape
  envelope: number
  fits: number | null
}

async function rush({ call, pool, deal, offers, say }: Rushing, { name, shape, envelope, fits }: Wanted): Promise<Rush> {
  const [cases, bare] = [deal(offers), deal(offers)]
  await shape(pool, cases)
  const team = cases[0]?.team ?? ''
  await giveEnvelope(pool, team, envelope)
  const times: number[] = []
  const began = performance.now()
  await Promise.all(
    cases.map(async (one) => {
      await offer(call, one)
      times.push(performance.now() - began)
    }),
  )
  const took = performance.now() - began
  const granted = await grantedOf(pool, cases)
  await judgeBooks(pool)
  const floor = await floorOf(pool, bare, await giveEnvelope(pool, team, 1_000_000_00))
  say(`${name}: ${offers} in ${took.toFixed(0)} ms, ${granted} granted, floor ${floor.toFixed(0)} ms`)
  // No token asks more than a hundred times a second.
  await pause(1_000)
  return { name, offers, fits, granted, took, slowest: Math.max(...times), floor }
}

async function grantedOf(pool: Pool, cases: readonly Case[]): Promise<number> {
  const { rows } = await pool.query<{ granted: number }>(
    `select count(*)::int as granted from remedies_remedies where state = 'approved' and complaint_id = any ($1)`,
    [cases.map(({ id }) => id)],
  )
  return rows[0]?.granted ?? 0
}

/** What the budget says is used is what was granted of it, and the ledger adds up to nothing. */
async function judgeBooks(pool: Pool): Promise<void> {
  const { rows } = await pool.query<{
    used: string
    granted: string
    sum: string
  }>(`select (select sum(used) from remedies_budgets) as used,
    (select coalesce(sum(valued), 0) from remedies_remedies where budget_id is not null and state = 'approved') as granted,
    (select coalesce(sum(amount), 0) from remedies_entries) as sum`)
  const [books] = rows
  if (!books || books.used !== books.granted || books.sum !== '0') throw new Error(`The books do not balance: ${JSON.stringify(books)}`)
}

/** The same rows by bare prepared SQL, as many connections as the desk has, all of them behind the one budget. */
async function floorOf(pool: Pool, cases: readonly Case[], budget: string): Promise<number> {
  await prepareFloor(pool)
  const waiting: OneOffer[] = cases.map((one) => ({ ...one, budget }))
  const began = performance.now()
  await Promise.all(
    Array.from({ length: 10 }, async () => {
      for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) await offerBare(pool, next)
    }),
  )
  return performance.now() - began
}
