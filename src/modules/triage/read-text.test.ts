import { expect, test } from 'vitest'
import { scene } from '#test/scene.ts'

const stage = await scene()
const read = async (body: object) => (await stage.as('ben')).post('/api/v1/triage', body)

test('a text is read, each output with the words that led to it', async () => {
  const text = 'My order ORD-7731 arrived broken and nobody answers. Please refund the £24.50 I paid on 3 November.'
  const { status, body } = await read({ text, subject: 'Broken teapot', channel: 'email', received: '2026-11-20T10:00:00Z' })
  expect(status).toBe(200)
  expect(body).toMatchObject({
    language: 'en',
    is_complaint: true,
    kind: 'complaint',
    category: 'delivery_damaged',
    urgency: 'normal',
    sentiment: 'negative',
    conduct: 'ok',
    entities: { orders: ['ORD-7731'], amounts: ['GBP 24.50'], dates: ['2026-11-03'] },
  })
  expect(body.wants).toContain('refund')
  const category = body.reasons.find((reason: { output: string }) => reason.output === 'category')
  const [first] = category.because
  expect(text.slice(first.start, first.end)).toMatch(/arrived broken/)
})

test('the words may stand in the subject alone', async () => {
  const { body } = await read({ text: 'See above please.', subject: 'My parcel was delivered damaged' })
  const [because] = body.reasons.find((reason: { output: string }) => reason.output === 'category').because
  expect(because).toMatchObject({ part: 'subject' })
  expect('My parcel was delivered damaged'.slice(because.start, because.end)).toContain('damaged')
})

test('a text that is too long is refused with a sentence', async () => {
  const { status, body } = await read({ text: 'a'.repeat(100_001) })
  expect(status).toBe(400)
  expect(body.detail ?? body.title).toMatch(/100[,.]?001 characters/)
  expect((await read({ text: 'no way '.repeat(14_000) })).status).toBe(200)
})

test('an empty text, and one of pictures alone, are read as nothing in particular', async () => {
  for (const text of ['', '   ', '🙂🙂🙂', '...'])
    expect((await read({ text })).body).toMatchObject({ is_complaint: false, urgency: 'low', conduct: 'ok', issues: [] })
})
