import { beforeAll, expect, test } from 'vitest'
import { plantCategories } from '#modules/complaints/index.ts'
import { theDesk } from '#platform/actor.ts'
import type { Caller } from '#test/caller.ts'
import { statusesOf } from '#test/caller.ts'
import { ada } from '#test/cast.ts'
import { scene } from '#test/scene.ts'
import { requiredStepsDone } from './required-steps-done.ts'

const stage = await scene()
const { db, clock, open, agents, teams } = stage
let [ben, cleo, dov, eve, fay] = [] as unknown as [Caller, Caller, Caller, Caller, Caller]
beforeAll(async () => {
  await open(theDesk, plantCategories)
  ;[ben, cleo, dov, eve, fay] = await Promise.all([stage.as('ben'), stage.as('cleo'), stage.as('dov'), stage.as('eve'), stage.as('fay')])
})

const path = (id: string, rest = '') => `/api/v1/complaints/${id}${rest}`
const stepsPath = (id: string, rest = '') => path(id, `/procedure/steps/${rest}`)

/** A complaint of the north that came as a mail would: nobody has spoken to Ada yet. */
async function complaint(text = 'The cabin was double booked.'): Promise<string> {
  const { status, body } = await ben.post('/api/v1/complaints', { text, channel: 'email', customer: ada })
  expect(status).toBe(201)
  await cleo.post(path(body.id, '/assignment'), { owner: agents.ben, team: teams.north })
  return body.id
}

interface Shown {
  step: number
  state: string
  evidence: { kind: string; id: string; label: string; href: string }[]
  missing: { code: string; sentence: string }[]
  by_hand: { kind: string; code: string | null; reason: string | null; by: { name: string } } | null
  may: { tick: boolean; skip: boolean; reset: boolean }
}
const read = async (id: string, as = ben) => (await as.get(path(id, '/procedure'))).body
const stepOf = async (id: string, step: number, as = ben): Promise<Shown> => (await read(id, as)).steps[step - 1]
const missing = async (id: string, step: number) => (await stepOf(id, step)).missing.map(({ code }) => code)

const kind =
  'Dear Ada, thank you for telling us. I am sorry for the trouble that this has caused you. It must have been upsetting to stand there at midnight without a cabin.'
async function answered(id: string, text = kind, more: object = {}) {
  const { status, body } = await ben.post(path(id, '/messages'), { text, by_hand: { how: 'told' }, words_reason: 'It is a test.', ...more })
  expect({ status, body }).toMatchObject({ status: 201 })
  return body.id as string
}
const gate = (id: string) => open(theDesk, (work) => requiredStepsDone(work, { complaint: id }))

test('every complaint has the twelve steps, in the reader’s language, and says in one line what is missing next', async () => {
  const id = await complaint()
  const { body, status } = await ben.get(path(id, '/procedure'))
  expect(status).toBe(200)
  expect(body.steps.map(({ step }: Shown) => step)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
  expect(body).toMatchObject({ template: null, version: 0, may: { work: true } })
  expect(body.next).toEqual({ step: 1, sentence: 'The customer does not know yet that we have it: confirm receipt.' })
  await db.updateTable('people_agents').set({ language: 'el' }).where('id', '=', agents.ben).execute()
  const greek = await read(id)
  await db.updateTable('people_agents').set({ language: 'en' }).where('id', '=', agents.ben).execute()
  expect(greek.steps[0].title).toBe('Άμεση ενέργεια')
  expect(greek.next.sentence).toBe('Ο πελάτης δεν ξέρει ακόμη ότι το λάβαμε: επιβεβαιώστε τη λήψη.')
})

test('a reply that reached her ticks the steps that its words show, each with the message as its evidence', async () => {
  const id = await complaint()
  const message = await answered(id)
  for (const step of [5, 6, 7]) {
    const { state, evidence } = await stepOf(id, step)
    expect({ step, state }).toEqual({ step, state: 'done' })
    expect(evidence[0]).toMatchObject({ kind: 'message', id: message, href: `/app/complaints/${id}#item-${message}` })
  }
  expect(await stepOf(id, 1)).toMatchObject({ state: 'done', missing: [] })
})

test('a reply that waits in the queue, or was taken back, shows nothing', async () => {
  const id = await complaint()
  const { body } = await ben.post(path(id, '/messages'), { text: kind, words_reason: 'It is a test.' })
  expect(body.state).toBe('queued')
  expect((await stepOf(id, 6)).state).toBe('open')
  await ben.post(path(id, `/messages/${body.id}/withdrawal`), {})
  expect((await stepOf(id, 6)).state).toBe('open')
})

test('the record is complete when topic, person, moment and doing are known', async () => {
  const id = await complaint()
  expect(await missing(id, 4)).toEqual(['topic', 'when', 'done'])
  const { body } = await ben.get(path(id))
  await ben.patch(path(id), { occurred_at: '2026-11-20' }, body.version)
  await ben.patch(path(id, `/issues/${body.issues_list[0].id}`), { category: 'delivery_late' }, body.issues_list[0].version)
  await ben.post(path(id, '/notes'), { text: 'Looked at the booking.' })
  expect(await missing(id, 4)).toEqual([])
  expect((await stepOf(id, 4)).state).toBe('done')
})

test('how she feels about the outcome belongs to the record once it is resolved', async () => {
  const id = await complaint()
  await open(theDesk, (work) => work.announce({ fact: 'complaint.resolved', complaint: id, message: null }))
  expect(await missing(id, 4)).toContain('feeling')
  const { status, body } = await ben.put(path(id, '/feeling'), { feeling: 'content', words: 'That will do.' })
  expect(status).toBe(200)
  expect(body.feeling).toMatchObject({ feeling: 'content', words: 'That will do.', by: { name: 'Ben Okoro' } })
  expect(await missing(id, 4)).not.toContain('feeling')
  const fact = await db
    .selectFrom('facts_facts')
    .select('data')
    .where('stream', '=', `complaint/${id}`)
    .where('fact', '=', 'feeling.noted')
    .executeTakeFirstOrThrow()
  expect(JSON.stringify(fact.data)).not.toContain('That will do')
})

test('opening a complaint writes nothing here', async () => {
  const rows = async () =>
    (await db.selectFrom('procedure_acts').select('id').execute()).length +
    (await db.selectFrom('procedure_feelings').select('id').execute()).length
  const before = await rows()
  const { body } = await ben.post('/api/v1/complaints', { text: 'A complaint.', channel: 'email', customer: ada })
  expect(await rows()).toBe(before)
  expect((await stage.facts(`complaint/${body.id}`)).filter((fact) => fact.startsWith('step.'))).toEqual([])
})

test('a tick needs a reason, says who and when, and can be taken back', async () => {
  const id = await complaint()
  expect((await ben.post(stepsPath(id, '3/ticking'), { reason: '  ' })).status).toBe(400)
  const { status, body } = await ben.post(stepsPath(id, '3/ticking'), { reason: 'Everything is in the mail.' })
  expect(status).toBe(200)
  expect(body.steps[2]).toMatchObject({
    state: 'done',
    by_hand: { kind: 'tick', reason: 'Everything is in the mail.', by: { name: 'Ben Okoro' } },
    may: { tick: false, reset: true },
  })
  expect((await ben.post(stepsPath(id, '3/ticking'), { reason: 'Again.' })).body.code).toBe('procedure.settled')
  expect((await ben.delete(stepsPath(id, '3/skipping'))).body.code).toBe('procedure.not_settled')
  expect((await ben.delete(stepsPath(id, '3/ticking'))).body.steps[2]).toMatchObject({ state: 'open', by_hand: null })
  expect((await stage.facts(`complaint/${id}`)).slice(-2)).toEqual(['step.ticked', 'step.reset'])
  expect((await ben.delete(stepsPath(id, '3/ticking'))).body.code).toBe('procedure.not_settled')
})

test('of a reason the record keeps the words, the facts only their seal', async () => {
  const id = await complaint()
  await ben.post(stepsPath(id, '3/ticking'), { reason: 'Her neighbour told me by name.' })
  const facts = await db.selectFrom('facts_facts').select('data').where('stream', '=', `complaint/${id}`).execute()
  expect(JSON.stringify(facts)).not.toContain('neighbour')
})

test.each([
  { step: 1, body: {}, code: 'procedure.never_skipped', status: 403 },
  { step: 3, body: {}, code: 'procedure.never_skipped', status: 403 },
  { step: 4, body: {}, code: 'procedure.never_skipped', status: 403 },
  { step: 6, body: {}, code: 'procedure.reason_missing', status: 400 },
  { step: 6, body: { reason: 'It would grate.' }, code: 'procedure.reason_missing', status: 400 },
  { step: 6, body: { code: 'factual_contact' }, code: 'procedure.reason_unknown', status: 400 },
  { step: 7, body: { reason: 'Not now.' }, code: 'procedure.only_supervisor', status: 403 },
  { step: 12, body: { code: 'not_sampled' }, code: 'procedure.only_supervisor', status: 403 },
  { step: 13, body: {}, code: 'procedure.step_not_found', status: 404 },
  { step: 'six', body: {}, code: 'procedure.step_not_found', status: 404 },
])('leaving step $step out with $body is refused: $code', async ({ step, body, code, status }) => {
  const id = await complaint()
  const answer = await ben.post(stepsPath(id, `${step}/skipping`), body)
  expect({ code: answer.body.code, status: answer.status }).toEqual({ code, status })
  expect(answer.body.detail ?? answer.body.title).toMatch(/\w{3}/)
})

test('thanks are left out at a death, feedback where she asked not to; a supervisor leaves the apology out', async () => {
  const id = await complaint()
  expect((await ben.post(stepsPath(id, '6/skipping'), { code: 'death' })).body.steps[5]).toMatchObject({
    state: 'skipped',
    by_hand: { code: 'death' },
  })
  expect((await ben.post(stepsPath(id, '11/skipping'), { code: 'customer_asked_not_to', reason: 'On the phone.' })).status).toBe(200)
  const { body } = await cleo.post(stepsPath(id, '7/skipping'), { reason: 'It was her own mistake, and she says so.' })
  expect(body.steps[6].state).toBe('skipped')
  expect((await stepOf(id, 7)).may.reset).toBe(false)
  expect((await stepOf(id, 7, cleo)).may.reset).toBe(true)
  expect((await ben.delete(stepsPath(id, '7/skipping'))).body.code).toBe('procedure.only_supervisor')
  expect((await cleo.delete(stepsPath(id, '7/skipping'))).body.steps[6].state).toBe('open')
})

test('“clear at first reading” is not for the telephone, and not for several issues', async () => {
  const { body: call } = await ben.post('/api/v1/complaints', { text: 'The cabin.', channel: 'phone', customer: ada })
  const skip = { code: 'clear_at_first_reading' }
  expect((await ben.post(stepsPath(call.id, '2/skipping'), skip)).body.code).toBe('procedure.not_clear')
  const id = await complaint()
  expect((await stepOf(id, 2)).may.skip).toBe(true)
  await ben.post(path(id, '/issues'), { title: 'And the food' })
  expect((await stepOf(id, 2)).may.skip).toBe(false)
  expect((await ben.post(stepsPath(id, '2/skipping'), skip)).body.code).toBe('procedure.not_clear')
})

test('quality control is not left out where it always looks', async () => {
  const id = await complaint()
  expect((await stepOf(id, 12, cleo)).may.skip).toBe(true)
  await open(theDesk, (work) => work.announce({ fact: 'complaint.reopened', complaint: id, reason: 'x', counts: true, state: 'open' }))
  expect((await cleo.post(stepsPath(id, '12/skipping'), { code: 'not_sampled' })).body.code).toBe('procedure.always_reviewed')
})

test('closing waits for acting quickly and the record, each with its own sentence, until they are done', async () => {
  const id = await complaint()
  expect((await gate(id)).map((one) => one.gate)).toEqual(['S1', 'S4'])
  expect((await gate(id)).map(({ reason }) => reason)).toEqual(['procedure.step_1_open', 'procedure.step_4_open'])
  await answered(id)
  expect((await ben.post(stepsPath(id, '4/ticking'), { reason: 'All is in the other system.' })).body.code).toBe(
    'procedure.only_supervisor',
  )
  await cleo.post(stepsPath(id, '4/ticking'), { reason: 'All is in the other system.' })
  expect(await gate(id)).toEqual([])
})

test('two who settle the same step at once: one does, the other is told', async () => {
  const id = await complaint()
  const answers = await Promise.all([ben, cleo].map((caller) => caller.post(stepsPath(id, '3/ticking'), { reason: 'Known.' })))
  expect(statusesOf(answers)).toEqual([200, 409])
  expect((await stage.facts(`complaint/${id}`)).filter((fact) => fact === 'step.ticked')).toHaveLength(1)
})

test('a step that is done already is not ticked or left out besides', async () => {
  const id = await complaint()
  await answered(id)
  expect((await ben.post(stepsPath(id, '6/ticking'), { reason: 'I did.' })).body.code).toBe('procedure.already_done')
  expect((await ben.post(stepsPath(id, '10/ticking'), { reason: 'All kept.' })).body.code).toBe('procedure.never_ticked')
  expect((await ben.post(stepsPath(id, '6/skipping'), { code: 'death' })).body.code).toBe('procedure.already_done')
})

test('asked whether there is anything else, a yes opens a further issue and a no is on record', async () => {
  const id = await complaint()
  expect((await read(id)).anything_else).toBeNull()
  expect((await ben.post(path(id, '/anything-else'), { answer: 'yes' })).body.code).toBe('procedure.further_issue_missing')
  await ben.post(path(id, '/anything-else'), { answer: 'no' })
  expect((await read(id)).anything_else).toMatchObject({ answer: 'no' })
  const { body } = await ben.post(path(id, '/anything-else'), {
    answer: 'yes',
    issue: { title: 'The food was cold', category: 'service_quality' },
  })
  expect(body.issue).toMatchObject({ title: 'The food was cold', position: 2, category: 'service_quality' })
  expect((await read(id)).anything_else).toMatchObject({ answer: 'yes' })
  expect((await ben.get(path(id))).body.issues).toBe(2)
})

test('who may only read sees every step and settles none; who may not see it meets 404', async () => {
  const id = await complaint()
  const seen = await read(id, eve)
  expect(seen.may.work).toBe(false)
  expect(seen.steps.some(({ may }: Shown) => may.tick || may.skip || may.reset)).toBe(false)
  expect((await eve.post(stepsPath(id, '3/ticking'), { reason: 'x' })).status).toBe(403)
  expect((await dov.get(path(id, '/procedure'))).status).toBe(404)
  expect((await dov.post(stepsPath(id, '3/ticking'), { reason: 'x' })).status).toBe(404)
})

test('the state is derived: read again days later, the same facts give the same steps', async () => {
  const id = await complaint()
  await answered(id)
  const before = await read(id)
  clock.pass({ days: 3 })
  expect(await read(id)).toEqual(before)
})

const templatePath = (code: string) => `/api/v1/procedure-templates/${code}`
const rules = (changes: Record<number, object>) =>
  Array.from({ length: 12 }, (_, at) => ({ step: at + 1, applies: true, required: false, points: [], ...changes[at + 1] }))
const point = { code: 'photo', names: { en: 'Photo of the parcel', el: 'Φωτογραφία του δέματος', es: 'Foto del paquete' } }

test('a category has its own template, its parent’s otherwise; a complaint keeps the one that was valid when it came in', async () => {
  const ofKind = async (category: string | null) => {
    const { body } = await ben.post('/api/v1/complaints', {
      text: 'A complaint.',
      channel: 'email',
      customer: ada,
      ...(category && { category }),
    })
    return body.id as string
  }
  const before = await ofKind('delivery_late')
  clock.pass({ seconds: 1 })
  const written = await fay.put(templatePath('delivery'), {
    version: 0,
    steps: rules({ 3: { required: true, points: [point] }, 9: { applies: false } }),
    change: 'Photos first',
  })
  expect({ status: written.status, body: written.body }).toMatchObject({
    status: 200,
    body: { template: 'delivery', version: 1, by: { name: 'Fay Ioannou' } },
  })
  clock.pass({ seconds: 1 })

  const late = await ofKind('delivery_late')
  expect(await read(late)).toMatchObject({ template: 'delivery', version: 1 })
  expect((await stepOf(late, 9)).state).toBe('not_applicable')
  expect((await gate(late)).map((one) => one.gate)).toEqual(['S3'])
  const billing = await ofKind('billing_overcharge')
  expect((await read(billing)).template).toBeNull()
  expect((await gate(billing)).map((one) => one.gate)).toEqual(['S1', 'S4'])
  expect((await read(before)).template).toBeNull()

  await fay.put(templatePath('delivery_late'), { version: 0, steps: rules({ 6: { required: true } }) })
  clock.pass({ seconds: 1 })
  const later = await ofKind('delivery_late')
  expect(await read(later)).toMatchObject({ template: 'delivery_late', version: 1 })
  expect(await read(late)).toMatchObject({ template: 'delivery', version: 1 })
  await fay.post(`${templatePath('delivery_late')}/ending`, { version: 1 })
  clock.pass({ seconds: 1 })
  expect(await read(await ofKind('delivery_late'))).toMatchObject({ template: 'delivery', version: 1 })
  expect(await read(later)).toMatchObject({ template: 'delivery_late', version: 1 })
  expect((await fay.get('/api/v1/procedure-templates')).body.data.map(({ template }: { template: string }) => template)).toEqual([
    'every-category',
    'delivery',
  ])
  expect((await fay.get(`${templatePath('delivery_late')}/versions`)).body.data).toMatchObject([
    { version: 2, ended: true },
    { version: 1, ended: false },
  ])
})

test('a point of the house’s own is ticked by a press, with who and when', async () => {
  const { body: made } = await ben.post('/api/v1/complaints', {
    text: 'No parcel.',
    channel: 'email',
    customer: ada,
    category: 'delivery_missing',
  })
  expect((await stepOf(made.id, 3)).missing).toEqual(expect.arrayContaining([{ code: 'point:photo', sentence: 'Photo of the parcel' }]))
  expect((await ben.post(stepsPath(made.id, '3/points/other/ticking'), {})).body.code).toBe('procedure.point_not_found')
  const { body } = await ben.post(stepsPath(made.id, '3/points/photo/ticking'), {})
  expect(body.steps[2].points[0]).toMatchObject({ code: 'photo', hand: { by: { name: 'Ben Okoro' } }, may: { tick: false, reset: true } })
  expect((await ben.post(stepsPath(made.id, '3/points/photo/ticking'), {})).body.code).toBe('procedure.settled')
  expect((await ben.delete(stepsPath(made.id, '3/points/photo/ticking'))).body.steps[2].points[0].hand).toBeNull()
})

test('a template that cannot be is refused with a sentence, and an older version too', async () => {
  const put = (code: string, body: object, as = fay) => as.put(templatePath(code), { version: 0, steps: rules({}), ...body })
  expect((await put('no_such_category', {})).body.code).toBe('procedure.template_not_found')
  expect((await put('every-category', { steps: rules({ 2: { applies: false, required: true } }) })).body.code).toBe(
    'procedure.template_required',
  )
  expect((await put('every-category', { steps: rules({ 2: { points: [point, point] } }) })).body.code).toBe('procedure.template_twice')
  expect((await put('every-category', { steps: [{ step: 13, applies: true, required: false, points: [] }] })).status).toBe(400)
  expect((await put('every-category', {}, ben)).status).toBe(403)
  expect((await fay.post(`${templatePath('every-category')}/ending`, { version: 0 })).body.code).toBe('procedure.template_of_all')
  const answers = await Promise.all([put('every-category', {}), put('every-category', {})])
  expect(statusesOf(answers)).toEqual([200, 412])
  expect(
    (await ben.get(`${templatePath('every-category')}/versions`)).body.data.map(({ version }: { version: number }) => version),
  ).toEqual([1, 0])
})
