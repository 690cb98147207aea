import { expect, test } from 'vitest'
import { theDesk } from '#platform/actor.ts'
import { findFacts } from '#platform/facts/find-facts.ts'
import { callerOn } from '#test/caller.ts'
import { scene } from '#test/scene.ts'

const stage = await scene()
const { db, agents, teams, clock, open } = stage
const [ben, cleo, dov, eve] = await Promise.all([stage.as('ben'), stage.as('cleo'), stage.as('dov'), stage.as('eve')])
const browser = callerOn(stage.house.app, { accept: 'text/html', 'accept-language': 'en' })

const path = (id: string, rest = '') => `/api/v1/complaints/${id}${rest}`
const understood = 'The cabin for four was sold twice. You stood there at midnight with two children.'

let customers = 0
async function complaint(language = 'en', channel = 'phone'): Promise<string> {
  customers += 1
  const customer = { name: `Nia Ferrer ${customers}`, email: `nia${customers}@customer.example` }
  const { body } = await ben.post('/api/v1/complaints', { text: 'The cabin was double booked.', channel, language, customer })
  await cleo.post(path(body.id, '/assignment'), { owner: agents.ben, team: teams.north })
  return body.id
}
const sayBack = (id: string, body: object = { way: 'mail' }, by = ben) =>
  by.post(path(id, '/summaries'), { text: understood, words_reason: 'A test.', ...body })
async function mailed(id: string): Promise<string> {
  const { status, body } = await sayBack(id)
  expect({ status, body }).toMatchObject({ status: 201 })
  const mail = await db
    .selectFrom('conversations_messages')
    .select('text')
    .where('complaint_id', '=', id)
    .where('direction', '=', 'out')
    .orderBy('at', 'desc')
    .executeTakeFirstOrThrow()
  return /http:\/\/desk\.example(\/c\/\S+\/summary)/.exec(mail.text)?.[1] ?? ''
}
const answer = (url: string, fields: Record<string, string>) =>
  browser.post(url, new URLSearchParams(fields).toString(), { 'content-type': 'application/x-www-form-urlencoded' })
const summaryOf = async (id: string) => (await ben.get(path(id, '/enquiry'))).body.summaries[0]
const factsOf = (id: string, name: string) => open(theDesk, (work) => findFacts(work, `complaint/${id}`, [name]))

test('our summary goes out by mail in the customer’s language, and a yes on its page confirms it', async () => {
  const id = await complaint('el')
  const url = await mailed(id)
  expect(await summaryOf(id)).toMatchObject({
    text: understood,
    way: 'mail',
    language: 'el',
    answer: null,
    asked_by: { name: 'Ben Okoro' },
  })
  const page = await browser.get(url)
  expect(page.status).toBe(200)
  for (const said of ['Σας καταλάβαμε σωστά;', understood]) expect(page.body).toContain(said)
  expect((await answer(url, { answer: 'confirmed' })).status).toBe(303)
  expect((await browser.get(url)).body).toContain('Σας ευχαριστούμε για την απάντησή σας')
  expect(await summaryOf(id)).toMatchObject({
    answer: 'confirmed',
    correction: null,
    answered_by: { kind: 'link' },
    may: { answer: false },
  })
  expect(await factsOf(id, 'summary.confirmed')).toHaveLength(1)
})

test('opening the link keeps nothing, however often', async () => {
  const id = await complaint()
  const url = await mailed(id)
  for (let times = 0; times < 3; times += 1) await browser.get(url)
  expect(await summaryOf(id)).toMatchObject({ answer: null })
  expect(await factsOf(id, 'summary.confirmed')).toEqual([])
})

test('a correction is kept word for word, shown to the agent, and sealed in the record', async () => {
  const id = await complaint()
  const url = await mailed(id)
  await answer(url, { answer: 'corrected', correction: 'There were three children.\r\nAnd it was one o’clock.' })
  expect(await summaryOf(id)).toMatchObject({ answer: 'corrected', correction: 'There were three children.\nAnd it was one o’clock.' })
  const [fact] = await factsOf(id, 'summary.corrected')
  expect(JSON.stringify(fact?.data)).not.toContain('three children')
  const step = (await ben.get(path(id, '/procedure'))).body.steps[1]
  expect(step.evidence).toContainEqual(expect.objectContaining({ kind: 'summary' }))
  expect(step.missing).toEqual([])
})

test('an answer counts once: twice, and twice at once, it is the first', async () => {
  const id = await complaint()
  const url = await mailed(id)
  const both = await Promise.all([answer(url, { answer: 'confirmed' }), answer(url, { answer: 'corrected', correction: 'No.' })])
  expect(both.map(({ status }) => status)).toEqual([303, 303])
  await answer(url, { answer: 'corrected', correction: 'Never mind.' })
  expect([...(await factsOf(id, 'summary.confirmed')), ...(await factsOf(id, 'summary.corrected'))]).toHaveLength(1)
})

test.each([
  { fields: {}, says: 'Choose whether it is right.' },
  { fields: { answer: 'perhaps' }, says: 'Choose whether it is right.' },
  { fields: { answer: 'corrected', correction: ' ' }, says: 'Write what is different or missing.' },
  { fields: { answer: 'confirmed', correction: 'There were three.' }, says: 'There were three.' },
  { fields: { answer: 'corrected', correction: 'x'.repeat(4001) }, says: 'at most 4000 characters' },
])('an answer that is none is asked for again, and what was typed stays: $says', async ({ fields, says }) => {
  const id = await complaint()
  const page = await answer(await mailed(id), fields as Record<string, string>)
  expect(page.status).toBe(400)
  expect(page.body).toContain(says)
  expect(await summaryOf(id)).toMatchObject({ answer: null })
})

test('a link that is over says so and nothing of the complaint; any other link finds nothing', async () => {
  const url = await mailed(await complaint())
  clock.pass({ days: 31 })
  const page = await browser.get(url)
  expect(page.status).toBe(410)
  expect(page.body).not.toContain('midnight')
  expect((await browser.get('/c/nobody-knows-this-secret/summary')).status).toBe(404)
})

test('read out, the answer is kept at once; without one it is refused', async () => {
  const id = await complaint()
  expect((await sayBack(id, { way: 'spoken' })).body.code).toBe('procedure.summary_answer_missing')
  expect((await sayBack(id, { way: 'spoken', answer: 'corrected' })).body.code).toBe('procedure.correction_missing')
  expect((await ben.get(path(id, '/enquiry'))).body.summaries).toEqual([])
  const { status, body } = await sayBack(id, { way: 'spoken', answer: 'confirmed' })
  expect(status).toBe(201)
  expect(body.summaries[0]).toMatchObject({ way: 'spoken', answer: 'confirmed', message: null, answered_by: { name: 'Ben Okoro' } })
})

test('what she says by telephone to a mailed summary is kept, once; then the page has nothing to ask', async () => {
  const id = await complaint()
  const url = await mailed(id)
  const { id: summary } = await summaryOf(id)
  const say = (body: object) => ben.post(path(id, `/summaries/${summary}/answer`), body)
  expect((await say({ answer: 'confirmed' })).status).toBe(200)
  expect((await say({ answer: 'confirmed' })).body.code).toBe('procedure.summary_answered')
  await answer(url, { answer: 'corrected', correction: 'No.' })
  expect(await summaryOf(id)).toMatchObject({ answer: 'confirmed' })
})

test('a correction brings back a complaint that waits for her', async () => {
  const id = await complaint()
  const url = await mailed(id)
  await ben.post(path(id, '/waiting'), { reply_by: clock.now().add({ hours: 72 }).toString() })
  expect((await ben.get(path(id))).body.state).toBe('waiting_customer')
  await answer(url, { answer: 'corrected', correction: 'There were three children.' })
  expect((await ben.get(path(id))).body.state).toBe('open')
})

test('a mailed summary that was taken back was never said', async () => {
  const id = await complaint()
  await mailed(id)
  const { message } = await summaryOf(id)
  await ben.post(path(id, `/messages/${message}/withdrawal`), {})
  const step = (await ben.get(path(id, '/procedure'))).body.steps[1]
  expect(step.missing).toMatchObject([{ code: 'summary_back' }])
})

test('without an address nothing is mailed; auditors only read, other teams see nothing', async () => {
  const { body } = await ben.post('/api/v1/complaints', { text: 'The cabin was double booked.', channel: 'phone', anonymous: true })
  await cleo.post(path(body.id, '/assignment'), { owner: agents.ben, team: teams.north })
  expect((await sayBack(body.id)).body.code).toBe('conversations.no_address')
  expect(await factsOf(body.id, 'summary.asked')).toEqual([])
  expect((await sayBack(body.id, { way: 'mail' }, eve)).status).toBe(403)
  expect((await sayBack(body.id, { way: 'mail' }, dov)).status).toBe(404)
  expect((await eve.get(path(body.id, '/enquiry'))).body.may).toEqual({ work: false, mail: false })
})
