import { expect, test } from 'vitest'
import { mintLink } from '#modules/people/index.ts'
import { theDesk } from '#platform/actor.ts'
import { routesOf } from '#platform/http/permissions.ts'
import { scene } from './scene.ts'
import { smtpDouble } from './smtp-double.ts'

// What a colleague thinks aloud. Whoever finds one of these outside the house has found a leak.
const thought = 'Kestrelwick'
const fileName = 'marrowgate.txt'

const { house, as, stranger, open, runJobs, db } = await scene()
await house.app.ready()
const server = await smtpDouble()
const [ben, fay] = await Promise.all([as('ben'), as('fay')])
await fay.post('/api/v1/mailboxes', {
  address: 'care@desk.example',
  name: 'Harbour Ferries',
  smtp: { host: '127.0.0.1', port: server.port, security: 'none' },
})

const { id: complaint } = (
  await ben.post('/api/v1/complaints', {
    text: 'The ferry left without me.',
    channel: 'web_form',
    customer: { name: 'Ada', email: 'ada@customer.example' },
  })
).body as { id: string }
const file = await ben.upload(`/api/v1/complaints/${complaint}/attachments`, [
  { field: 'file', name: fileName, type: 'text/plain', bytes: new TextEncoder().encode(thought) },
])
const note = await ben.post(`/api/v1/complaints/${complaint}/notes`, {
  html: `<p>${thought} says he is lying.</p>`,
  attachments: [file.body.id],
})
await ben.put(`/api/v1/complaints/${complaint}/drafts/note`, { html: `<p>${thought}</p>`, text: thought })
const { secret } = await open(theDesk, (work) => mintLink(work, { complaint, customer: null, use: 'follow', days: 90 }))

const leaks = (said: string) => said.includes(thought) || said.includes(fileName)

test('the note is there for colleagues', async () => {
  expect(note.status).toBe(201)
  expect((await ben.get(`/api/v1/complaints/${complaint}/timeline`)).bytes.toString()).toContain(thought)
})

test('no page behind the customer’s link shows it, nor its file', async () => {
  const pages = routesOf(house.app).filter(({ method, url }) => method === 'GET' && url.includes(':secret'))
  expect(pages.length).toBeGreaterThan(3)
  for (const { url } of pages) {
    const { bytes } = await stranger.get(url.replace(':secret', secret).replace(':attachment', file.body.id as string))
    expect({ url, leaks: leaks(bytes.toString('latin1')) }).toEqual({ url, leaks: false })
  }
})

test('no route tells it to a stranger', async () => {
  for (const { method, url } of routesOf(house.app).filter((route) => route.method === 'GET' && route.url !== '/api/v1/live')) {
    const path = url
      .replace(':complaint', complaint)
      .replace(':attachment', file.body.id as string)
      .replace(':kind', 'note')
      .replaceAll(/:\w+/g, note.body.id as string)
      .replace('*', '')
    const { bytes } = await stranger.get(path)
    expect({ method, url, leaks: leaks(bytes.toString('latin1')) }).toEqual({ method, url, leaks: false })
  }
})

test('no colleague of another team finds it', async () => {
  await db.updateTable('complaints_complaints').set({ team_id: null }).where('id', '=', complaint).execute()
  await ben.post(`/api/v1/complaints/${complaint}/assignment`, { team: await teamOfBen() })
  const dov = await as('dov')
  for (const path of [
    `/api/v1/search?q=${thought}`,
    `/api/v1/complaints/${complaint}/timeline`,
    '/api/v1/complaints?view=all',
    `/api/v1/complaints/${complaint}/attachments/${file.body.id}`,
  ]) {
    const { bytes } = await dov.get(path)
    expect({ path, leaks: leaks(bytes.toString('latin1')) }).toEqual({ path, leaks: false })
  }
})

test('no mail carries it: not the acknowledgement, not the reply, not a fresh link', async () => {
  await ben.post(`/api/v1/complaints/${complaint}/messages`, { text: 'Dear Ada, we are sorry.' })
  await stranger.post(`/c/${secret}/fresh-link`)
  await runJobs()
  expect(server.received.length).toBeGreaterThan(1)
  expect(leaks(JSON.stringify(server.received))).toBe(false)
})

test('no fact says what it says', async () => {
  const facts = await db.selectFrom('facts_facts').select('data').execute()
  expect(leaks(JSON.stringify(facts))).toBe(false)
})

test('a reply cannot take the file of a note along', async () => {
  const taken = await ben.post(`/api/v1/complaints/${complaint}/messages`, { text: 'See the file.', attachments: [file.body.id] })
  expect(taken.status).toBe(409)
})

async function teamOfBen(): Promise<string> {
  const me = await ben.get('/api/v1/me')
  return (me.body.teams as { id: string }[] | string[]).map((team) => (typeof team === 'string' ? team : team.id))[0] ?? ''
}
