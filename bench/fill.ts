import type { Pool } from 'pg'
import { vocabulary } from './vocabulary.ts'

const customers = 5000
const agents = 40
const teams = 6
/** So many different bodies are written; more complaints share them. Their index entries are as many as if each were its own. */
const mostBodies = 10_000

/** Fills an empty, migrated database with complaints as a desk would have them after three years, by set-based statements. */
export async function fill(pool: Pool, complaints: number, say: (sentence: string) => void): Promise<void> {
  const client = await pool.connect()
  const step = async (about: string, text: string, values: unknown[] = []) => {
    const began = performance.now()
    await client.query(text, values)
    say(`${about} (${((performance.now() - began) / 1000).toFixed(1)} s)`)
  }
  try {
    await client.query(
      `set synchronous_commit = off; set statement_timeout = 0; set maintenance_work_mem = '512MB'; set work_mem = '128MB'; select setseed(0.42)`,
    )
    await fillPeople(step)
    await fillBodies(step, Math.min(complaints, mostBodies))
    await fillComplaints(step, complaints)
    await fillMessages(step, complaints)
    await fillDocuments(step)
    await step('Counted by the planner', 'vacuum analyze')
    await client.query('checkpoint')
  } finally {
    client.release()
  }
}

type Step = (about: string, text: string, values?: unknown[]) => Promise<void>

async function fillPeople(step: Step) {
  await step(
    'Who we are',
    `insert into people_organisation (name, zone, changed_at) values ('Harbour Ferries', 'Europe/Athens', now()) on conflict do nothing`,
  )
  await step(
    'Teams',
    `insert into people_teams (id, name, created_at) select gen_random_uuid(), 'Team ' || n, now() from generate_series(1, $1::int) n`,
    [teams],
  )
  await step(
    'Agents',
    `insert into people_agents (id, name, email, role, created_at) select gen_random_uuid(), 'Agent ' || n, 'agent' || n || '@desk.example', 'agent', now() from generate_series(1, $1::int) n`,
    [agents],
  )
  await step(
    'Categories',
    `insert into complaints_categories (code, names, position) select 'bench_' || n, '{"en":"A category","el":"Μία κατηγορία","es":"Una categoría"}', n from generate_series(1, 30) n`,
  )
  await step(
    'Customers',
    `with named as (select n, gen_random_uuid() as id, (array['Ada','Nikos','Lucía','Eleni','Tom','Μαρία','Γιώργος','José','Anna','Petros'])[1 + n % 10] || ' '
        || (array['Lindqvist','Παπαδόπουλος','García','Ιωάννου','Smith','Vogel','Marín','Okoro','Tanaka','Κωνσταντίνου'])[1 + n / 10 % 10] || ' ' || n as name from generate_series(1, $1::int) n),
      made as (insert into people_customers (id, name, language, created_at) select id, name, (array['en','el','es'])[1 + n % 3], now() from named returning id)
      insert into people_contacts (customer_id, kind, normal, value, added_at) select id, 'email', 'customer' || n || '@mail.example', 'customer' || n || '@mail.example', now() from named
      union all select id, 'phone', '+3021' || lpad(n::text, 8, '0'), '+30 21 ' || lpad(n::text, 8, '0'), now() from named`,
    [customers],
  )
}

async function fillBodies(step: Step, bodies: number) {
  await step('Words', 'create temp table bench_words (language text, place int, word text, primary key (language, place))')
  for (const [language, text] of Object.entries(vocabulary))
    await step(`Words of ${language}`, 'insert into bench_words select $1, row_number() over () - 1, word from unnest($2::text[]) word', [
      language,
      text.split(/\s+/),
    ])
  // The sums in the conditions keep chance from being asked once for all rows.
  await step(
    'Sentences',
    `create temp table bench_sentences as
      with counts as (select language, count(*) as words from bench_words group by language)
      select language, n, (select string_agg(w.word, ' ' order by p) from (select p, floor(power(random() + 0 * p + 0 * n, 3) * c.words)::int as place from generate_series(1, 12) p) drawn
        join bench_words w on w.language = c.language and w.place = drawn.place) || '.' as sentence
      from counts c, generate_series(0, 2999) n`,
  )
  await step('Their index', 'create index on bench_sentences (language, n)')
  await step(
    'Bodies',
    `create temp table bench_bodies as
      select n as body, language, left(initcap(text), 60) as subject, text from generate_series(0, $1::int - 1) n
      cross join lateral (select (array['en','en','en','en','en','el','el','el','es','es'])[1 + n % 10] as language) l
      cross join lateral (select string_agg(sentence, ' ') as text from (select floor(random() * 3000 + 0 * p + 0 * n)::int as place from generate_series(1, 17) p) d
        join bench_sentences s on s.language = l.language and s.n = d.place) b`,
    [bodies],
  )
  await step('Their index', 'create unique index on bench_bodies (body)')
  await step('Counted', 'analyze bench_words; analyze bench_sentences; analyze bench_bodies')
}

async function fillComplaints(step: Step, complaints: number) {
  await step(
    'Documents come later',
    'alter table complaints_complaints disable trigger search_keep; alter table conversations_messages disable trigger search_keep',
  )
  await step(
    'Complaints',
    `with people as (select array(select id from people_customers) as customers, array(select id from people_agents) as agents, array(select id from people_teams) as teams),
      -- At least 1,100 run, so that a small desk has twenty pages too.
      drawn as (select n, now() - make_interval(secs => (1095 * 86400.0) * ($1 - n) / $1) as at, random() as luck, n > $1 - greatest($1 / 20, least($1, 1100)) as running from generate_series(1, $1::int) n)
      insert into complaints_complaints (id, number, state, urgency, channel, received_at, entered_at, entered_by, language, customer_id, subject, words, words_salt, order_numbers, owner_id, team_id, reply_by, closed_at, last_activity_at)
      select (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '7' || substr(md5(n::text), 1, 3) || '8' || substr(md5(n::text), 4, 15))::uuid,
        'RD-' || extract(year from at) || '-' || lpad(n::text, 6, '0') || '-' || n % 10,
        case when running then (array['open','open','open','received','waiting_internal'])[1 + (luck * 5)::int % 5] when luck < 0.02 then 'waiting_customer' else 'closed' end,
        (array['normal','normal','normal','normal','normal','normal','high','low','high','critical'])[1 + (luck * 1000)::int % 10],
        (array['email','email','email','web_form','phone'])[1 + n % 5], at, at, 'desk', b.language, customers[1 + (random() * 4999)::int], b.subject, b.text, '\\x00',
        case when n % 3 = 0 then array['WX-' || 1000000 + n * 7] else '{}' end,
        case when luck < 0.8 then agents[1 + (luck * 49)::int % 40] end, teams[1 + n % 6],
        case when not running and luck < 0.02 then now() + interval '3 days' end, case when not running and luck >= 0.02 then at + interval '9 days' end, at + interval '2 days'
      from drawn join bench_bodies b on b.body = drawn.n % (select count(*) from bench_bodies), people`,
    [complaints],
  )
  // What is answered is a body too, ten further on, so in the same language.
  await step(
    'Which body is whose',
    `create temp table bench_of as select id as complaint_id, n % bodies as said, (n + 10) % bodies as answered
      from (select id, split_part(number, '-', 3)::int as n from complaints_complaints) numbered, (select count(*)::int as bodies from bench_bodies) counted`,
  )
  await step('Its index', 'create unique index on bench_of (complaint_id)')
  await step('Counted', 'analyze bench_of')
}

async function fillMessages(step: Step, complaints: number) {
  await step('Numbers', 'insert into complaints_numbers select number, id from complaints_complaints')
  await step('The counter', `select setval('complaints_counter', $1::bigint)`, [complaints])
  await step(
    'Issues',
    `insert into complaints_issues (complaint_id, id, position, title, category_code, outcome, sentence, decided_at)
      select id, gen_random_uuid(), 1, subject, 'bench_' || 1 + floor(random() * 29), case when closed_at is not null then 'upheld' end, case when closed_at is not null then 'You are right, and we have put it right.' end, closed_at from complaints_complaints`,
  )
  await step('Tags', `insert into complaints_tags select id, 'vip', 'desk', received_at from complaints_complaints where random() < 0.1`)
  await step(
    'Messages in',
    `insert into conversations_messages (complaint_id, id, direction, channel, language, author, from_address, subject, text, visible_text, salt, message_id, at, written_at)
      select c.id, gen_random_uuid(), 'in', 'email', c.language, 'customer/' || c.customer_id, k.value, c.subject, c.words, c.words, '\\x00', 'in-' || c.id || '@mail.example', c.received_at, c.received_at
      from complaints_complaints c left join people_contacts k on k.customer_id = c.customer_id and k.kind = 'email'`,
  )
  await step(
    'Messages out',
    `insert into conversations_messages (complaint_id, id, direction, channel, language, author, subject, text, visible_text, salt, message_id, state, at, written_at, sent_at)
      select c.id, gen_random_uuid(), 'out', 'email', c.language, 'desk', 'Re: ' || c.subject, b.text, b.text, '\\x00', 'out-' || c.id || '@desk.example', 'sent', c.received_at + interval '1 day', c.received_at + interval '1 day', c.received_at + interval '1 day'
      from complaints_complaints c join bench_of o on o.complaint_id = c.id join bench_bodies b on b.body = o.answered`,
  )
  await step(
    'Recipients',
    `insert into conversations_recipients (complaint_id, message_id, position, role, address) select complaint_id, id, 0, 'to', coalesce(from_address, 'someone@mail.example') from conversations_messages`,
  )
  await step('Message-IDs', 'insert into conversations_message_ids select message_id, complaint_id, id from conversations_messages')
  await step(
    'Participants',
    `insert into conversations_participants (complaint_id, address, reason, since) select complaint_id, from_address, 'complained', at from conversations_messages where from_address is not null`,
  )
  // Their hashes are no hashes: `verify` would say so.
  await step(
    'Facts',
    `with streams as (insert into facts_streams select 'complaint/' || id, 2, '' from complaints_complaints)
      insert into facts_facts select 'complaint/' || c.id, seq, (array['complaint.opened','reply.written'])[seq], 'desk', c.received_at, json_build_object('complaint', c.id), '', '' from complaints_complaints c, generate_series(1, 2) seq`,
  )
}

/** What the triggers would write, computed once for each body. */
async function fillDocuments(step: Step) {
  await step('The word index waits', 'drop index search_documents_words; drop index search_documents_codes')
  await step(
    'Documents of bodies',
    `create temp table bench_documents as select body, search_document(language, subject || E'\\n' || text) as whole, search_document(language, text) as said from bench_bodies`,
  )
  await step('Counted', 'analyze bench_documents (body)')
  await step(
    'Documents of complaints',
    `insert into search_documents (complaint_id, kind, id, at, document, codes)
      select c.id, 'complaint', c.id, c.received_at, d.whole || search_document(c.language, array_to_string(c.order_numbers, ' ')) || array_to_tsvector(array[search_week(c.received_at)]), search_codes(c.number, c.order_numbers)
      from complaints_complaints c join bench_of o on o.complaint_id = c.id join bench_documents d on d.body = o.said`,
  )
  await step(
    'Documents of messages',
    `insert into search_documents (complaint_id, kind, id, at, document)
      select m.complaint_id, 'message', m.id, m.at, d.said || array_to_tsvector(array[search_week(m.at)])
      from conversations_messages m join bench_of o on o.complaint_id = m.complaint_id join bench_documents d on d.body = case when m.direction = 'in' then o.said else o.answered end`,
  )
  await step('The word index', 'create index search_documents_words on search_documents using gin (document) with (fastupdate = off)')
  await step(
    'The code index',
    'create index search_documents_codes on search_documents using gin (codes gin_trgm_ops) with (fastupdate = off)',
  )
  await step(
    'Triggers',
    'alter table complaints_complaints enable trigger search_keep; alter table conversations_messages enable trigger search_keep',
  )
}
