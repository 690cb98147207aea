import { beforeAll, expect, test } from 'vitest'
import { mintLink } from '#modules/people/index.ts'
import { theDesk } from '#platform/actor.ts'
import { routesOf } from '#platform/http/permissions.ts'
import type { Caller } from './caller.ts'
import { pdfText } from './pdf-text.ts'
import { scene } from './scene.ts'
import { smtpDouble } from './smtp-double.ts'

// A card and an account, as people write them. Wherever one of them is read whole, it has leaked.
const card = '4111 1111 1111 1111'
const iban = 'GR16 0110 1250 0000 0001 2300 695'
const words = (about: string) => `${about}: card ${card}, account ${iban}.`

const server = await smtpDouble()
const stage = await scene({ SMTP_URL: `smtp://127.0.0.1:${server.port}` })
const { house, as, open, db, agents, teams, clock } = stage
await house.app.ready()
const [ben, max, fay] = await Promise.all([as('ben'), as('max'), as('fay')])
await fay.post('/api/v1/mailboxes', {
  address: 'care@desk.example',
  name: 'Harbour Ferries',
  smtp: { host: '127.0.0.1', port: server.port, security: 'none' },
})

const made = await ben.post('/api/v1/complaints', {
  text: words('The ferry left without me'),
  subject: words('Ferry'),
  channel: 'web_form',
  customer: { name: 'Ada', email: 'ada@customer.example' },
})
const complaint = made.body.id as string
const path = `/api/v1/complaints/${complaint}`
const inHours = (hours: number) => clock.now().add({ hours }).toString()

/** Does it as a person would, and says so when it is not taken: what was not planted cannot leak. */
async function plant(caller: Caller, method: 'post' | 'put', [at, body]: [string, object]): Promise<Record<string, string>> {
  clock.pass({ seconds: 2 })
  const { status, body: answer } = await caller[method](`${path}${at}`, body)
  expect({ at, status, detail: answer?.detail }).toMatchObject({ at, status: expect.toSatisfy((one: number) => one < 300) })
  return answer
}

const ids: Record<string, string> = {}
beforeAll(async () => {
  await ben.post(`${path}/assignment`, { owner: agents.ben, team: teams.north })
  const issue = await plant(ben, 'post', ['/issues', { title: words('The ferry') }])
  ids['issue'] = issue['id'] ?? ''
  await plantTalk()
  await plantEnquiry()
  await plantRemedies()
  clock.pass({ seconds: 20 })
  await stage.runJobs()
}, 300_000)

async function plantTalk() {
  ids['message'] = (await plant(ben, 'post', ['/notes', { html: `<p>${words('Seen')} @Cleo</p>`, mentions: [agents.cleo] }]))['id'] ?? ''
  await plant(ben, 'post', ['/contacts', { channel: 'phone', direction: 'in', text: words('They said') }])
  await plant(ben, 'post', ['/contacts', { channel: 'phone', direction: 'out', text: words('We said') }])
  await plant(ben, 'post', ['/promises', { text: words('We pay back'), due: inHours(30) }])
  await plant(ben, 'post', ['/tasks', { title: words('Ask the bank'), due: inHours(30) }])
  const brief = { facts: words('F'), feelings: words('E'), promises: words('P'), offered: words('O'), wanted: words('W') }
  const asked = { receiver: agents.cleo, why: 'other', reason: words('Because'), asked_by: 'colleague', reach_by: inHours(30), brief }
  await plant(ben, 'post', ['/handovers', asked])
  await plant(ben, 'post', ['/incidents', { step: 'boundary', quote: words('Shouted'), channel: 'phone' }])
}

async function plantEnquiry() {
  const { body: enquiry } = await ben.get(`${path}/enquiry`)
  await plant(ben, 'put', [
    `/points/${enquiry.points.find(({ kind }: { kind: string }) => kind === 'text')?.code}`,
    { status: 'known', value: words('Value'), source: 'customer' },
  ])
  await plant(ben, 'post', ['/summaries', { text: words('Understood'), way: 'spoken', answer: 'corrected', correction: words('No') }])
  await plant(ben, 'post', [
    '/findings',
    { claim: words('Paid'), source: 'record', result: 'confirmed', note: words('Seen'), issue: ids['issue'] },
  ])
}

async function plantRemedies() {
  const floor = { money: { amount: 100, currency: 'EUR' }, reason: words('By law') }
  await plant(ben, 'put', [`/issues/${ids['issue']}/expectation`, { wanted: words('Money on'), tags: [], floor, version: 0 }])
  const refund = { issue: ids['issue'], kind: 'refund', basis: 'entitlement', money: { amount: 500, currency: 'EUR' } }
  const one = await plant(ben, 'post', [
    '/remedies',
    { ...refund, explanation: words('Twice on'), evidence: words('Line of'), departs: words('More') },
  ])
  await plant(ben, 'post', [`/remedies/${one['id']}/execution`, { reference: words('Ref') }])
  await plant(max, 'post', [`/remedies/${one['id']}/reversal`, { reason: words('Wrong') }])
  const two = await plant(ben, 'post', [
    '/remedies',
    { ...refund, money: { amount: 400_00, currency: 'EUR' }, explanation: words('Again'), evidence: words('Line') },
  ])
  expect(two).toMatchObject({ state: 'requested' })
  ids['remedy'] = two['id'] ?? ''
  await plant(ben, 'post', ['/chargebacks', { order: words('Order') }])
  await plant(ben, 'post', ['/payees', { holder: 'Ada', iban, original: true }])
}

const plain = (said: string) => said.replaceAll(/[\s\u00a0-]|\\u00a0/g, '')
const leaks = (said: string) => [card, iban].some((number) => plain(said).includes(plain(number)))

/** What was planted with the numbers that are read whole, to find the place. */
const whose = (said: string) => [...new Set([...said.matchAll(/([\w ]+): card 4111/g)].map(([, about]) => about))].join(', ')

test('the numbers are there, or nothing could leak', async () => {
  const { words: said } = await db.selectFrom('complaints_complaints').select('words').where('id', '=', complaint).executeTakeFirstOrThrow()
  expect(leaks(said)).toBe(true)
})

// A draft is what its writer types; a file for the bank is what the bank is told.
const untouched = new Set(['/api/v1/live'])

test.each(['ben', 'cleo', 'max'] as const)('nothing that %s reads shows one whole', { timeout: 300_000 }, async (name) => {
  const caller = await as(name)
  const found: string[] = []
  let answered = 0
  for (const { method, url } of routesOf(house.app)) {
    if (method !== 'GET' || untouched.has(url) || url.includes(':secret')) continue
    clock.pass({ seconds: 1 })
    const at = url
      .replace(':complaint', complaint)
      .replace(':kind', 'reply')
      .replace(':letter', 'offer')
      .replaceAll(/:(\w+)/g, (_, known: string) => ids[known] ?? ids['issue'] ?? '')
      .replace('*', '')
    const { status, bytes } = await caller.get(url === '/api/v1/search' ? `${at}?q=ferry` : at)
    if (status === 200) answered += 1
    const said = bytes.toString('utf8')
    if (leaks(said)) found.push(`${url}: ${whose(said)}`)
  }
  expect(found).toEqual([])
  expect(answered).toBeGreaterThan(60)
})

test('no table that is saved, no page of the customer, no sheet and no mail shows one whole', async () => {
  const { secret } = await open(theDesk, (work) => mintLink(work, { complaint, customer: made.body.customer.id, use: 'follow', days: 9 }))
  const table = await max.get(`/api/v1/ledger/table?complaint=${complaint}`)
  const list = await max.get('/api/v1/complaints.csv?view=all')
  const page = await stage.stranger.get(`/c/${secret}`)
  const sheet = await ben.post(`${path}/letters/offer/sheet`, {})
  const texts = [table.bytes, list.bytes, page.bytes].map((bytes) => bytes.toString('utf8'))
  expect([...texts, pdfText(Buffer.from(sheet.body.pdf, 'base64'))].map(leaks)).toEqual([false, false, false, false])
  expect(server.received.length).toBeGreaterThan(0)
  expect(leaks(JSON.stringify(server.received))).toBe(false)
})
