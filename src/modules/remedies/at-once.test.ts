import { expect, test } from 'vitest'
import { cabinCase } from '#test/cabin-case.ts'
import type { Caller } from '#test/caller.ts'
import { scene } from '#test/scene.ts'

const stage = await scene()
const { agents, teams, clock, db } = stage
await db.insertInto('people_memberships').values({ agent_id: agents.dov, team_id: teams.north, leads: false }).execute()
const names = ['ben', 'dov', 'cleo', 'max'] as const
const callers = Object.fromEntries(await Promise.all(names.map(async (name) => [name, await stage.as(name)]))) as Record<
  (typeof names)[number],
  Caller
>
const { ben, max } = callers
const day = (days: number) =>
  clock
    .now()
    .add({ hours: 24 * days })
    .toString()
    .slice(0, 10)
await max.post('/api/v1/budgets', { team: teams.north, starts_on: day(-2), ends_on: day(2), envelope: { amount: 100_00, currency: 'EUR' } })

/** A complaint of the north with two issues. */
const complaint = (customer: string) => cabinCase(ben, { customer, owner: agents.ben, team: teams.north })

const total = <Row>(rows: readonly Row[], of: (row: Row) => number | null): number => rows.reduce((sum, row) => sum + (of(row) ?? 0), 0)

test('many at once under one limit and one budget: none slips through, nobody waits for ever', { timeout: 600_000 }, async () => {
  const same = await Promise.all(Array.from({ length: 12 }, () => complaint('rushed')))
  const apart = await Promise.all(Array.from({ length: 24 }, (_, at) => complaint(`rushed-${at}`)))
  const propose = (of: { id: string; issues: string[] }, at: number) =>
    callers[names[at % 2] ?? 'ben'].post(`/api/v1/complaints/${of.id}/remedies`, {
      issue: of.issues[0],
      kind: 'goodwill_payment',
      basis: 'goodwill',
      money: { amount: 7_00, currency: 'EUR' },
      explanation: 'You waited.',
    })
  const answers = await Promise.all([...same, ...same, ...apart, ...apart].map(propose))
  expect(answers.map(({ status }) => status).filter((status) => status !== 201)).toEqual([])
  const granted = await db
    .selectFrom('remedies_remedies')
    .select(['customer_id', 'valued', 'state', 'decided_by', 'complaint_id', 'id'])
    .where(
      'complaint_id',
      'in',
      [...same, ...apart].map(({ id }) => id),
    )
    .where('state', '=', 'approved')
    .execute()
  expect(total(granted, ({ valued }) => valued)).toBeLessThanOrEqual(100_00)
  expect(total(granted, ({ valued }) => valued)).toBeGreaterThan(93_00)
  const ofOne = granted.filter(({ complaint_id }) => same.some(({ id }) => id === complaint_id))
  const byBen = total(
    ofOne.filter(({ decided_by }) => decided_by === `person/${agents.ben}`),
    ({ valued }) => valued,
  )
  expect(byBen).toBeLessThanOrEqual(60_00)
  expect(total(ofOne, ({ valued }) => valued)).toBeLessThanOrEqual(150_00)

  // Each of them is taken back, approved by two and proposed again, all at the same moment.
  const waiting = await db
    .selectFrom('remedies_remedies')
    .select(['complaint_id', 'id'])
    .where('state', '=', 'requested')
    .where(
      'complaint_id',
      'in',
      [...same, ...apart].map(({ id }) => id),
    )
    .execute()
  const at = ({ complaint_id, id }: { complaint_id: string; id: string }) => `/api/v1/complaints/${complaint_id}/remedies/${id}`
  const storm = await Promise.all([
    ...granted.map((one) => callers.cleo.post(`${at(one)}/cancellation`, { reason: 'Not wanted.' })),
    ...waiting.flatMap((one) => [callers.cleo.post(`${at(one)}/approval`), callers.max.post(`${at(one)}/approval`)]),
    ...apart.map(propose),
  ])
  expect(storm.filter(({ status }) => status >= 500).map(({ body }) => body)).toEqual([])
  const sides = await db.selectFrom('remedies_entries').select('amount').execute()
  expect(total(sides, ({ amount }) => amount)).toBe(0)
  const [{ used } = { used: -1 }] = await db.selectFrom('remedies_budgets').select('used').where('team_id', '=', teams.north).execute()
  const standing = await db.selectFrom('remedies_remedies').select('valued').where('state', '=', 'approved').execute()
  expect(used).toBe(total(standing, ({ valued }) => valued))
  expect(used).toBeLessThanOrEqual(100_00)
})
