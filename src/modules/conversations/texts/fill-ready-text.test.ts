import { beforeAll, expect, test } from 'vitest'
import { plantTexts } from '#modules/knowledge/index.ts'
import { theDesk } from '#platform/actor.ts'
import type { Caller } from '#test/caller.ts'
import { scene } from '#test/scene.ts'

const { open, as, db } = await scene()
let ben: Caller
let fay: Caller
let complaint: string

beforeAll(async () => {
  await open(theDesk, (work) => plantTexts(work))
  ben = await as('ben')
  fay = await as('fay')
  complaint = await taken('en', { name: 'Ada Lindqvist', email: 'ada@customer.example' })
})

async function taken(language: string, customer: object) {
  const { body } = await ben.post('/api/v1/complaints', { text: 'The kettle leaks.', channel: 'phone', language, customer })
  return body.id as string
}
const filled = async (code: string, of = complaint, query = '') =>
  (await ben.get(`/api/v1/complaints/${of}/texts/${code}/filled${query}`)).body
const reply = (html: string, extra: object = {}, of = complaint) => ben.post(`/api/v1/complaints/${of}/messages`, { html, ...extra })
const usage = async (code: string) => (await ben.get(`/api/v1/texts/${code}/usage`)).body

test('a letter stands in the complaint’s language with what the record knows, and slots for the rest', async () => {
  const letter = await filled('letter_acknowledgement')
  expect(letter).toMatchObject({ code: 'letter_acknowledgement', language: 'en', number: 1 })
  expect(letter.html).toContain('<p>Dear Ada Lindqvist,</p>')
  expect(letter.html).toMatch(/its number is RD-\d{4}-\d{6}-\d/)
  expect(letter.html).toContain('My name is Ben Okoro')
  expect(letter.html).toContain('{{agent.telephone: the telephone number}}')
  expect(letter.slots.map(({ name }: { name: string }) => name)).toContain('personal')

  const greek = await taken('el', { name: 'Μαρία Παπαδοπούλου', email: 'maria@posta.example' })
  expect((await filled('letter_offer', greek)).html).toContain('<p>Αγαπητέ/ή κύριε/κυρία Παπαδοπούλου,</p>')
  expect((await filled('letter_offer', greek, '?language=es')).html).toContain('Estimado/a Μαρία Παπαδοπούλου:')
})

test('the words that a customer chose begin the letter', async () => {
  const id = await taken('es', { name: 'Lucía Ferrer', email: 'lucia@correo.example' })
  await db.updateTable('people_customers').set({ salutation: 'Estimada doctora Ferrer:' }).where('name', '=', 'Lucía Ferrer').execute()
  expect((await filled('letter_offer', id)).html).toContain('<p>Estimada doctora Ferrer:</p>')
})

test('a reply with an open slot is refused and names it; the draft stays, and filled it goes out', async () => {
  const { text, number, language, html } = await filled('thanks_for_comment')
  await ben.put(`/api/v1/complaints/${complaint}/drafts/reply`, { html, text: 'x', texts: [{ text, number, language }] })
  const refused = await reply(html, { texts: [{ text, number, language }] })
  expect(refused).toMatchObject({ status: 400, body: { code: 'conversations.unfilled' } })
  expect(JSON.stringify(refused.body)).toContain('what they told us')
  const { body: kept } = await ben.get(`/api/v1/complaints/${complaint}/drafts/reply`)
  expect(kept.draft).toMatchObject({ html, texts: [{ text, number, language }] })

  const sent = await reply(html.replace(/\{\{[^}]*\}\}/, 'the leaking kettle'), { texts: [{ text, number, language }] })
  expect(sent.status).toBe(201)
  expect(await usage('thanks_for_comment')).toMatchObject({ sent: 1, changed: 0, as_is: 1, satisfaction: null })
})

test.each([
  ['plain text', { text: 'Dear {{customer.name}}' }],
  ['a subject', { html: '<p>Words</p>', subject: 'About {{order.number}}' }],
  ['torn apart by bold', { html: '<p>Until {<strong>{date: when}</strong>}</p>' }],
  ['told by hand', { html: '<p>{{text: what}}</p>', by_hand: { how: 'told' } }],
])('an open slot is found in %s', async (_, body) => {
  const answer = await ben.post(`/api/v1/complaints/${complaint}/messages`, body)
  expect(answer.body.code).toBe('conversations.unfilled')
})

test('how much was changed is kept for the text; a reply that was taken back does not count, and remembers its texts', async () => {
  const { text, number, language, html } = await filled('rule_bank_days')
  const used = [{ text, number, language }]
  expect((await reply(html, { texts: [...used, ...used] })).status).toBe(201)
  const half = html.replace(/ Card companies.*/, '</p>')
  const { body: second } = await reply(half, { texts: used })
  const both = await usage('rule_bank_days')
  expect(both).toMatchObject({ sent: 2, as_is: 0.5 })
  expect(both.changed).toBeGreaterThan(0.2)
  expect(both.changed).toBeLessThan(0.5)

  expect((await ben.post(`/api/v1/complaints/${complaint}/messages/${second.id}/withdrawal`)).status).toBe(200)
  expect(await usage('rule_bank_days')).toMatchObject({ sent: 1, changed: 0 })
  const { body: kept } = await ben.get(`/api/v1/complaints/${complaint}/drafts/reply`)
  expect(kept.draft.texts).toEqual(used)
})

test('a wording that was replaced meanwhile still measures the reply that was made from it', async () => {
  const { text, number, language, html } = await filled('rule_identity')
  const { body: before } = await fay.get('/api/v1/texts/rule_identity')
  const other = { title: 'Other', body: '<p>Quite other words.</p>' }
  expect((await fay.patch('/api/v1/texts/rule_identity', { wordings: { en: other } }, before.version)).status).toBe(200)
  expect((await reply(html, { texts: [{ text, number, language }] })).status).toBe(201)
  expect(await usage('rule_identity')).toMatchObject({ sent: 1, changed: 0 })
})

test('a text that is not written in a language, or not there, is refused; a foreign complaint is not there', async () => {
  const { body: own } = await fay.post('/api/v1/texts', {
    code: 'only_en',
    kind: 'canned',
    wordings: { en: { title: 'T', body: '<p>B</p>' } },
  })
  expect((await filled(own.id, complaint, '?language=el')).code).toBe('knowledge.no_wording')
  expect((await filled('no_such')).code).toBe('knowledge.text_not_found')
  expect((await reply('<p>B</p>', { texts: [{ text: own.id, number: 9, language: 'en' }] })).body.code).toBe('knowledge.no_wording')
  expect((await usage('only_en')).sent).toBe(0)
})
