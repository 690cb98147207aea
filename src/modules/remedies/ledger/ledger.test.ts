import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { theDesk } from '#platform/actor.ts'
import { cabinCase } from '#test/cabin-case.ts'
import { scene } from '#test/scene.ts'

const stage = await scene()
const { agents, teams, clock, db, as } = stage
const [ben, cleo, max, dov, eve] = await Promise.all([as('ben'), as('cleo'), as('max'), as('dov'), as('eve')])

const cabin = (customer: string, team = teams.north) => cabinCase(ben, { customer, owner: agents.ben, team })
const owed = (issue: string | undefined, amount: number) => ({
  issue,
  kind: 'refund',
  basis: 'entitlement',
  money: { amount, currency: 'EUR' },
  explanation: 'Charged twice.',
  evidence: 'Two lines on the account.',
})

const one = await cabin('one')
const other = await cabin('other')
const today = () => clock.now().toZonedDateTimeISO('Europe/Athens').toPlainDate().toString()
const firstDay = today()

const first = await ben.post(`/api/v1/complaints/${one.id}/remedies`, owed(one.issues[0], 40_00))
await ben.post(`/api/v1/complaints/${one.id}/remedies/${first.body.id}/execution`, {
  reference: '=HYPERLINK("http://evil.example") DE89 3704 0044 0532 0130 00',
})
clock.pass({ days: 1 })
const secondDay = today()
const second = await ben.post(`/api/v1/complaints/${other.id}/remedies`, owed(other.issues[0], 25_50))
await ben.post(`/api/v1/complaints/${other.id}/remedies/${second.body.id}/cancellation`, { reason: '+49 30 is no reason' })

const totals = async (query: string) =>
  Object.fromEntries(
    (await max.get(`/api/v1/ledger?${query}`)).body.totals.map(
      (total: { currency: string; account: string; opening: number; amount: number; closing: number }) => [
        `${total.currency} ${total.account}`,
        [total.opening, total.amount, total.closing],
      ],
    ),
  )

test('a stretch says where every account stood before it, what moved, and where it stands', async () => {
  expect(await totals('')).toMatchObject({ 'EUR granted': [0, -65_50, -65_50], 'EUR executed': [0, 40_00, 40_00], 'EUR open': [0, 0, 0] })
  expect(await totals(`from=${secondDay}&to=${secondDay}`)).toMatchObject({
    'EUR granted': [-40_00, -25_50, -65_50],
    'EUR executed': [40_00, 0, 40_00],
    'EUR cancelled': [0, 25_50, 25_50],
  })
  expect(await totals(`to=${firstDay}`)).toMatchObject({ 'EUR executed': [0, 40_00, 40_00] })
})

test('it is narrowed to an account, a team, a complaint by number or id', async () => {
  expect(Object.keys(await totals('account=executed'))).toEqual(['EUR executed'])
  expect(await totals(`team=${teams.south}`)).toEqual({})
  expect(await totals(`team=none`)).toEqual({})
  expect(await totals(`team=${teams.north}&account=cancelled`)).toEqual({ 'EUR cancelled': [0, 25_50, 25_50] })
  const { number } = (await ben.get(`/api/v1/complaints/${one.id}`)).body
  expect(await totals(`complaint=${number}&account=granted`)).toEqual({ 'EUR granted': [0, -40_00, -40_00] })
  expect(await totals(`complaint=${one.id}&account=granted&from=&team=`)).toEqual({ 'EUR granted': [0, -40_00, -40_00] })
  const unknown = await max.get('/api/v1/ledger?complaint=RD-1999-000001')
  expect([unknown.status, unknown.body.detail]).toEqual([404, 'There is no complaint RD-1999-000001 that you may see. Check its number.'])
})

test('pages follow each other without a gap, whatever the filter', async () => {
  const all = (await max.get('/api/v1/ledger?limit=100')).body.data.map(({ id }: { id: string }) => id)
  const paged: string[] = []
  let cursor: string | null = ''
  while (cursor !== null) {
    const { body } = await max.get(`/api/v1/ledger?limit=3${cursor && `&cursor=${cursor}`}`)
    paged.push(...body.data.map(({ id }: { id: string }) => id))
    cursor = body.next
  }
  expect(paged).toEqual(all)
})

test('each day says where an account stood when it ended', async () => {
  const { body } = await max.get(`/api/v1/ledger/days?from=${firstDay}&to=${secondDay}&account=granted`)
  expect(body.data).toEqual([
    { day: firstDay, currency: 'EUR', account: 'granted', amount: -40_00, closing: -40_00 },
    { day: secondDay, currency: 'EUR', account: 'granted', amount: -25_50, closing: -65_50 },
  ])
  const later = await max.get(`/api/v1/ledger/days?from=${secondDay}&to=${secondDay}&account=granted`)
  expect(later.body.data).toEqual([{ day: secondDay, currency: 'EUR', account: 'granted', amount: -25_50, closing: -65_50 }])
  const long = await max.get('/api/v1/ledger/days?from=2020-01-01&to=2026-01-01')
  expect([long.status, long.body.code]).toEqual([400, 'remedies.ledger_too_long'])
})

test('the table holds every entry, no formula and no account number, and that it was taken is written down', async () => {
  const before = (await stage.facts('house/remedies')).length
  const table = await max.get('/api/v1/ledger/table')
  expect(table.headers['content-type']).toBe('text/csv; charset=utf-8')
  const [head, ...lines] = table.bytes.toString('utf8').trimEnd().split('\r\n')
  expect(head).toContain('"at","complaint"')
  expect(lines).toHaveLength(
    await db
      .selectFrom('remedies_entries')
      .selectAll()
      .execute()
      .then(({ length }) => length),
  )
  const text = lines.join('\n')
  expect(text).toContain(`"'=HYPERLINK(""http://evil.example"")`)
  expect(text).toContain(`"'+49 30 is no reason"`)
  expect(text).not.toContain('0532')
  expect(text).toContain(',-40.00,"EUR",')
  expect((await stage.facts('house/remedies')).slice(before)).toEqual(['ledger.exported'])
  const narrowed = await eve.get(`/api/v1/ledger/table?from=${secondDay}&account=cancelled`)
  expect(narrowed.bytes.toString('utf8').trimEnd().split('\r\n')).toHaveLength(2)
})

test('who may not take it does not; days that make no period are said so', async () => {
  expect((await cleo.get('/api/v1/ledger/table')).status).toBe(403)
  expect((await dov.get('/api/v1/ledger')).status).toBe(403)
  for (const wrong of ['from=2026-13-40', 'from=2026-12-02&to=2026-12-01', 'account=money', 'from=yesterday'])
    expect((await max.get(`/api/v1/ledger/table?${wrong}`)).status).toBe(400)
})

test('a sum counts where its complaint is not seen; its number and words do not', async () => {
  await db.updateTable('complaints_complaints').set({ restriction: 'threat' }).where('id', '=', one.id).execute()
  const { body } = await eve.get('/api/v1/ledger?account=executed')
  expect(body.data).toMatchObject([{ number: null, amount: 40_00 }])
  const table = (await eve.get('/api/v1/ledger/table?account=executed')).bytes.toString('utf8')
  expect(table).not.toContain('HYPERLINK')
  await db.updateTable('complaints_complaints').set({ restriction: null }).where('id', '=', one.id).execute()
})

test('what is longer than one Work takes is one table all the same', async () => {
  const rows = 2_500
  await stage.open(theDesk, async (work) => {
    const of = { complaint: one.id, remedy: first.body.id, rows, at: work.now.toString() }
    await sql`create temp table more on commit drop as select gen_random_uuid() as id from generate_series(1, ${of.rows}::int)`.execute(
      work.db,
    )
    await sql`insert into remedies_remedies (complaint_id, id, issue_id, kind, basis, amount, currency, valuation, valued, explanation, salt, state, proposed_by,
        proposed_at, decided_by, decided_at, matrix_version)
      select complaint_id, more.id, issue_id, kind, basis, amount, currency, valuation, valued, explanation, salt, 'approved', proposed_by, proposed_at, decided_by,
        decided_at, 0 from remedies_remedies r, more where r.complaint_id = ${of.complaint} and r.id = ${of.remedy}`.execute(work.db)
    await sql`insert into remedies_entries (complaint_id, id, booking_id, remedy_id, issue_id, basis, kind, act, account, amount, currency, booked_by, booked_at)
      select r.complaint_id, gen_random_uuid(), r.id, r.id, r.issue_id, r.basis, r.kind, 'approved', side.account, side.sign * r.amount, r.currency, 'desk',
        ${of.at}::timestamptz
      from more join remedies_remedies r on r.id = more.id cross join (values ('open', 1), ('granted', -1)) side (account, sign)`.execute(
      work.db,
    )
  })
  const table = await max.get('/api/v1/ledger/table?account=open')
  const sums = table.bytes.toString('utf8').trimEnd().split('\r\n').slice(1)
  expect(sums.length).toBeGreaterThanOrEqual(rows)
  const { body } = await max.get('/api/v1/ledger?account=open')
  const closing = body.totals.find(({ currency }: { currency: string }) => currency === 'EUR').closing
  expect(sums.reduce((sum, line) => sum + Math.round(Number(/,(-?[\d.]+),"EUR"/.exec(line)?.[1] ?? 0) * 100), 0)).toBe(closing)
})
