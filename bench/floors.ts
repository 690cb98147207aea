import { randomBytes, randomUUID } from 'node:crypto'
import type { Pool, PoolClient } from 'pg'
import { weeksBefore } from '../src/modules/search/rules/weeks.ts'

/** The same rows by bare, prepared SQL, in one transaction: what no server can go below. */
export interface Floors {
  list: () => Promise<void>
  page20: () => Promise<void>
  open: (turn: number) => Promise<void>
  /** What hangs on a complaint in any module: all that its page shows. */
  page: (turn: number) => Promise<void>
  timeline: (turn: number) => Promise<void>
  steps: (turn: number) => Promise<void>
  search: (turn: number) => Promise<void>
  reply: (turn: number) => Promise<void>
  take: () => Promise<void>
}

export interface Targets {
  complaints: { id: string }[]
  running: { id: string }[]
  /** Where page 20 begins: as the desk says it, and the sort keys of the row before. */
  page20: { cursor: string; after: [number, string, string] }
  questions: readonly string[]
}

const row = `id, number, subject, state, kind, urgency, rank, channel, language, received_at, last_activity_at, reply_by, closed_at, restriction, left(words, 240) as words,
  (select json_build_object('id', p.id, 'name', p.name) from people_customers p where p.id = customer_id) as customer,
  (select json_build_object('id', a.id, 'name', a.name) from people_agents a where a.id = owner_id) as owner,
  (select json_build_object('id', t.id, 'name', t.name) from people_teams t where t.id = team_id) as team,
  (select json_build_object('category', (array_agg(i.category_code order by i.position))[1], 'issues', count(*)) from complaints_issues i where i.complaint_id = complaints_complaints.id) as issues,
  array(select t.tag from complaints_tags t where t.complaint_id = complaints_complaints.id order by t.tag) as tags`
const running = `state in ('received', 'open', 'waiting_internal', 'offered', 'fulfilling', 'follow_up')`
const order = 'order by rank, received_at, id limit 51'

const statements = {
  list: `select ${row} from complaints_complaints where ${running} ${order}`,
  page20: `select ${row} from complaints_complaints where ${running} and (rank, received_at, id) > ($1::smallint, $2::timestamptz, $3::uuid) ${order}`,
  complaint: `select c.*, ${row.replaceAll('complaints_complaints', 'c').replace(/^id,.*?as words,/s, '')} from complaints_complaints c where c.id = $1`,
  issues: `select i.*, (select a.name from people_agents a where a.id = i.owner_id) as owner from complaints_issues i where i.complaint_id = $1 order by i.position`,
  closures: `select * from complaints_closures where complaint_id = $1`,
  messages: `select m.*, (select json_agg(r) from conversations_recipients r where r.complaint_id = m.complaint_id and r.message_id = m.id) as recipients,
    (select json_agg(a) from conversations_attachments a where a.complaint_id = m.complaint_id and a.message_id = m.id) as attachments from conversations_messages m where m.complaint_id = $1 order by m.at desc, m.id desc limit 51`,
  notes: `select * from conversations_notes where complaint_id = $1 order by at desc, id desc limit 51`,
  facts: `select * from facts_facts where stream = $1 order by seq desc limit 51`,
  lock: `select * from complaints_complaints where id = $1 for update`,
  touch: `update complaints_complaints set last_activity_at = now(), version = version + 1 where id = $1`,
  message: `insert into conversations_messages (complaint_id, id, direction, channel, language, author, subject, text, visible_text, salt, message_id, state, at, written_at) values ($1, $2, $3, 'email', 'en', 'desk', 'Re: it', $4, $4, $5, $6, $7, now(), now()) returning *`,
  messageId: `insert into conversations_message_ids values ($1, $2, $3)`,
  recipient: `insert into conversations_recipients (complaint_id, message_id, position, role, address) values ($1, $2, 0, 'to', 'someone@mail.example')`,
  participant: `insert into conversations_participants (complaint_id, address, reason, since) values ($1, 'someone@mail.example', 'added', now()) on conflict do nothing`,
  fact: `select facts_append($1, $2, 'desk', now(), $3)`,
  take: `insert into complaints_complaints (id, number, state, channel, received_at, entered_at, entered_by, language, subject, words, words_salt, last_activity_at) values ($1, $2, 'received', 'api', now(), now(), 'desk', 'en', 'A parcel that never came', $3, $4, now()) returning *`,
  number: `insert into complaints_numbers values ($1, $2)`,
  counter: `select nextval('complaints_counter')`,
  issue: `insert into complaints_issues (complaint_id, id, position, title) values ($1, $2, 1, 'A parcel that never came')`,
} as const

/** The tables behind the panels of a complaint's page. */
const hanging = [
  'boundaries_incidents',
  'boundaries_limits',
  'clocks_clocks',
  'complaints_followers',
  'complaints_links',
  'complaints_merges',
  'complaints_tags',
  'conversations_drafts',
  'conversations_triages',
  'handovers_handovers',
  'letters_letters',
  'letters_offers',
  'procedure_findings',
  'procedure_points',
  'procedure_summaries',
  'promises_promises',
  'remedies_coupons',
  'remedies_expectations',
  'remedies_payments',
  'remedies_remedies',
  'surveys_surveys',
  'tasks_tasks',
]

const searching = (
  weeks: string,
) => `with asked as materialized (select search_question($1) as question) select f.kind, f.id, f.at, c.id, c.number, c.subject, case f.kind when 'complaint' then left(c.words, 20000)
    else (select left(m.visible_text, 20000) from conversations_messages m where m.complaint_id = f.complaint_id and m.id = f.id) end as text
  from (select newest.* from asked cross join (values ${weeks}) as window_of(weeks, until) cross join lateral (
    with matching as materialized (select d.kind, d.id, d.complaint_id, d.at from search_documents d
      where d.document @@ coalesce(asked.question && window_of.weeks, asked.question) and d.at < window_of.until)
    select * from matching order by at desc limit 24) newest limit 24) f join complaints_complaints c on c.id = f.complaint_id order by f.at desc`

export const said = 'Thank you for your letter. We have found your parcel and send it again today; you need do nothing. '.repeat(12)

export function floorsOn(pool: Pool, targets: Targets): Floors {
  const search = searching(
    weeksBefore(Temporal.Now.instant())
      .map(({ weeks, until }) => `(${weeks === null ? 'null' : `$q$${weeks}$q$`}::tsquery, '${until}'::timestamptz)`)
      .join(', '),
  )
  const done = async (run: (ask: Ask, client: PoolClient) => Promise<unknown>) => {
    const client = await pool.connect()
    try {
      await client.query('begin')
      await run(askOn(client, search), client)
      await client.query('commit')
    } finally {
      client.release()
    }
  }
  const one = (from: { id: string }[], turn: number) => from[turn % from.length]?.id ?? ''
  /** What hangs on one complaint, one statement after the other. */
  const of = (names: readonly (keyof typeof statements)[]) => (turn: number) =>
    done(async (ask) => {
      const id = one(targets.complaints, turn)
      for (const name of names) await ask(name, [name === 'facts' ? `complaint/${id}` : id])
    })
  return {
    list: () => done((ask) => ask('list')),
    page20: () => done((ask) => ask('page20', targets.page20.after)),
    open: of(['complaint', 'issues', 'closures']),
    page: (turn) => done((ask, client) => readPage({ ask, client }, one(targets.complaints, turn))),
    timeline: of(['messages', 'notes', 'facts']),
    steps: of(['complaint', 'issues', 'facts']),
    search: (turn) => done((ask) => ask('search', [`${targets.questions[turn % targets.questions.length]} `])),
    reply: (turn) => done((ask) => writeReply(ask, one(targets.running, turn))),
    take: () => done(takeComplaint),
  }
}

type Ask = (name: keyof typeof statements | 'search', values?: unknown[]) => Promise<unknown>

const askOn =
  (client: PoolClient, search: string): Ask =>
  (name, values = []) =>
    client.query({ name, text: name === 'search' ? search : statements[name], values })

async function writeReply(ask: Ask, complaint: string) {
  const [id, messageId] = [randomUUID(), `${randomUUID()}@desk.example`]
  await ask('lock', [complaint])
  await ask('message', [complaint, id, 'out', said, randomBytes(16), messageId, 'queued'])
  await ask('messageId', [messageId, complaint, id])
  await ask('recipient', [complaint, id])
  await ask('participant', [complaint])
  await ask('touch', [complaint])
  await ask('fact', [`complaint/${complaint}`, 'reply.written', '{"complaint":"it"}'])
}

async function takeComplaint(ask: Ask) {
  const [complaint, message] = [randomUUID(), randomUUID()]
  await ask('counter')
  await ask('take', [complaint, `RD-2026-${complaint}`, said, randomBytes(16)])
  await ask('number', [`RD-2026-${complaint}`, complaint])
  await ask('issue', [complaint, randomUUID()])
  await ask('fact', [`complaint/${complaint}`, 'complaint.opened', '{"complaint":"it"}'])
  await ask('message', [complaint, message, 'in', said, randomBytes(16), null, null])
  await ask('fact', [`complaint/${complaint}`, 'message.received', '{"complaint":"it"}'])
}

async function readPage({ ask, client }: { ask: Ask; client: PoolClient }, id: string): Promise<void> {
  for (const name of ['complaint', 'issues', 'closures', 'messages', 'notes'] as const) await ask(name, [id])
  await ask('facts', [`complaint/${id}`])
  for (const table of hanging) await client.query({ name: table, text: `select * from ${table} where complaint_id = $1`, values: [id] })
}
