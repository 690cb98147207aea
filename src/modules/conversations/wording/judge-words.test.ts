import { expect, test } from 'vitest'
import { scene } from '#test/scene.ts'

const stage = await scene()
const ben = await stage.as('ben')
const maria = { name: 'María López', email: 'maria@correo.example' }

async function complaint(of: object = {}) {
  const { body } = await ben.post('/api/v1/complaints', {
    text: 'El pedido 4471 llegó roto y pagué 80 euros.',
    channel: 'email',
    language: 'es',
    customer: maria,
    ...of,
  })
  return body as { id: string; number: string }
}

const today = () => stage.clock.now().toZonedDateTimeISO('Europe/Athens').toPlainDate()
const said = (day: Temporal.PlainDate) => day.toLocaleString('es', { day: 'numeric', month: 'long', year: 'numeric' })

test('a promised day that has passed stops the reply, named in the refusal; with a reason it goes, and the reason is kept', async () => {
  const { id } = await complaint()
  const text = `Estimada María:\n\nLe llamaré antes del ${said(today().subtract({ days: 5 }))}.`
  const refused = await ben.post(`/api/v1/complaints/${id}/messages`, { text })
  expect([refused.status, refused.body.code]).toEqual([409, 'conversations.words_need_reason'])
  expect(refused.body.hits).toMatchObject([{ rule: 'date_past', said: said(today().subtract({ days: 5 })) }])
  expect(refused.body.detail).toContain(refused.body.hits[0].said)
  expect(await stage.facts(`complaint/${id}`)).not.toContain('reply.written')

  const { status, body } = await ben.post(`/api/v1/complaints/${id}/messages`, { text, words_reason: 'So the customer asked.' })
  expect(status).toBe(201)
  const { body: words } = await ben.get(`/api/v1/complaints/${id}/messages/${body.id}/words`)
  expect(words.kept).toMatchObject({
    rules: ['date_past'],
    reason: 'So the customer asked.',
    hits: [{ rule: 'date_past', category: 'record' }],
  })
  const [place] = words.kept.hits
  expect(text.slice(place.start, place.end)).toBe(said(today().subtract({ days: 5 })))
  const seenBy = async (name: 'cleo' | 'eve') =>
    (await (await stage.as(name)).get(`/api/v1/complaints/${id}/messages/${body.id}/words`)).body.kept
  const kept = [await seenBy('cleo'), await seenBy('eve')].map(({ reason }) => reason)
  expect(kept).toEqual(['So the customer asked.', 'So the customer asked.'])
  const facts = await stage.db.selectFrom('facts_facts').select(['fact', 'data']).where('stream', '=', `complaint/${id}`).execute()
  expect(facts.map(({ fact }) => fact)).toContain('reply.words_kept')
  expect(JSON.stringify(facts)).not.toContain('So the customer asked')
})

test('severe wording stops the reply; a reason that nothing asked for is not kept', async () => {
  const { id } = await complaint({
    language: 'en',
    text: 'My order came broken.',
    customer: { name: 'Ada Winter', email: 'ada@post.example' },
  })
  const bad = await ben.post(`/api/v1/complaints/${id}/messages`, { text: 'Dear Ada,\n\nPlease calm down.' })
  expect([bad.status, bad.body.code, bad.body.hits[0].severity]).toEqual([409, 'conversations.words_need_reason', 3])
  const good = await ben.post(`/api/v1/complaints/${id}/messages`, {
    text: 'Dear Ada,\n\nThank you for telling us.',
    words_reason: 'None.',
  })
  expect(good.status).toBe(201)
  const { body } = await ben.get(`/api/v1/complaints/${id}/messages/${good.body.id}/words`)
  expect(body.kept).toBeNull()
})

test('what a reply says well is kept with it: cues with their places, the letter, and their codes in the fact', async () => {
  const { id } = await complaint({
    language: 'en',
    text: 'My order came broken.',
    customer: { name: 'Ada Winter', email: 'ada@post.example' },
  })
  const day = today().add({ days: 3 }).toLocaleString('en-GB', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })
  const text = `Dear Ada,\n\nThank you for telling us. I am sorry for the trouble this caused you. I will write to you by ${day}.`
  const { body: message } = await ben.post(`/api/v1/complaints/${id}/messages`, { text, letter: 'holding' })
  const { body } = await ben.get(`/api/v1/complaints/${id}/messages/${message.id}/words`)
  expect(body.letter).toBe('holding')
  const found = (body.cues as { cue: string; start: number; end: number }[]).map(({ cue, start, end }) => [cue, text.slice(start, end)])
  expect(found.map(([cue]) => cue)).toEqual(expect.arrayContaining(['thanks', 'apology', 'deadline']))
  expect(found.find(([cue]) => cue === 'thanks')?.[1]).toMatch(/thank you/i)
  const fact = await stage.db
    .selectFrom('facts_facts')
    .select('data')
    .where('stream', '=', `complaint/${id}`)
    .where('fact', '=', 'reply.written')
    .executeTakeFirstOrThrow()
  expect((fact.data as { cues: string[] }).cues).toEqual(expect.arrayContaining(['thanks', 'deadline']))
})

test('quotations and what the customer named are not judged as ours', async () => {
  const { id, number } = await complaint()
  const html = `<p>Estimada María:</p><blockquote><p>cálmese</p></blockquote><p>Revisamos su pedido 4471 y los 80 euros, referencia ${number}.</p>`
  expect((await ben.post(`/api/v1/complaints/${id}/messages`, { html })).status).toBe(201)
})

test('a sum and an order that nobody recorded are warnings and go; the number of another complaint waits', async () => {
  const { id } = await complaint()
  const sum = await ben.post(`/api/v1/complaints/${id}/messages`, { text: 'Estimada María:\n\nLe devolvemos 25 euros hoy mismo.' })
  expect(sum.status).toBe(201)
  const order = await ben.post(`/api/v1/complaints/${id}/messages`, { text: 'Estimada María:\n\nRevisamos el pedido 998877.' })
  expect(order.status).toBe(201)
  const other = await complaint()
  const text = `Estimada María:\n\nRevisamos su reclamación ${other.number}.`
  const number = await ben.post(`/api/v1/complaints/${id}/messages`, { text })
  expect([number.status, number.body.hits?.[0]?.rule]).toEqual([409, 'number_not_recorded'])
})

test('a reply is held against what is known of the cause: nothing before anybody looked, and what was said of it last', async () => {
  const { id } = await complaint()
  const causeIn = async () => (await ben.get(`/api/v1/complaints/${id}/words`)).body.facts.cause
  const [issue] = (await ben.get(`/api/v1/complaints/${id}`)).body.issues_list
  const say = (cause: string, words?: string) =>
    ben.put(`/api/v1/complaints/${id}/issues/${issue.id}/cause`, { cause, ...(words && { words }) })
  expect(await causeIn()).toBeUndefined()
  expect((await say('unknown', 'The carrier keeps no record.')).status).toBe(200)
  expect(await causeIn()).toBe(false)
  expect((await say('systems_data')).status).toBe(200)
  expect(await causeIn()).toBe(true)
})

test('the screen gets what the reply is held against, and who may not see the complaint gets nothing', async () => {
  const { id, number } = await complaint()
  const { body } = await ben.get(`/api/v1/complaints/${id}/words`)
  expect(body).toMatchObject({ language: 'es', today: today().toString() })
  expect(body.facts.numbers).toEqual(expect.arrayContaining([number, '4471']))
  expect(body.facts.names[0]).toBe(maria.name)
  await ben.post(`/api/v1/complaints/${id}/assignment`, { team: stage.teams.north })
  expect((await (await stage.as('dov')).get(`/api/v1/complaints/${id}/words`)).status).toBe(404)
})
