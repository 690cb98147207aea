import fc from 'fast-check'
import { expect, test } from 'vitest'
import { theDesk } from '#platform/actor.ts'
import { findFacts } from '#platform/facts/find-facts.ts'
import { cabinCase } from '#test/cabin-case.ts'
import type { Caller } from '#test/caller.ts'
import { scene } from '#test/scene.ts'
import { expireRemedy } from './expire-remedy.ts'
import { ledgerOf } from './rules/bookings.ts'
import { type Basis, columnOf, type Kind, payingBack } from './rules/kinds.ts'
import { firstMatrix, isRank } from './rules/matrix.ts'
import { isStanding, leadsOn, type RemedyState } from './rules/states.ts'

const stage = await scene()
const { agents, teams, clock, open, db } = stage
await db
  .updateTable('people_agents')
  .set({ duties: ['finance'] })
  .where('id', '=', agents.eve)
  .execute()
await db.updateTable('people_agents').set({ role: 'senior_agent' }).where('id', '=', agents.dov).execute()
await db.insertInto('people_memberships').values({ agent_id: agents.dov, team_id: teams.north, leads: false }).execute()
const names = ['ben', 'dov', 'cleo', 'max', 'eve'] as const
const callers = Object.fromEntries(await Promise.all(names.map(async (name) => [name, await stage.as(name)]))) as Record<
  (typeof names)[number],
  Caller
>
const roles: Record<string, string> = {
  [agents.ben]: 'agent',
  [agents.dov]: 'senior_agent',
  [agents.cleo]: 'supervisor',
  [agents.max]: 'manager',
  [agents.eve]: 'auditor',
}
const steps = {
  step: <Result>(run: Parameters<typeof open<Result>>[1]) => open(theDesk, run),
  signal: new AbortController().signal,
  worker: 'test',
}
const { ben, max } = callers
const today = (ahead = 0) =>
  clock
    .now()
    .add({ hours: 24 * ahead })
    .toString()
    .slice(0, 10)
await max.post('/api/v1/budgets', {
  team: teams.north,
  starts_on: today(),
  ends_on: '2099-12-31',
  envelope: { amount: 900_00, currency: 'EUR' },
})

/** A complaint with two issues; two of three are the same customer's. */
const complaint = (customer: string) => cabinCase(ben, { customer, owner: agents.ben, team: teams.north })

const actOf = {
  request: 'request',
  approval: 'approve',
  refusal: 'refuse',
  cancellation: 'cancel',
  execution: 'execute',
  confirmation: 'confirm',
  settlement: 'settle',
  reversal: 'reverse',
} as const
const acts = ['approval', 'refusal', 'cancellation', 'execution', 'confirmation', 'settlement', 'reversal'] as const
const person = fc.constantFrom(...names)
const command = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('propose' as const),
      who: fc.constantFrom('ben' as const, 'dov' as const, 'cleo' as const, 'max' as const),
      at: fc.nat(2),
      issue: fc.nat(1),
      kind: fc.constantFrom('refund', 'goodwill_payment', 'coupon', 'replacement', 'fee_waiver', 'price_reduction', 'apology'),
      basis: fc.constantFrom('entitlement', 'goodwill'),
      amount: fc.oneof(
        fc.integer({ min: 1, max: 15_00 }),
        fc.integer({ min: 1, max: 40_00 }),
        fc.integer({ min: 1, max: 400_00 }),
        fc.integer({ min: 1, max: 9_000_00 }),
      ),
      evidence: fc.boolean(),
      order: fc.boolean(),
      draft: fc.boolean(),
    }),
  },
  { weight: 9, arbitrary: fc.record({ do: fc.constantFrom(...acts, 'request' as const), who: person, pick: fc.nat(50) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('tell' as const), who: fc.constant('ben' as const), at: fc.nat(2) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('wait' as const), days: fc.constantFrom(1, 5, 15) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('open budget' as const), who: person }) },
)
type Command = typeof command extends fc.Arbitrary<infer One> ? One : never
type Cases = Awaited<ReturnType<typeof complaint>>[]

type Proposing = Extract<Command, { basis: unknown }>
type Acting = Extract<Command, { pick: number }>

async function propose(one: Proposing, cases: Cases): Promise<number> {
  const of = cases[one.at]
  const { status } = await callers[one.who].post(`/api/v1/complaints/${of?.id}/remedies`, {
    issue: of?.issues[one.issue],
    kind: one.kind,
    basis: one.basis,
    ...(one.kind !== 'apology' && { money: { amount: one.amount, currency: 'EUR' } }),
    explanation: 'You waited two hours.',
    ...(one.evidence && { evidence: 'The log.' }),
    ...(one.order && { order: { number: `${of?.id}-order`, paid: { amount: 120_00, currency: 'EUR' } } }),
    draft: one.draft,
  })
  return status
}

async function wait(days: number, cases: Cases): Promise<number> {
  clock.pass({ days })
  for (const { complaint_id, id } of await rowsOf(cases)) await expireRemedy.run(steps, { complaint: complaint_id, remedy: id })
  return 200
}

async function openBudget(who: (typeof names)[number]): Promise<number> {
  const [budget] = (await max.get('/api/v1/budgets')).body.data
  return (await callers[who].post(`/api/v1/budgets/${budget.id}/opening`)).status
}

async function act({ do: noun, who, pick }: Acting, cases: Cases): Promise<number> {
  const rows = await rowsOf(cases)
  // Half of the time one that the act leads on, so that the walk gets somewhere.
  const ready = pick % 2 === 0 ? rows.filter(({ state }) => leadsOn(actOf[noun], state as RemedyState)) : rows
  const row = ready[pick % Math.max(1, ready.length)]
  if (!row) return 200
  return (await callers[who].post(`/api/v1/complaints/${row.complaint_id}/remedies/${row.id}/${noun}`, { reason: 'Because.' })).status
}

const tell = async (of: Cases[number] | undefined): Promise<number> =>
  (await ben.post(`/api/v1/complaints/${of?.id}/contacts`, { channel: 'phone', direction: 'out', text: 'We told them.' })).status

async function carryOut(one: Command, cases: Cases): Promise<number> {
  if (one.do === 'wait') return wait(one.days, cases)
  if (one.do === 'open budget') return openBudget(one.who)
  if (one.do === 'tell') return tell(cases[one.at])
  return one.do === 'propose' ? propose(one, cases) : act(one, cases)
}

const rowsOf = (cases: Cases) =>
  db
    .selectFrom('remedies_remedies')
    .selectAll()
    .where(
      'complaint_id',
      'in',
      cases.map(({ id }) => id),
    )
    .orderBy('id')
    .execute()

const total = <Row>(rows: readonly Row[], of: (row: Row) => number | null): number => rows.reduce((sum, row) => sum + (of(row) ?? 0), 0)

type Row = Awaited<ReturnType<typeof rowsOf>>[number]
const stands = ({ state }: { state: string }) => isStanding(state as RemedyState)

const booksOf = (ids: string[]) =>
  Promise.all([
    db.selectFrom('remedies_entries').selectAll().where('complaint_id', 'in', ids).execute(),
    db.selectFrom('remedies_approvals').selectAll().where('complaint_id', 'in', ids).execute(),
    db.selectFrom('remedies_acts').selectAll().where('complaint_id', 'in', ids).execute(),
  ])
type Books = Awaited<ReturnType<typeof booksOf>>

/** Of one remedy, what DOMAIN §6.4 forbids, by its numbers. */
function wrongIn(row: Row, [entries, approvals, done]: Books): string[] {
  const own = entries.filter(({ remedy_id }) => remedy_id === row.id)
  const on = (...names: string[]) =>
    total(
      own.filter(({ account }) => names.includes(account)),
      ({ amount }) => amount,
    )
  const given = on('executed', 'confirmed', 'settled', 'reversed')
  const signed = approvals.filter(({ remedy_id }) => remedy_id === row.id)
  const executed = done.find(({ remedy_id, act: did }) => remedy_id === row.id && did === 'executed')
  const bound = (yes: (typeof signed)[number]) =>
    yes.amount === row.amount && yes.kind === row.kind && yes.currency === row.currency && yes.payee_id === row.payee_id
  const apart = (row.valued ?? 0) < firstMatrix.finance_line || !signed.some(({ approved_by }) => approved_by === executed?.done_by)
  const holds: Record<string, boolean> = {
    '2 whole minor units of one currency': own.every(({ amount, currency }) => Number.isSafeInteger(amount) && currency === row.currency),
    '3 never more executed than approved': given <= -on('granted'),
    '4 approved is open, cancelled and executed': on('granted', 'open', 'cancelled') + given === 0,
    '4 open while it is approved': on('open') > 0 === (row.state === 'approved' && row.amount !== null),
    '5 nothing stands or was executed without a whole yes': !(stands(row) || executed) || isWhole(signed),
    '6 only one’s own authority says yes to oneself': signed.every(
      ({ given_as, approved_by }) => (given_as === 'own_authority') === (approved_by === row.proposed_by),
    ),
    '6 bound to sum, form and payee': signed.every(bound),
    '6 above the finance line another executes': executed === undefined || apart,
    '10 goodwill was explained': row.basis !== 'goodwill' || own.every((one) => one.act !== 'executed' || one.message_id !== null),
    '12 each entry names the issue': own.every(({ issue_id }) => issue_id === row.issue_id),
  }
  return Object.keys(holds).filter((name) => !holds[name])
}

/** What is wrong with all of them together. */
async function judgeInvariants(cases: Cases): Promise<void> {
  const rows = await rowsOf(cases)
  const books = await booksOf(cases.map(({ id }) => id))
  expect(rows.flatMap((row) => wrongIn(row, books))).toEqual([])
  expect(total(books[0], ({ amount }) => amount)).toBe(0)
  // 8
  const back = rows.filter((row) => row.order_number !== null && payingBack.includes(row.kind as Kind) && stands(row))
  for (const [, some] of Map.groupBy(back, ({ order_number }) => order_number))
    expect(total(some, ({ amount }) => amount)).toBeLessThanOrEqual(some[0]?.order_paid ?? 0)
  // 14
  const all = await db.selectFrom('remedies_remedies').select(['budget_id', 'state', 'basis', 'valued']).execute()
  for (const { id, used } of await db.selectFrom('remedies_budgets').selectAll().execute()) {
    const counted = all.filter((row) => row.budget_id === id && row.basis === 'goodwill' && stands(row))
    expect(used).toBe(total(counted, ({ valued }) => valued))
  }
  for (const { id } of cases) await judgeReplay(id, books[0])
  for (const { id } of cases) await judgeReport(id)
}

/** 15: the ledger of a complaint, worked out anew from its facts, is the ledger. */
async function judgeReplay(id: string, entries: Books[0]): Promise<void> {
  const facts = await open(theDesk, (work) => findFacts(work, `complaint/${id}`))
  const own = entries.filter(({ complaint_id }) => complaint_id === id)
  const sides = own.map(({ remedy_id: remedy, act: did, account, amount, currency }) => ({ remedy, act: did, account, amount, currency }))
  const shown = (some: object[]) => some.map((side) => JSON.stringify(side)).toSorted()
  expect(shown(ledgerOf(facts))).toEqual(shown(sides))
}

const sumBy = <One>(all: readonly One[], keyOf: (one: One) => string, amountOf: (one: One) => number): Record<string, number> => {
  const sums: Record<string, number> = {}
  for (const one of all) sums[keyOf(one)] = (sums[keyOf(one)] ?? 0) + amountOf(one)
  return Object.fromEntries(Object.entries(sums).filter(([, sum]) => sum !== 0))
}

interface Figures {
  currency: string
  account: string
  closing: number
}

/** 15: what the report says of a complaint is what its table adds up to, what its days end with, and what its facts say. */
async function judgeReport(id: string): Promise<void> {
  clock.pass({ seconds: 2 })
  const named = (one: { currency: string; account: string }) => `${one.currency} ${one.account}`
  const [first, last] = [today(-300), today(1)]
  const [report, days, table] = await Promise.all([
    max.get(`/api/v1/ledger?complaint=${id}`),
    max.get(`/api/v1/ledger/days?complaint=${id}&from=${first}&to=${last}`),
    max.get(`/api/v1/ledger/table?complaint=${id}`),
  ])
  const closing = sumBy<Figures>(report.body.totals, named, (one) => one.closing)
  const ends = new Map<string, Figures>(days.body.data.map((one: Figures) => [named(one), one]))
  expect(sumBy([...ends.values()], named, (one) => one.closing)).toEqual(closing)
  const lines = table.bytes.toString('utf8').trimEnd().split('\r\n').slice(1)
  const cells = lines.map((line) => /"(\w+)",(-?\d+)\.(\d\d),"(\w+)"/.exec(line) ?? [])
  expect(
    sumBy(
      cells,
      ([, account, , , currency]) => `${currency} ${account}`,
      ([, , whole, part]) => Number(`${whole}${part}`),
    ),
  ).toEqual(closing)
  const facts = await open(theDesk, (work) => findFacts(work, `complaint/${id}`))
  expect(sumBy(ledgerOf(facts), named, ({ amount }) => amount)).toEqual(closing)
}

/** One whole yes, or the two halves of different people. */
function isWhole(signed: { given_as: string; approved_by: string }[]): boolean {
  if (signed.some(({ given_as }) => given_as === 'own_authority' || given_as === 'role')) return true
  const [one, other] = ['manager', 'finance'].map((half) => signed.find(({ given_as }) => given_as === half))
  return one !== undefined && other !== undefined && one.approved_by !== other.approved_by
}

const columnIn = (row: { kind: string; basis: string }) => columnOf(row.kind as Kind, row.basis as Basis)
const worthOf = (some: readonly Row[]) => total(some, ({ valued }) => valued)

/** What somebody of this role has passed with a remedy that stands, beside all others that stand. Worked out from the rows, not by the code that decides. */
function passedBy(role: string, row: Row, rows: readonly Row[]): string[] {
  if (!isRank(role)) return ['no authority at all']
  const limits = firstMatrix.roles[role]
  const standing = rows.filter(stands)
  const here = standing.filter(({ complaint_id }) => complaint_id === row.complaint_id)
  const gifts = (some: readonly Row[]) => some.filter(({ basis }) => basis === 'goodwill')
  const small = gifts(here).filter((one) => columnIn(one) !== 'replacement')
  const ofCustomer = gifts(standing).filter(({ customer_id }) => customer_id === row.customer_id)
  const isGift = row.basis === 'goodwill'
  const passes = {
    decision: worthOf(here.filter((one) => columnIn(one) === columnIn(row))) > limits.decision[columnIn(row)],
    complaint: isGift && columnIn(row) !== 'replacement' && worthOf(small) > (limits.complaint ?? 0),
    customer: isGift && worthOf(ofCustomer) > (limits.customer ?? 0),
  }
  return Object.entries(passes).flatMap(([name, passed]) => (passed ? [name] : []))
}

/** Nobody passed a limit of their own with what was just granted. */
async function judgeLimits(cases: Cases, before: ReadonlySet<string>): Promise<void> {
  const rows = await rowsOf(cases)
  const [, approvals] = await booksOf(cases.map(({ id }) => id))
  const alone = approvals.filter(({ id, given_as }) => !before.has(id) && (given_as === 'own_authority' || given_as === 'role'))
  const passed = alone.flatMap(({ remedy_id, approved_by }) => {
    const row = rows.find(({ id }) => id === remedy_id)
    return row ? passedBy(roles[approved_by.slice('person/'.length)] ?? '', row, rows) : ['no remedy']
  })
  expect(passed).toEqual([])
}

test('no sequence of acts by anybody breaks an invariant or passes a limit', { timeout: 600_000 }, async () => {
  let run = 0
  let granted = 0
  await fc.assert(
    fc.asyncProperty(fc.array(command, { minLength: 25, maxLength: 45 }), async (commands) => {
      run += 1
      const cases = [await complaint(`same-${run}`), await complaint(`same-${run}`), await complaint(`other-${run}`)]
      for (const one of commands) {
        const before = new Set((await db.selectFrom('remedies_approvals').select('id').execute()).map(({ id }) => id))
        expect(await carryOut(one, cases)).toBeLessThan(500)
        await judgeLimits(cases, before)
      }
      await judgeInvariants(cases)
      granted += (await rowsOf(cases)).filter(({ decided_at }) => decided_at !== null).length
    }),
    // Each sequence is long: what breaks is shown as it was found.
    { numRuns: 6, endOnFailure: true },
  )
  // It walked somewhere.
  expect(granted).toBeGreaterThan(0)
})
