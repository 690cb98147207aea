import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { listComplaints } from '#modules/complaints/index.ts'
import type { Person } from '#platform/actor.ts'
import type { Work } from '#platform/work.ts'
import { presenting } from '#src/app.ts'
import { colleagues } from '#test/cast.ts'
import { scene } from '#test/scene.ts'

const { db, open, teams, agents, ada } = await scene()
const many = 100_000

// What triggers keep beside a complaint is written here by hand: only the shapes of plans are looked at.
await db.transaction().execute(async (trx) => {
  await sql`set local session_replication_role = replica`.execute(trx)
  await sql`insert into complaints_complaints (id, number, state, urgency, channel, received_at, entered_at, entered_by, language, subject, words, last_activity_at, team_id, owner_id, customer_id, closed_at, reply_by)
    select ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, 'RD-2026-' || lpad(n::text, 6, '0') || '-0',
      case when n % 20 > 1 then 'closed' when n % 20 = 1 then 'waiting_customer' else (array['received', 'open', 'offered', 'fulfilling', 'follow_up'])[1 + n / 20 % 5] end,
      (array['normal', 'normal', 'normal', 'low', 'high', 'normal', 'normal', 'critical'])[1 + n % 8], (array['email', 'phone', 'web_form'])[1 + n % 3],
      now() - n * interval '15 minutes', now(), 'desk', (array['en', 'el', 'es'])[1 + n % 3], 'Subject ' || n, repeat('words of a complaint ', 30), now() - n * interval '10 minutes',
      case when n % 2 = 0 then ${teams.north}::uuid else ${teams.south}::uuid end, case when n % 7 = 0 then ${agents.ben}::uuid end,
      case when n % 5000 = 0 then ${ada}::uuid else gen_random_uuid() end, case when n % 20 > 1 then now() end, case when n % 20 = 1 then now() end
    from generate_series(1, ${sql.lit(many)}) n`.execute(trx)
  await sql`insert into complaints_tags select id, 'parcel', 'desk', now() from complaints_complaints where right(id::text, 1) = '0'`.execute(
    trx,
  )
  await sql`insert into complaints_tags select id, 'rare', 'desk', now() from complaints_complaints where right(id::text, 4) = '0001'`.execute(
    trx,
  )
  await sql`insert into clocks_clocks (complaint_id, id, cycle, kind, preset, preset_version, legal, why, started_at, due_at, state, open, nearest)
    select id, id, 1, 'final', 'house', 1, false, 'x', now(), received_at + interval '30 days', 'running', true, true from complaints_complaints where state <> 'closed'`.execute(
    trx,
  )
  await sql`insert into search_documents (complaint_id, kind, id, at, document, codes)
    select id, 'complaint', id, received_at, search_indexed('en', 'common ' || case when right(id::text, 4) = '0001' then 'seldom' else '' end, received_at), search_codes(number, '{}') from complaints_complaints`.execute(
    trx,
  )
})
await sql`vacuum analyze complaints_complaints, complaints_tags, clocks_clocks, search_documents`.execute(db)

const { teams: _, ...colleague } = colleagues.ben
const ben: Person = { kind: 'person', id: agents.ben, ...colleague, duties: [], teams: [teams.north], leads: [] }
const max: Person = { ...ben, ...colleagues.max, duties: [], id: agents.max, teams: [], leads: [] }

/** How often all complaints were read one by one while something was done: counted by the database, for this connection. */
async function scansOf(actor: Person, act: (work: Work) => Promise<unknown>): Promise<number> {
  return open(actor, async (work) => {
    const counted = async () => {
      const { rows } = await sql<{
        scans: number
      }>`select coalesce(pg_stat_get_xact_numscans('complaints_complaints'::regclass), 0)::int as scans`.execute(work.db)
      return rows[0]?.scans ?? 0
    }
    const before = await counted()
    await act(work)
    return (await counted()) - before
  })
}

test('a reading of all complaints would be noticed', async () => {
  const read = (work: Work) => sql`select count(*) from complaints_complaints where words = 'nowhere'`.execute(work.db)
  expect(await scansOf(ben, read)).toBeGreaterThan(0)
})

const queries = [
  [
    'is:running',
    'state:closed',
    'state:offered',
    'urgent',
    'urgency:critical',
    '-urgent',
    'assignee:me',
    'is:unassigned',
    'team:north',
    'is:over',
  ],
  [
    'channel:phone',
    'channel:letter',
    'kind:praise',
    'language:el',
    'tag:parcel',
    'tag:rare',
    'tag:nothing',
    '-tag:parcel',
    'due<2d',
    'is:late',
    'due:none',
  ],
  [
    'created>2026-01-01',
    'created<3y',
    'changed<2d',
    'changed>300d',
    'closed:today',
    'customer:lindqvist',
    'order:88231',
    'has:promise',
    'has:task',
    'is:reopened',
  ],
  [
    'common',
    'seldom',
    'nowhere',
    '-seldom',
    'common state:open assignee:me urgent',
    'seldom urgent',
    'RD-2026-000123',
    'is:anonymous',
    'is:restricted',
  ],
].flat()

test.each(queries)('at 100,000 complaints %s is found without reading them all', async (q) => {
  for (const actor of [ben, max])
    for (const sort of [undefined, 'received', 'changed', 'limit'] as const) {
      const read = await scansOf(actor, (work) => listComplaints(work, { q, sort, limit: 50 }, presenting))
      expect([actor.name, sort, read]).toEqual([actor.name, sort, 0])
    }
})

test.each(['mine', 'unassigned', 'team', 'open', 'due', 'waiting', 'closed', 'all'] as const)(
  'at 100,000 complaints every order of the view %s has its index',
  async (view) => {
    for (const sort of ['burning', 'limit', 'received', 'oldest', 'changed', 'quiet'] as const)
      for (const actor of [ben, max]) {
        const read = await scansOf(actor, (work) => listComplaints(work, { view, sort, limit: 50 }, presenting))
        expect([actor.name, sort, read]).toEqual([actor.name, sort, 0])
      }
  },
)
