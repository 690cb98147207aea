import { expect, test } from 'vitest'
import { scene } from '#test/scene.ts'

const { as, token } = await scene()
const ben = await as('ben')
const check = async (text: string, more: object = {}) => (await ben.post('/api/v1/tone', { text, ...more })).body

test('A draft is judged: what is unsuitable with why and what to say for it, what it says well, and what it lacks', async () => {
  const body = await check('Calm down. Thank you for telling us about the crack.', { letter: 'acknowledgement' })
  expect(body).toMatchObject({ language: 'en', missing: ['empathy|apology', 'contact', 'deadline'] })
  expect(body.hits[0]).toMatchObject({ rule: 'en-001', category: 'emotion_policing', severity: 3, start: 0, end: 9 })
  expect(body.hits[0].why).not.toBe('')
  expect(body.hits[0].instead.length).toBeGreaterThan(0)
  expect(body.cues).toEqual([{ cue: 'thanks', start: 11, end: 32 }])
  expect(body.hostility).toBeGreaterThan(0)
  expect(body.politeness).toBeLessThan(1)
})

test('What the record says is compared: a date that nobody promised, an amount that nobody approved, another name', async () => {
  const facts = {
    issues: ['cargo doble', 'paquete abierto'],
    dates: ['2031-11-27'],
    amounts: [{ minor: 8400, currency: 'EUR' }],
    names: ['Lucía Ortega'],
    cause: false,
  }
  const { hits } = await check(
    'Estimado señor Molina: le devolveremos 90,00 euros antes del 28 de noviembre de 2031. Fue un error nuestro el cargo doble.',
    { facts },
  )
  expect(hits.map(({ rule }: { rule: string }) => rule)).toEqual(
    expect.arrayContaining(['greeting_name_differs', 'amount_not_recorded', 'date_not_recorded', 'fault_without_cause', 'issue_not_named']),
  )
})

test('A promise that lies in the past is stopped, whatever the record says', async () => {
  const { hits } = await check('Θα σας καλέσω έως τις 3/11/2020.')
  expect(hits).toMatchObject([{ rule: 'date_past', severity: 3 }])
})

test.each([
  ['nothing but emoji', '😀😀😀'],
  ['nothing', ''],
  ['a hundred thousand letters', 'a'.repeat(100_000)],
  ['a hundred thousand characters of text', 'We cannot do this. '.repeat(5_260)],
  ['right to left', 'أين طلبي؟ '.repeat(100)],
])('%s gets an answer', async (_, text) => {
  const answer = await ben.post('/api/v1/tone', { text })
  expect(answer.status).toBe(200)
  expect(answer.body.missing).toEqual([])
})

test('What is not a text, a letter that nobody knows, and too much of it get a sentence', async () => {
  for (const body of [
    {},
    { text: 4 },
    { text: 'a', letter: 'sonnet' },
    { text: 'a'.repeat(200_001) },
    { text: 'a', facts: { dates: 4 } },
  ]) {
    const answer = await ben.post('/api/v1/tone', body)
    expect(answer.status).toBe(400)
    expect(answer.body.detail.length).toBeGreaterThan(3)
  }
})

test('A program with a token may ask too', async () => {
  const answer = await (await token('agent')).post('/api/v1/tone', { text: 'Cálmese.' })
  expect(answer.body.hits[0].rule).toBe('es-001')
})
