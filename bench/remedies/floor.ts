import type { Pool, PoolClient } from 'pg'
import type { Case } from './cases.ts'

export type OneOffer = Case & { budget: string }

const statements = {
  lock: 'select * from complaints_complaints where id = $1 for update',
  purse: `insert into remedies_purses (key, locked_at) values ('customer/' || $1, now()) on conflict (key) do update set locked_at = excluded.locked_at`,
  budget: 'select * from remedies_budgets where id = $1 for update',
  complaint: `select kind, basis, sum(valued) from remedies_remedies where complaint_id = $1 and state in ('approved', 'executed', 'confirmed', 'settled') group by 1, 2`,
  customer: `select sum(valued) from remedies_remedies where customer_id = $1 and basis = 'goodwill'
    and state in ('approved', 'executed', 'confirmed', 'settled') and decided_at > now() - interval '1 year'`,
  day: `select sum(valued) from remedies_remedies where decided_by = $1 and basis = 'goodwill'
    and state in ('approved', 'executed', 'confirmed', 'settled') and decided_at >= current_date`,
  remedy: `insert into remedies_remedies (complaint_id, id, issue_id, kind, basis, amount, currency, valuation, valued, explanation, salt, state, customer_id, team_id,
      budget_id, proposed_by, proposed_at, decided_by, decided_at, matrix_version)
    values ($1, $2, $3, 'goodwill_payment', 'goodwill', 100, 'EUR', '{"currency":"EUR","rate":null,"share":null}', 100, 'You waited two hours.', '\\x00', 'approved', $4, $5,
      $6, 'desk', now(), 'desk', now(), 0)`,
  approval: `insert into remedies_approvals (complaint_id, id, remedy_id, given_as, role, kind, amount, currency, approved_by, approved_at, matrix_version)
    values ($1, gen_random_uuid(), $2, 'own_authority', 'agent', 'goodwill_payment', 100, 'EUR', 'desk', now(), 0)`,
  entries: `insert into remedies_entries (complaint_id, id, booking_id, remedy_id, issue_id, team_id, basis, kind, act, account, amount, currency, booked_by, booked_at)
    values ($1, gen_random_uuid(), $2, $2, $3, $4, 'goodwill', 'goodwill_payment', 'approved', 'open', 100, 'EUR', 'desk', now()),
      ($1, gen_random_uuid(), $2, $2, $3, $4, 'goodwill', 'goodwill_payment', 'approved', 'granted', -100, 'EUR', 'desk', now())`,
  used: 'update remedies_budgets set used = used + 100 where id = $1',
  fact: `select facts_append('complaint/' || $1, 'remedy.bench', 'desk', now(), '{"amount":100,"currency":"EUR"}')`,
} as const

type Ask = (name: keyof typeof statements, values: unknown[]) => Promise<unknown>

const asking =
  (client: PoolClient): Ask =>
  (name, values) =>
    client.query({ name: `floor ${name}`, text: statements[name], values })

/** One offer that is granted: locked, summed and written by bare prepared SQL, nothing judged. */
export async function offerBare(pool: Pool, { id, issue, customer, team, budget }: OneOffer): Promise<void> {
  const remedy = crypto.randomUUID()
  await within(pool, async (ask) => {
    await checkBare(ask, { id, customer, budget })
    await Promise.all([
      ask('remedy', [id, remedy, issue, customer, team, budget]),
      ask('approval', [id, remedy]),
      ask('entries', [id, remedy, issue, team]),
      ask('used', [budget]),
      ask('fact', [id]),
      ask('fact', [id]),
    ])
  })
}

/** What the check asks: the locks, and after each what it guards. */
export async function checkBare(ask: Ask, { id, customer, budget }: Pick<OneOffer, 'id' | 'customer' | 'budget'>): Promise<void> {
  await ask('lock', [id])
  await Promise.all([
    ask('purse', [customer]),
    ask('budget', [budget]),
    ask('complaint', [id]),
    ask('customer', [customer]),
    ask('day', ['desk']),
  ])
}

/** In one transaction of one connection. */
export async function within(pool: Pool, run: (ask: Ask) => Promise<void>): Promise<void> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    await run(asking(client))
    await client.query('commit')
  } finally {
    client.release()
  }
}

/** Lets every connection prepare what it will ask. */
export async function prepareFloor(pool: Pool): Promise<void> {
  const nobody = '00000000-0000-0000-0000-000000000000'
  await Promise.all(
    Array.from({ length: 10 }, () => within(pool, (ask) => checkBare(ask, { id: nobody, customer: nobody, budget: nobody }))),
  )
}
