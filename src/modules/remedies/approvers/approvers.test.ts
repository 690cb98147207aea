import PostalMime from 'postal-mime'
import { expect, test } from 'vitest'
import { theDesk } from '#platform/actor.ts'
import { cabinCase } from '#test/cabin-case.ts'
import { scene } from '#test/scene.ts'
import { smtpDouble } from '#test/smtp-double.ts'
import { expireRemedy } from '../expire-remedy.ts'
import { remindApprovers } from './remind-approvers.ts'

const server = await smtpDouble()
const stage = await scene({ SMTP_URL: `smtp://127.0.0.1:${server.port}?from=desk@harbour.example` })
const { agents, teams, clock, db, as } = stage
const [ben, cleo, max] = await Promise.all([as('ben'), as('cleo'), as('max')])
const steps = {
  step: <Result>(run: Parameters<typeof stage.open<Result>>[1]) => stage.open(theDesk, run),
  signal: new AbortController().signal,
  worker: 'test',
}

const days = (ahead: number) => clock.now().toZonedDateTimeISO('Europe/Athens').toPlainDate().add({ days: ahead })

/** Lets the clock go to nine in the morning of the next day of this number: 1 is Monday. */
function goTo(dayOfWeek: number): void {
  const now = clock.now().toZonedDateTimeISO('Europe/Athens')
  const ahead = (dayOfWeek - now.dayOfWeek + 7) % 7 || 7
  const then = now.add({ days: ahead }).withPlainTime('09:00')
  clock.pass({ seconds: Math.round(now.until(then).total({ unit: 'seconds', relativeTo: now })) })
}

const asked: { complaint: string; id: string }[] = []
async function request(customer: string, amount = 60_00): Promise<{ complaint: string; id: string }> {
  const cabin = await cabinCase(ben, { customer, owner: agents.ben, team: teams.north })
  const { body } = await ben.post(`/api/v1/complaints/${cabin.id}/remedies`, {
    issue: cabin.issues[0],
    kind: 'goodwill_payment',
    basis: 'goodwill',
    money: { amount, currency: 'EUR' },
    explanation: 'You waited two hours.',
  })
  expect(body.state).toBe('requested')
  asked.push({ complaint: cabin.id, id: body.id })
  return { complaint: cabin.id, id: body.id }
}

async function morning(): Promise<{ to: string; subject: string; text: string }[]> {
  const before = server.received.length
  await remindApprovers.run(steps, {})
  await stage.runJobs()
  const letters = await Promise.all(
    server.received.slice(before).map(async ({ to, raw }) => {
      const { subject = '', text = '' } = await PostalMime.parse(raw)
      return { to: to.join(), subject, text }
    }),
  )
  return letters.filter(({ text }) => text.includes('/app/approvals'))
}

test('whoever is to answer is reminded once a working day, and on no other', async () => {
  goTo(1)
  const { complaint } = await request('waiting')
  const letters = await morning()
  // Sixty euros are for a senior agent; there is none in the team, so it is its supervisor's.
  expect(letters.map(({ to }) => to)).toEqual(['cleo@desk.example'])
  expect(letters[0]?.subject).toBe('1 request waits for your answer')
  expect(letters[0]?.text).toContain('Goodwill payment, €60.00')
  expect(letters[0]?.text).toContain('http://desk.example/app/approvals')
  expect(await stage.facts(`complaint/${complaint}`)).toContain('remedy.reminded')
  expect(await morning()).toEqual([])
  clock.pass({ days: 1 })
  expect(await morning()).toHaveLength(1)
  goTo(7)
  expect(await morning()).toEqual([])
})

test('while somebody is away, who stands in is reminded and decides; it is written in whose place', async () => {
  goTo(1)
  const { complaint, id } = await request('away')
  const named = await cleo.post('/api/v1/deputies', { deputy: agents.max, starts_on: days(0).toString(), ends_on: days(3).toString() })
  expect([named.status, named.body.holds, named.body.deputy.id]).toEqual([201, true, agents.max])
  expect((await max.get('/api/v1/deputies')).body.data).toHaveLength(1)
  expect((await morning()).map(({ to }) => to)).toEqual(['max@desk.example'])
  const approved = await max.post(`/api/v1/complaints/${complaint}/remedies/${id}/approval`)
  const { name } = await db.selectFrom('people_agents').select('name').where('id', '=', agents.cleo).executeTakeFirstOrThrow()
  expect(approved.body.approvals).toMatchObject([{ as: 'role', in_place_of: name }])
  const ended = await cleo.post(`/api/v1/deputies/${named.body.id}/end`)
  expect([ended.status, ended.body.holds]).toEqual([200, false])
  expect((await cleo.post(`/api/v1/deputies/${named.body.id}/end`)).status).toBe(200)
  clock.pass({ days: 1 })
  expect((await morning()).map(({ to }) => to)).toEqual(['cleo@desk.example'])
})

test('nobody gets more authority by standing in', async () => {
  const [starts_on, ends_on] = [days(0).toString(), days(2).toString()]
  const of = async (caller: typeof ben, body: object) => {
    const answer = await caller.post('/api/v1/deputies', { starts_on, ends_on, ...body })
    return [answer.status, answer.body.code]
  }
  expect(await of(cleo, { deputy: agents.ben })).toEqual([409, 'remedies.deputy_below'])
  expect(await of(cleo, { deputy: agents.cleo })).toEqual([400, 'remedies.deputy_self'])
  expect(await of(max, { deputy: agents.cleo })).toEqual([409, 'remedies.deputy_below'])
  expect(await of(max, { agent: agents.ben, deputy: agents.cleo })).toEqual([400, 'remedies.deputy_needless'])
  expect(await of(cleo, { agent: agents.max, deputy: agents.cleo })).toEqual([403, 'remedies.deputy_not_yours'])
  expect(await of(cleo, { deputy: '0193f9a0-0000-7000-8000-00000000abcd' })).toEqual([400, 'remedies.deputy_gone'])
  expect(await of(cleo, { deputy: agents.max, starts_on: days(3).toString() })).toEqual([400, 'remedies.deputy_period'])
  expect(await of(cleo, { deputy: agents.max, starts_on: days(-9).toString(), ends_on: days(-3).toString() })).toEqual([
    400,
    'remedies.deputy_past',
  ])
  expect((await ben.get('/api/v1/deputies')).status).toBe(403)
  // A supervisor of another team sees nothing of hers.
  await db.updateTable('people_agents').set({ role: 'supervisor' }).where('id', '=', agents.dov).execute()
  expect(await of(cleo, { deputy: agents.dov })).toEqual([409, 'remedies.deputy_blind'])
  await db.updateTable('people_agents').set({ role: 'agent' }).where('id', '=', agents.dov).execute()
  expect(await of(cleo, { deputy: agents.max })).toEqual([201, undefined])
  expect(await of(max, { agent: agents.cleo, deputy: agents.max })).toEqual([409, 'remedies.deputy_overlaps'])
})

test('who asked is never asked, also where they stand in', async () => {
  goTo(1)
  const cabin = await cabinCase(ben, { customer: 'own', owner: agents.ben, team: teams.north })
  await db.updateTable('remedies_remedies').set({ state: 'cancelled' }).where('state', '=', 'requested').execute()
  const { body } = await cleo.post(`/api/v1/complaints/${cabin.id}/remedies`, {
    issue: cabin.issues[0],
    kind: 'goodwill_payment',
    basis: 'goodwill',
    money: { amount: 400_00, currency: 'EUR' },
    explanation: 'You waited a night.',
  })
  expect(body.needs).toBe('manager')
  const away = await max.post('/api/v1/deputies', {
    agent: agents.max,
    deputy: agents.cleo,
    starts_on: days(0).toString(),
    ends_on: days(1).toString(),
  })
  expect(away.body.code).toBe('remedies.deputy_below')
  expect((await morning()).map(({ to }) => to)).toEqual(['max@desk.example'])
  expect((await cleo.post(`/api/v1/complaints/${cabin.id}/remedies/${body.id}/approval`)).body.code).toBe('remedies.own_request')
})

test('what ran out is a task of who asked for it, done when it is proposed anew', async () => {
  const { complaint, id } = await request('lapsed')
  clock.pass({ days: 15 })
  await expireRemedy.run(steps, { complaint, remedy: id })
  const tasks = async () => (await ben.get(`/api/v1/complaints/${complaint}/tasks`)).body.data
  expect(await tasks()).toMatchObject([{ why: 'lapsed', state: 'open', owner: { id: agents.ben } }])
  const issue = (await ben.get(`/api/v1/complaints/${complaint}/remedies`)).body.data[0].issue.id
  await ben.post(`/api/v1/complaints/${complaint}/remedies`, { issue, kind: 'apology', basis: 'goodwill', explanation: 'We are sorry.' })
  expect(await tasks()).toMatchObject([{ why: 'lapsed', state: 'done' }])
})

test('the time to a yes or no is told by month and team', async () => {
  await db.updateTable('remedies_remedies').set({ requested_at: null, state: 'cancelled' }).where('requested_at', 'is not', null).execute()
  clock.pass({ days: 40 })
  const hours = [1, 3, 5, 7, 30]
  for (const wait of hours) {
    const { complaint, id } = await request(`timed-${wait}`)
    clock.pass({ hours: wait })
    if (wait === 5) await cleo.post(`/api/v1/complaints/${complaint}/remedies/${id}/refusal`, { reason: 'Nothing was late.' })
    else await max.post(`/api/v1/complaints/${complaint}/remedies/${id}/approval`)
  }
  const lost = await request('timed-lost')
  clock.pass({ days: 15 })
  await expireRemedy.run(steps, { complaint: lost.complaint, remedy: lost.id })
  const { body } = await max.get('/api/v1/remedies/decision-times')
  expect(body.whole.count).toBe(5)
  expect(body.whole.lapsed).toBe(1)
  expect(body.whole.median).toBeCloseTo(5, 1)
  expect(body.whole.p90).toBeCloseTo(7 + (30 - 7) * 0.6, 0)
  expect(body.histogram).toEqual([
    { below: 1, count: 0 },
    { below: 4, count: 2 },
    { below: 8, count: 2 },
    { below: 24, count: 0 },
    { below: 72, count: 1 },
    { below: 168, count: 0 },
    { below: null, count: 0 },
  ])
  expect(body.data.every(({ team }: { team: { id: string } }) => team.id === teams.north)).toBe(true)
  expect((await max.get('/api/v1/remedies/decision-times?from=2026-02-01&to=2026-01-01')).status).toBe(400)
  expect((await max.get('/api/v1/remedies/decision-times?from=2001-02-01&to=2026-01-01')).body.code).toBe('remedies.report_too_long')
})
