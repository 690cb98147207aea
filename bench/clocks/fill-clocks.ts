import type { Pool } from 'pg'

/** Fills an empty, migrated database with complaints that have four open clocks each, due over the next ten weeks. */
export async function fillClocks(pool: Pool, clocks: number, say: (sentence: string) => void): Promise<void> {
  const complaints = Math.ceil(clocks / 4)
  const client = await pool.connect()
  try {
    await client.query('set synchronous_commit = off; set statement_timeout = 0')
    await client.query(`insert into people_organisation (name, zone, changed_at) values ('Harbour Ferries', 'Europe/Athens', now())`)
    await client.query(
      `insert into people_customers (id, name, language, created_at) select gen_random_uuid(), 'Customer ' || n, 'en', now() from generate_series(1, 5000) n`,
    )
    await client.query(
      `with c as (select array_agg(id) as ids from people_customers)
      insert into complaints_complaints (id, number, state, channel, received_at, entered_at, entered_by, language, customer_id, subject, words, last_activity_at)
      select gen_random_uuid(), 'RD-2026-' || lpad(n::text, 8, '0'), 'open', 'email', now() - n * interval '1 second', now(), 'desk', 'en', c.ids[1 + n % 5000],
        'A parcel that never came, number ' || n, repeat('The parcel was due on Monday. ', 10), now() from generate_series(1, $1::int) n, c`,
      [complaints],
    )
    say(`${complaints} complaints`)
    await client.query(
      `insert into clocks_clocks (complaint_id, id, kind, preset, preset_version, legal, why, calendar, started_at, due_at, state, open, nearest)
      select c.id, gen_random_uuid(), k.kind, 'generic-24h', 1, false, 'everywhere', 'GR', c.received_at, now() + random() * interval '70 days', 'running', true, k.kind = 'final'
      from complaints_complaints c, unnest(array['acknowledgement', 'first_reply', 'update', 'final']) as k(kind)`,
    )
    say(`${complaints * 4} clocks`)
    await client.query('vacuum analyze')
    await client.query('checkpoint')
  } finally {
    client.release()
  }
}
