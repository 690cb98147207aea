import { expect, test } from 'vitest'
import { scene } from '#test/scene.ts'

const stage = await scene()
const teach = async (body: object) => (await stage.as('ben')).post('/api/v1/triage/corrections', body)
const train = async () => (await stage.as('cleo')).post('/api/v1/triage/models', {})
const read = async (text: string) => (await (await stage.as('ben')).post('/api/v1/triage', { text })).body

const places = ['ferry', 'terminal', 'kiosk', 'harbour', 'gangway', 'café', 'deck', 'cabin', 'lounge', 'pier']
const moments = ['today', 'on Monday', 'last week', 'in the morning', 'at noon', 'again', 'in May', 'yesterday']
const pairs = places.flatMap((place) => moments.map((moment) => ({ place, moment })))
const intents = pairs.flatMap(({ place, moment }) => [
  { task: 'intent', text: `Where is my bag that I left in the ${place} ${moment}`, label: 'lost_property' },
  { task: 'intent', text: `Please send an invoice for the ${place} ticket ${moment}`, label: 'invoice_wanted' },
  { task: 'intent', text: `Can my dog come along to the ${place} ${moment}`, label: 'animals' },
])

test('there is nothing to train from on the first day', async () => {
  expect((await train()).body).toEqual({ models: [] })
})

test('what is taught is used from the training on, and said in the reasons', async () => {
  expect(await read('May I bring my dog into the lounge on Friday?')).not.toHaveProperty('intent')
  expect((await teach(intents)).body).toEqual({ stored: intents.length })
  const { status, body } = await train()
  expect(status).toBe(200)
  const [model] = body.models
  expect(model).toMatchObject({ task: 'intent', version: 1, corrections: intents.length, before: null, kept: true })
  expect(model.held_back).toBeGreaterThan(20)
  expect(model.accuracy).toBeGreaterThan(0.95)
  const after = await read('May I bring my dog into the lounge on Friday?')
  expect(after.intent).toBe('animals')
  const reason = after.reasons.find(({ output }: { output: string }) => output === 'intent')
  expect(reason.learned.version).toBe(1)
})

test('what is not better than before is not kept, and the old one stays', async () => {
  const { body } = await train()
  expect(body.models[0]).toMatchObject({ version: 2, kept: false })
  expect(body.models[0].before).toBe(body.models[0].accuracy)
  const reading = await read('May I bring my dog on board?')
  expect(reading.reasons.find(({ output }: { output: string }) => output === 'intent').learned.version).toBe(1)
  const listed = (await (await stage.as('ben')).get('/api/v1/triage/models')).body.models
  expect(listed.map(({ version, kept }: { version: number; kept: boolean }) => [version, kept])).toEqual([
    [2, false],
    [1, true],
  ])
})

test('a category that only the desk knows is learned beside the rules', async () => {
  const taught = pairs.map(({ place, moment }) => ({
    task: 'category',
    text: `The mooring fee at the ${place} was wrong ${moment}`,
    label: 'mooring',
  }))
  const others = pairs.map(({ place, moment }) => ({
    task: 'category',
    text: `The parcel from the ${place} arrived broken ${moment}`,
    label: 'delivery_damaged',
  }))
  await teach([...taught, ...others])
  const { body } = await train()
  const model = body.models.find(({ task }: { task: string }) => task === 'category')
  expect(model).toMatchObject({ kept: true })
  expect(model.before).toBeLessThan(model.accuracy)
  expect((await read('They took a mooring fee twice at the marina')).category).toBe('mooring')
})

test('the same text corrected again replaces; numbers of people are not kept', async () => {
  const text = 'Call me on +44 20 7946 0018 or a.stone@post.example about card 4111 1111 1111 1111, the matter is urgent'
  await teach({ task: 'urgency', text, label: 'high' })
  await teach({ task: 'urgency', text: text.toUpperCase(), label: 'low' })
  const rows = await stage.db.selectFrom('triage_corrections').selectAll().where('task', '=', 'urgency').execute()
  expect(rows).toHaveLength(1)
  expect(rows[0]).toMatchObject({ label: 'low' })
  expect(rows[0]?.text).not.toMatch(/7946|4111|stone/i)
})

test('labels that a task does not have, and texts that say nothing, are refused', async () => {
  expect((await teach({ task: 'kind', text: 'x', label: 'rubbish' })).body).toMatchObject({ code: 'triage.unknown_label' })
  expect((await teach({ task: 'is_complaint', text: 'It is broken', label: true })).status).toBe(201)
  expect((await teach({ task: 'intent', text: '  ', label: 'x' })).body).toMatchObject({ code: 'triage.nothing_written' })
  expect((await teach({ task: 'mood', text: 'x', label: 'y' })).status).toBe(400)
})

test('who only handles complaints teaches, and does not train', async () => {
  expect((await (await stage.as('ben')).post('/api/v1/triage/models', {})).status).toBe(403)
})

test('requests are answered while it trains', async () => {
  const training = train()
  const answered = await Promise.race([training.then(() => 'training'), read('Is the café open?').then(() => 'reading')])
  expect(answered).toBe('reading')
  expect((await training).status).toBe(200)
})
