import { expect, test } from 'vitest'
import { mintLink } from '#modules/people/index.ts'
import { theDesk } from '#platform/actor.ts'
import { findFacts } from '#platform/facts/find-facts.ts'
import { callerOn } from '#test/caller.ts'
import { openGates } from '#test/open-gates.ts'
import { scene } from '#test/scene.ts'
import { askSurvey } from './ask-survey.ts'
import { feedbackAsked, followedUp } from './closing-gates.ts'

// What other modules ask for before a decision counts as told, or closed, is theirs to test.
openGates(['complaint.resolve', 'complaint.close'], { 'complaint.close': [feedbackAsked, followedUp] })

const stage = await scene()
const { db, agents, teams, clock, open } = stage
const [ben, cleo, dov, eve, fay] = await Promise.all([stage.as('ben'), stage.as('cleo'), stage.as('dov'), stage.as('eve'), stage.as('fay')])
const browser = callerOn(stage.house.app, { accept: 'text/html', 'accept-language': 'en' })
const steps = {
  step: <Result>(run: Parameters<typeof open<Result>>[1]) => open(theDesk, run),
  signal: new AbortController().signal,
  worker: 'test',
}

let customers = 0
interface Begun {
  language?: string
  email?: string | null
  urgency?: string
  anonymous?: boolean
}

/** A complaint of somebody whom nobody has written to yet, which Ben has. */
async function complaint({ language = 'en', email, urgency, anonymous }: Begun = {}): Promise<string> {
  customers += 1
  const named = { name: `Nia Ferrer ${customers}`, phone: `+30 210 555 ${1000 + customers}` }
  const customer = email === null ? named : { ...named, email: email ?? `nia${customers}@customer.example` }
  const who = anonymous ? { anonymous: true } : { customer }
  const { body, status } = await ben.post('/api/v1/complaints', {
    text: 'The cabin was double booked.',
    channel: 'phone',
    language,
    ...who,
  })
  expect({ status, body }).toMatchObject({ status: 201 })
  await ben.post(`/api/v1/complaints/${body.id}/assignment`, { owner: agents.ben, team: teams.north })
  if (urgency) await ben.patch(`/api/v1/complaints/${body.id}`, { urgency }, (await read(body.id)).version)
  return body.id
}
const read = async (id: string) => (await ben.get(`/api/v1/complaints/${id}`)).body
const tell = (id: string, text = 'We refund the cabin.') =>
  ben.post(`/api/v1/complaints/${id}/contacts`, { channel: 'phone', direction: 'out', text })

/** The decision is made and told: resolved. Answers what closing still misses. */
async function resolve(id: string): Promise<string[]> {
  await tell(id)
  const { issues_list } = await read(id)
  const issues = issues_list.map((issue: { id: string }) => ({ id: issue.id, outcome: 'upheld', sentence: 'The cabin was double booked.' }))
  const { body } = await ben.post(`/api/v1/complaints/${id}/closure`, { issues })
  expect((await read(id)).resolved_at).not.toBeNull()
  return body.missing
}

const surveyOf = (id: string) =>
  db
    .selectFrom('surveys_surveys')
    .selectAll()
    .where('complaint_id', '=', id)
    .orderBy('resolved_at', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
const pass = async (id: string, hours = 25) => {
  clock.pass({ hours })
  await askSurvey.run(steps, { complaint: id, survey: (await surveyOf(id)).id })
}
const mailOf = async (id: string) =>
  db.selectFrom('conversations_messages').selectAll().where('complaint_id', '=', id).where('kind', '=', 'notice').orderBy('at').execute()

/** Resolved and asked; the address of the page. */
async function asked(id: string): Promise<string> {
  await resolve(id)
  await pass(id)
  const mail = (await mailOf(id)).at(-1)
  return /http:\/\/desk\.example(\/c\/\S+\/survey)/.exec(mail?.text ?? '')?.[1] ?? ''
}
const answer = (url: string, fields: object) =>
  browser.post(url, new URLSearchParams(fields as Record<string, string>).toString(), {
    'content-type': 'application/x-www-form-urlencoded',
  })
const factsOf = async (id: string, name: string) => open(theDesk, (work) => findFacts(work, `complaint/${id}`, [name]))
const gatesOf = async (id: string) => (await read(id)).closing.missing.map(({ gate }: { gate: string }) => gate)

test('a customer is asked a day after the decision, told why and who reads it, by a link of their own', async () => {
  const id = await complaint()
  expect(await resolve(id)).toContain('B7')
  await askSurvey.run(steps, { complaint: id, survey: (await surveyOf(id)).id })
  expect((await surveyOf(id)).state).toBe('due')
  await pass(id)
  const [mail, ...more] = await mailOf(id)
  expect(more).toEqual([])
  for (const said of ['Why we ask', 'Who reads it', 'Harbour Ferries', 'You need not answer', '/survey']) expect(mail?.text).toContain(said)
  expect(`${mail?.subject} ${mail?.text}`).not.toContain('cabin')
  expect(await surveyOf(id)).toMatchObject({ state: 'asked', message_id: mail?.id })
  expect(await factsOf(id, 'survey.asked')).toHaveLength(1)
  await askSurvey.run(steps, { complaint: id, survey: (await surveyOf(id)).id })
  expect(await mailOf(id)).toHaveLength(1)
  expect(await gatesOf(id)).not.toContain('B7')
})

test.each([
  { language: 'el', why: 'Γιατί ρωτάμε', title: 'Ποια είναι η γνώμη σας;', thanks: 'Σας ευχαριστούμε για την απάντησή σας' },
  { language: 'es', why: 'Por qué preguntamos', title: '¿Qué opina usted?', thanks: 'Gracias por su respuesta' },
])('mail and page are in the language of the complaint: $language', async ({ language, why, title, thanks }) => {
  const id = await complaint({ language })
  const url = await asked(id)
  expect((await mailOf(id))[0]?.text).toContain(why)
  expect((await browser.get(url)).body).toContain(title)
  await answer(url, { outcome: '5', handling: '5' })
  expect((await browser.get(url)).body).toContain(thanks)
})

test('looking at the page keeps nothing, however often it is opened', async () => {
  const id = await complaint()
  const url = await asked(id)
  const before = await stage.facts(`complaint/${id}`)
  for (let at = 0; at < 3; at += 1) expect((await browser.get(url)).status).toBe(200)
  const { body, headers } = await browser.get(`${url}?outcome=1&handling=1`)
  expect(body).not.toContain('<script')
  expect(headers['content-security-policy']).toContain("script-src 'none'")
  expect(await stage.facts(`complaint/${id}`)).toEqual(before)
  expect((await surveyOf(id)).state).toBe('asked')
})

test('an answer is kept once; a second one changes nothing and meets a kind page', async () => {
  const id = await complaint()
  const url = await asked(id)
  const sent = await answer(url, { outcome: '4', handling: '5', comment: 'Well done.\r\nCard 4111 1111 1111 1111.' })
  expect({ status: sent.status, to: sent.headers['location'] }).toEqual({ status: 303, to: url })
  expect((await answer(url, { outcome: '1', handling: '1' })).status).toBe(303)
  expect((await browser.get(url)).body).toContain('Thank you for your answer')
  const { body } = await ben.get(`/api/v1/complaints/${id}/surveys`)
  expect(body.data).toMatchObject([{ state: 'answered', outcome: 4, handling: 5, unhappy: false }])
  expect(body.data[0].comment).toContain('Well done.')
  expect(body.data[0].comment).not.toContain('4111 1111 1111 1111')
  const [fact, ...more] = await factsOf(id, 'survey.answered')
  expect(more).toEqual([])
  expect(JSON.stringify(fact?.data)).not.toContain('Well done')
  expect((await read(id)).state).toBe('follow_up')
})

test('two answers at once are one', async () => {
  const id = await complaint()
  const url = await asked(id)
  await Promise.all(['4', '5'].map((outcome) => answer(url, { outcome, handling: '5' })))
  expect(await factsOf(id, 'survey.answered')).toHaveLength(1)
})

test('what is missing is said beside the question, and nothing that was typed is lost', async () => {
  const id = await complaint()
  const url = await asked(id)
  for (const outcome of ['', '0', '6', '4.5', 'x']) {
    const { status, body } = await answer(url, { outcome, handling: '3', comment: 'My words.' })
    expect({ outcome, status }).toEqual({ outcome, status: 400 })
    expect(body).toContain('Choose how content you are with what came out')
    expect(body).toContain('My words.')
    expect(body).toMatch(/value="3" checked/)
  }
  expect((await answer(url, { outcome: '3', handling: '3', comment: 'x'.repeat(4_001) })).status).toBe(400)
  expect((await surveyOf(id)).state).toBe('asked')
})

test('an expired link meets a kind page, a foreign one or one for something else finds nothing', async () => {
  const id = await complaint()
  const url = await asked(id)
  const follow = await open(theDesk, (work) => mintLink(work, { complaint: id, customer: null, use: 'follow', days: 90 }))
  const loose = await open(theDesk, (work) => mintLink(work, { complaint: id, customer: null, use: 'survey', days: 90 }))
  for (const secret of [follow.secret, loose.secret, 'nobody-knows-this-secret']) {
    expect((await browser.get(`/c/${secret}/survey`)).status).toBe(404)
    expect((await answer(`/c/${secret}/survey`, { outcome: '5', handling: '5' })).status).toBe(404)
  }
  expect((await browser.get(url.replace('/survey', ''))).status).toBe(404)
  clock.pass({ days: 31 })
  const over = await browser.get(url)
  expect(over.status).toBe(410)
  expect(over.body).toContain('This survey is over')
  expect((await answer(url, { outcome: '1', handling: '1' })).status).toBe(410)
  expect((await surveyOf(id)).state).toBe('asked')
})

test('who is unhappy has an open complaint again, a person within the hour, and is asked anew after the next decision', async () => {
  const id = await complaint()
  const url = await asked(id)
  await answer(url, { outcome: '4', handling: '2' })
  expect((await browser.get(url)).body).toContain('open again')
  expect((await read(id)).state).toBe('open')
  expect((await read(id)).marks).toContain('unhappy')
  const { body } = await ben.get('/api/v1/tasks?mine=true')
  expect(body.data).toMatchObject([{ why: 'unhappy', complaint: { id } }])
  const told = ['survey.answered', 'task.added', 'complaint.returned']
  expect((await stage.facts(`complaint/${id}`)).filter((fact) => told.includes(fact))).toEqual(told)
  // The next decision is told in a call, and a follow-up is owed for the answer before.
  clock.pass({ hours: 30 })
  expect(await resolve(id)).toEqual(expect.arrayContaining(['B7', 'B8']))
  await tell(id, 'Is all well now?')
  await pass(id)
  expect(await gatesOf(id)).not.toContain('B8')
  expect((await ben.get(`/api/v1/complaints/${id}/surveys`)).body.data.map(({ state }: { state: string }) => state)).toEqual([
    'asked',
    'answered',
  ])
})

test('nobody is asked about what was opened again or withdrawn meanwhile', async () => {
  const reopened = await complaint()
  await resolve(reopened)
  const planned = await surveyOf(reopened)
  await ben.post(`/api/v1/complaints/${reopened}/refusal`, { how: 'phone', words: 'No, not like that.' })
  clock.pass({ hours: 25 })
  await askSurvey.run(steps, { complaint: reopened, survey: planned.id })
  const withdrawn = await complaint()
  await resolve(withdrawn)
  await ben.post(`/api/v1/complaints/${withdrawn}/withdrawal`, { words: 'Leave it.' })
  await pass(withdrawn)
  for (const id of [reopened, withdrawn]) {
    expect((await surveyOf(id)).state).toBe('lapsed')
    expect(await mailOf(id)).toEqual([])
  }
})

test('a colleague holds a survey back only for a reason from the list; who asked not to be asked is quoted', async () => {
  const id = await complaint()
  const path = `/api/v1/complaints/${id}/survey-suppression`
  await resolve(id)
  expect((await ben.post(path, { reason: 'score_would_be_low' })).status).toBe(400)
  expect((await ben.post(path, { reason: 'customer_asked_not_to', words: ' ' })).body.code).toBe('surveys.words_missing')
  expect((await dov.post(path, { reason: 'bereavement' })).status).toBe(404)
  expect((await eve.post(path, { reason: 'bereavement' })).status).toBe(403)
  const { status, body } = await ben.post(path, { reason: 'customer_asked_not_to', words: 'Please no questions.' })
  expect(status).toBe(201)
  expect(body).toMatchObject({
    data: [{ state: 'suppressed', suppressed_for: 'customer_asked_not_to' }],
    suppression: { reason: 'customer_asked_not_to', words: 'Please no questions.', by: 'Ben Okoro' },
    may: { suppress: false },
  })
  expect((await ben.post(path, { reason: 'bereavement' })).body.code).toBe('surveys.suppressed_already')
  const [fact] = await factsOf(id, 'survey.suppressed')
  expect(JSON.stringify(fact?.data)).not.toContain('no questions')
  expect(await gatesOf(id)).not.toContain('B7')
  await pass(id)
  expect(await mailOf(id)).toEqual([])
})

test('said before the decision, a reason holds for every decision after it', async () => {
  const id = await complaint()
  await ben.post(`/api/v1/complaints/${id}/survey-suppression`, { reason: 'bereavement' })
  expect(await resolve(id)).not.toContain('B7')
  await pass(id)
  expect(await surveyOf(id)).toMatchObject({ state: 'suppressed', suppressed_for: 'bereavement' })
  expect(await factsOf(id, 'survey.suppressed')).toHaveLength(2)
})

test('who left no address, or may be in danger, is not asked, and closing does not wait for it', async () => {
  const silent = await complaint({ email: null })
  const nameless = await complaint({ anonymous: true })
  const threatened = await complaint()
  await ben.post(`/api/v1/complaints/${threatened}/incidents`, {
    step: 'self_harm',
    quote: 'I cannot go on.',
    channel: 'phone',
    alert: agents.cleo,
  })
  for (const [id, why] of [
    [silent, 'no_address'],
    [nameless, 'no_address'],
    [threatened, 'self_harm'],
  ] as const) {
    expect(await resolve(id)).not.toContain('B7')
    await pass(id)
    expect(await surveyOf(id)).toMatchObject({ state: 'suppressed', suppressed_for: why })
    expect(await mailOf(id)).toEqual([])
  }
})

test('who does not want to be asked again is not, about any complaint', async () => {
  const email = 'quiet@customer.example'
  const url = await asked(await complaint({ email }))
  expect((await answer(`${url}/opt-out`, {})).status).toBe(303)
  expect((await browser.get(url)).body).toContain('We will not ask you again')
  const id = await complaint({ email })
  await resolve(id)
  await pass(id, 60)
  expect(await surveyOf(id)).toMatchObject({ state: 'suppressed', suppressed_for: 'opted_out' })
})

test('automatic mail that is stopped is tried again, and counts as not sent after a week', async () => {
  const id = await complaint()
  const stop = await fay.post('/api/v1/mail-stops', { holds: 'automatic' })
  expect(stop.status).toBe(201)
  await resolve(id)
  await pass(id)
  expect(await surveyOf(id)).toMatchObject({ state: 'due', withheld: 'stopped' })
  expect(await gatesOf(id)).toContain('B7')
  await pass(id, 24 * 8)
  expect(await surveyOf(id)).toMatchObject({ state: 'suppressed', suppressed_for: 'not_sendable' })
  await fay.delete(`/api/v1/mail-stops/${stop.body.id}`)
})

test('a mail that came back asked nobody', async () => {
  const id = await complaint()
  await asked(id)
  const { message_id } = await surveyOf(id)
  await open(theDesk, (work) => work.announce({ fact: 'message.bounced', complaint: id, message: message_id ?? '' }))
  expect(await surveyOf(id)).toMatchObject({ state: 'suppressed', suppressed_for: 'not_delivered' })
})

test('what was urgent needs a word from a person after the decision, and a supervisor may waive it', async () => {
  const id = await complaint({ urgency: 'high' })
  expect(await resolve(id)).toContain('B8')
  const missing = (await read(id)).closing.missing.find(({ gate }: { gate: string }) => gate === 'B8')
  expect(missing).toMatchObject({ waived_by: 'supervisor', may_waive: false })
  expect(missing.sentence).toContain('call or write to the customer')
  const waivers = [{ gate: 'B8', reason: 'They are at sea for a month.' }]
  expect((await ben.post(`/api/v1/complaints/${id}/closure`, { issues: [], waivers })).status).toBe(403)
  expect((await cleo.post(`/api/v1/complaints/${id}/closure`, { issues: [], waivers })).body.missing).not.toContain('B8')
  const other = await complaint({ urgency: 'high' })
  await resolve(other)
  await tell(other, 'Is all well?')
  expect(await gatesOf(other)).not.toContain('B8')
})

test('a broken promise owes a follow-up too, and a calm complaint owes none', async () => {
  const calm = await complaint()
  expect(await resolve(calm)).not.toContain('B8')
  const broken = await complaint()
  await open(theDesk, (work) =>
    work.announce({ fact: 'promise.broken', complaint: broken, promise: calm, due: clock.now().toString(), owner: null }),
  )
  expect(await resolve(broken)).toContain('B8')
})

test('the coverage says who could be asked, who was, and why the others were not', async () => {
  const from = clock.now().toString()
  clock.pass({ minutes: 1 })
  await answer(await asked(await complaint()), { outcome: '3', handling: '3' })
  await asked(await complaint())
  const held = await complaint({ email: null })
  await resolve(held)
  await pass(held)
  const { body } = await cleo.get(`/api/v1/surveys/coverage?from=${from}`)
  expect(body).toMatchObject({ resolved: 3, eligible: 2, asked: 2, answered: 1, suppressed: [{ reason: 'no_address', count: 1 }] })
  expect((await ben.get('/api/v1/surveys/coverage')).status).toBe(403)
  const to = clock
    .now()
    .subtract({ hours: 24 * 365 })
    .toString()
  expect((await cleo.get(`/api/v1/surveys/coverage?from=${from}&to=${to}`)).body.code).toBe('surveys.period_upside_down')
})

test('an administrator sets when customers are asked; at once asks at once', async () => {
  const { body } = await fay.get('/api/v1/survey-settings')
  expect(body).toMatchObject({ delay_hours: 24, open_days: 30, alert_score: 2 })
  expect((await cleo.patch('/api/v1/survey-settings', { delay_hours: 0 }, body.version)).status).toBe(403)
  expect((await fay.patch('/api/v1/survey-settings', { delay_hours: -1 }, body.version)).status).toBe(400)
  expect((await fay.patch('/api/v1/survey-settings', { delay_hours: 0, alert_score: 3 }, body.version)).body.version).toBe(2)
  expect((await fay.patch('/api/v1/survey-settings', { delay_hours: 5 }, body.version)).body.code).toBe('platform.stale_version')
  const id = await complaint()
  await resolve(id)
  await stage.runJobs()
  expect(await factsOf(id, 'survey.asked')).toHaveLength(1)
})

test('leaving the step of asking out holds the survey back, for its reason; taking that back asks after all', async () => {
  const id = await complaint()
  await resolve(id)
  const skipped = await ben.post(`/api/v1/complaints/${id}/procedure/steps/11/skipping`, { code: 'bereavement' })
  expect(skipped.status).toBeLessThan(300)
  const surveys = async () => (await ben.get(`/api/v1/complaints/${id}/surveys`)).body
  expect(await surveys()).toMatchObject({
    data: [{ state: 'suppressed', suppressed_for: 'bereavement' }],
    suppression: { reason: 'bereavement', words: null, by: 'Ben Okoro' },
  })
  const step = async () => (await ben.get(`/api/v1/complaints/${id}/procedure`)).body.steps[10]
  expect(await step()).toMatchObject({ state: 'skipped', may: { reset: true } })

  expect((await ben.delete(`/api/v1/complaints/${id}/procedure/steps/11/skipping`)).status).toBeLessThan(300)
  expect(await surveys()).toMatchObject({ data: [{ state: 'due' }], suppression: null })
  expect((await step()).state).not.toBe('skipped')
  clock.pass({ hours: 25 })
  await askSurvey.run(steps, { complaint: id, survey: (await surveys()).data[0].id })
  expect((await surveys()).data).toMatchObject([{ state: 'asked' }])
})
