import type { Pool } from 'pg'

const customers = 5_000
const teams = 6
/** What a remedy that went through the books leaves in the ledger: four bookings of two sides. */
const entriesOfOne = 8

/** Fills an empty, migrated database with remedies of three years that went through the books, and complaints that nothing was offered on yet. */
export async function fillLedger(
  pool: Pool,
  entries: number,
  { fresh, say }: { fresh: number; say: (sentence: string) => void },
): Promise<void> {
  const remedies = Math.ceil(entries / entriesOfOne)
  const client = await pool.connect()
  try {
    // What the triggers hold is held by how the rows are made.
    await client.query(
      'set synchronous_commit = off; set statement_timeout = 0; set session_replication_role = replica; select setseed(0.42)',
    )
    await client.query(`insert into people_organisation (name, zone, changed_at) values ('Harbour Ferries', 'Europe/Athens', now())`)
    await client.query(
      `insert into people_teams (id, name, created_at) select gen_random_uuid(), 'Team ' || n, now() from generate_series(1, $1::int) n`,
      [teams],
    )
    await client.query(
      `with named as (select n, gen_random_uuid() as id from generate_series(1, $1::int) n),
        made as (insert into people_customers (id, name, language, created_at) select id, 'Customer ' || n, 'en', now() from named)
      insert into people_contacts (customer_id, kind, normal, value, added_at)
        select id, 'email', 'customer' || n || '@mail.example', 'customer' || n || '@mail.example', now() from named`,
      [customers],
    )
    await client.query(complaintsSql, [Math.ceil(remedies / 2) + fresh])
    await client.query(
      `insert into complaints_issues (complaint_id, id, position, title) select id, gen_random_uuid(), 1, 'The cabin' from complaints_complaints`,
    )
    await client.query(remediesSql, [remedies])
    await client.query(approvalsSql)
    await client.query(entriesSql)
    await client.query('set session_replication_role = origin')
    await client.query('vacuum analyze')
    await client.query('checkpoint')
    const { rows } = await client.query<{ held: number }>('select count(*)::int as held from remedies_entries')
    say(`${rows[0]?.held ?? 0} entries`)
  } finally {
    client.release()
  }
}

const complaintsSql = `with c as (select array_agg(id) as ids from people_customers), t as (select array_agg(id) as ids from people_teams)
  insert into complaints_complaints (id, number, state, channel, received_at, entered_at, entered_by, language, customer_id, team_id, subject, words, last_activity_at)
  select gen_random_uuid(), 'RD-2026-' || lpad(n::text, 8, '0'), 'open', 'email', now() - n * interval '3 minutes', now(), 'desk', 'en', c.ids[1 + n % ${customers}],
    t.ids[1 + n % ${teams}], 'A cabin that was double booked, number ' || n, repeat('The cabin was double booked. ', 10), now() from generate_series(1, $1::int) n, c, t`

const remediesSql = `with one as (select row_number() over (order by c.number desc) - 1 as at, c.id, c.customer_id, c.team_id, i.id as issue_id
    from complaints_complaints c join complaints_issues i on i.complaint_id = c.id)
  insert into remedies_remedies (complaint_id, id, issue_id, kind, basis, amount, currency, valuation, valued, explanation, salt, state, customer_id, team_id, proposed_by,
    proposed_at, decided_by, decided_at, matrix_version)
  select one.id, gen_random_uuid(), one.issue_id, case when n % 2 = 0 then 'refund' else 'goodwill_payment' end, case when n % 2 = 0 then 'entitlement' else 'goodwill' end,
    100 + n % 900, 'EUR', '{"currency":"EUR","rate":null,"share":null}', 100 + n % 900, 'You waited two hours.', '\\x00', 'settled', one.customer_id, one.team_id,
    'person/' || md5((n % 40)::text)::uuid, now() - interval '1 day' - n * (interval '3 years' / $1::int), 'person/' || md5((n % 40)::text)::uuid,
    now() - interval '1 day' - n * (interval '3 years' / $1::int), 0
  from generate_series(0, $1::int - 1) n join one on one.at = n / 2`

const approvalsSql = `insert into remedies_approvals (complaint_id, id, remedy_id, given_as, role, kind, amount, currency, approved_by, approved_at, matrix_version)
  select complaint_id, gen_random_uuid(), id, 'own_authority', 'agent', kind, amount, currency, decided_by, decided_at, 0 from remedies_remedies`

const entriesSql = `insert into remedies_entries (complaint_id, id, booking_id, remedy_id, issue_id, team_id, basis, kind, act, account, amount, currency, booked_by, booked_at)
  select r.complaint_id, gen_random_uuid(), r.id, r.id, r.issue_id, r.team_id, 'entitlement', r.kind, m.act, m.account, m.sign * r.amount, 'EUR', r.decided_by,
    r.decided_at + m.after * interval '1 hour'
  from remedies_remedies r cross join (values ('approved', 'open', 1, 0), ('approved', 'granted', -1, 0), ('executed', 'executed', 1, 1), ('executed', 'open', -1, 1),
    ('confirmed', 'confirmed', 1, 2), ('confirmed', 'executed', -1, 2), ('settled', 'settled', 1, 3), ('settled', 'confirmed', -1, 3)) m (act, account, sign, after)`
