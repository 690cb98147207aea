import { beforeAll, expect, test } from 'vitest'
import { publicMessages, takeComplaint, writeNote } from '#modules/conversations/index.ts'
import { mintLink } from '#modules/people/index.ts'
import { theDesk } from '#platform/actor.ts'
import { type Answered, type Caller, callerOn } from '#test/caller.ts'
import { type Scene, scene } from '#test/scene.ts'

let stage: Scene
let browser: Caller
let complaint: { id: string; number: string }
let home: string

beforeAll(async () => {
  stage = await scene()
  browser = callerOn(stage.house.app, { accept: 'text/html', 'accept-language': 'en' })
  await stage.db.updateTable('people_organisation').set({ telephone: '210 555 0118' }).execute()
})

/** A complaint of Ada's, with a file, and her link to it. */
async function opened(text: string, days = 90): Promise<{ id: string; number: string; home: string }> {
  return stage.open(theDesk, async (work) => {
    const files = [{ name: 'gate.txt', mediaType: 'text/plain', bytes: Buffer.from('closed') }]
    const record = await takeComplaint(work, {
      text,
      channel: 'web_form',
      customerId: stage.ada,
      language: 'en',
      files,
      desired_outcome: 'An apology',
    })
    const { secret } = await mintLink(work, { complaint: record.id, customer: stage.ada, use: 'follow', days })
    return { id: record.id, number: record.number, home: `/c/${secret}` }
  })
}

beforeAll(async () => {
  const fresh = await opened('The gate was closed.\nCard 4111 1111 1111 1111.')
  complaint = fresh
  home = fresh.home
})

const stateOf = async (id: string) =>
  (await stage.db.selectFrom('complaints_complaints').select('state').where('id', '=', id).executeTakeFirstOrThrow()).state
const answers = (page: Answered) => /name="key" value="([^"]+)"/.exec(page.body)?.[1] ?? ''

test('a follow link shows where the complaint stands, what comes next, who has it and what was said', async () => {
  const page = await browser.get(home)
  expect(page.status).toBe(200)
  expect(page.headers).toMatchObject({
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-robots-tag': expect.stringContaining('noindex'),
  })
  expect(page.headers['content-security-policy']).toContain("script-src 'none'")
  for (const said of [
    complaint.number,
    'We have your complaint',
    'aria-current="step"',
    'The gate was closed.',
    'gate.txt',
    '210 555 0118',
  ])
    expect(page.body).toContain(said)
  expect(page.body).not.toContain('4111 1111 1111 1111')
  expect(page.body).not.toContain('<script')
})

test('it reads in the language of the complaint, or the one asked for', async () => {
  expect((await browser.get(home, { 'accept-language': 'es' })).body).toContain('<html lang="en"')
  expect((await browser.get(`${home}?language=el`)).body).toContain('Έχουμε το παράπονό σας')
})

test('internal notes appear nowhere behind the link', async () => {
  const ben = await stage.as('ben')
  await ben.post(`/api/v1/complaints/${complaint.id}/notes`, { text: 'SECRETNOTE the customer is difficult' })
  await stage.open(theDesk, (work) => writeNote(work, complaint.id, { text: 'SECRETNOTE again' })).catch(() => undefined)
  expect(await stage.db.selectFrom('conversations_notes').select('text').execute()).not.toEqual([])
  for (const path of ['', '/receipt', '/receipt.pdf', '/withdrawal'])
    expect((await browser.get(`${home}${path}`)).bytes.toString('utf8')).not.toContain('SECRETNOTE')
})

test('what we answered is shown once it has left the house', async () => {
  const ben = await stage.as('ben')
  const reply = await ben.post(`/api/v1/complaints/${complaint.id}/messages`, { text: 'We are sorry.', by_hand: { how: 'told' } })
  expect(reply.status).toBe(201)
  const shown = await stage.open(theDesk, (work) => publicMessages(work, complaint.id))
  expect(shown.map(({ from }) => from)).toContain('us')
  const page = await browser.get(home)
  expect(page.body).toContain('We are sorry.')
  expect(page.body).toContain('Ben')
})

test('the customer downloads their file, and nobody else’s', async () => {
  const [file] = await stage.db.selectFrom('conversations_attachments').selectAll().where('complaint_id', '=', complaint.id).execute()
  const answer = await browser.get(`${home}/attachments/${file?.id}`)
  expect(answer.bytes.toString()).toBe('closed')
  expect(answer.headers['content-disposition']).toMatch(/^attachment/)
  const other = await opened('Another one.')
  expect((await browser.get(`${other.home}/attachments/${file?.id}`)).status).toBe(404)
  expect((await browser.get(`${home}/attachments/not-an-id`)).status).toBe(404)
})

test('an answer arrives with its files, once however often it is sent, and opens a closed complaint again', async () => {
  const { id, home: own } = await opened('Open me again.')
  await stage.db.updateTable('complaints_complaints').set({ state: 'closed', closed_at: stage.clock.now() }).where('id', '=', id).execute()
  const fields = { key: answers(await browser.get(own)), text: 'It happened again.\n' }
  const files = [{ field: 'files', name: '../../again.txt', type: 'text/plain', bytes: new Uint8Array([65]) }]
  const [sent, twice] = await Promise.all([
    browser.upload(`${own}/messages`, files, fields),
    browser.upload(`${own}/messages`, files, fields),
  ])
  expect([sent?.status, twice?.status]).toEqual([303, 303])
  expect(sent?.headers['location']).toBe(`${own}?sent=1`)
  expect(await stateOf(id)).toBe('open')
  const messages = await stage.db
    .selectFrom('conversations_messages')
    .select(['channel', 'text'])
    .where('complaint_id', '=', id)
    .where('channel', '=', 'portal')
    .execute()
  expect(messages).toEqual([{ channel: 'portal', text: 'It happened again.' }])
  const page = await browser.get(String(sent?.headers['location']))
  expect(page.body).toContain('It happened again.')
  expect(page.body).toContain('again.txt')
  expect(page.body).toContain('Your message has reached us')
})

test('an empty answer is refused in place', async () => {
  const answer = await browser.upload(`${home}/messages`, [], { text: '  ' })
  expect(answer.status).toBe(400)
  expect(answer.body).toContain('<title>Error: ')
  expect(answer.body).toContain('<a href="#text">Write something, or choose a file</a>')
})

test('withdrawing asks first, wants words, is done once, and a look changes nothing', async () => {
  const { id, home: own } = await opened('Withdraw me.')
  expect((await browser.get(`${own}/withdrawal`)).body).toContain('Why do you withdraw it?')
  expect(await stateOf(id)).toBe('received')
  const form = { 'content-type': 'application/x-www-form-urlencoded' }
  expect((await browser.post(`${own}/withdrawal`, 'text=', form)).status).toBe(400)
  const done = await browser.post(`${own}/withdrawal`, 'text=It+was+my+mistake.', form)
  expect(done.headers['location']).toBe(`${own}?withdrawn=1`)
  expect(await stateOf(id)).toBe('withdrawn')
  expect((await browser.post(`${own}/withdrawal`, 'text=Again.', form)).status).toBe(303)
  const kept = await stage.db.selectFrom('complaints_withdrawals').select('words').where('complaint_id', '=', id).execute()
  expect(kept).toEqual([{ words: 'It was my mistake.' }])
  expect((await browser.get(own)).body).toContain('You have withdrawn your complaint')
})

test('once it is closed, each point stands there with what we decided and why', async () => {
  const { id, home: own } = await opened('Decide me.')
  await stage.db
    .updateTable('complaints_issues')
    .set({ outcome: 'upheld', sentence: 'The gate was closed too early.' })
    .where('complaint_id', '=', id)
    .execute()
  expect((await browser.get(own)).body).not.toContain('The gate was closed too early.')
  await stage.db.updateTable('complaints_complaints').set({ state: 'closed', closed_at: stage.clock.now() }).where('id', '=', id).execute()
  const page = await browser.get(own)
  expect(page.body).toContain('The gate was closed too early.')
  expect(page.body).toContain('You were right.')
})

test('while we wait for the customer the page says until when', async () => {
  const { id, home: own } = await opened('Wait for me.')
  await stage.db
    .updateTable('complaints_complaints')
    .set({ state: 'waiting_customer', reply_by: Temporal.Instant.from('2026-12-04T10:00:00Z') })
    .where('id', '=', id)
    .execute()
  expect((await browser.get(own)).body).toMatch(/Please answer our last message by Friday,? 4 December 2026/)
})

test('what was promised may be done before our answer is out: then the page does not call it put right', async () => {
  const { id, home: own } = await opened('Promised me.')
  const set = (columns: object) => stage.db.updateTable('complaints_complaints').set(columns).where('id', '=', id).execute()
  await set({ state: 'follow_up', delivered_at: stage.clock.now() })
  const before = (await browser.get(own)).body
  expect(before).toContain('Next, you get our written answer on every point.')
  expect(before).not.toContain('We have put it right')
  await set({ resolved_at: stage.clock.now() })
  expect((await browser.get(own)).body).toContain('We have put it right')
})

test('a merged complaint leads its customer to the one in which it goes on; a look makes no link, nobody else is led anywhere', async () => {
  const [from, into] = [await opened('The same, again.'), await opened('The first one.')]
  const ben = await stage.as('ben')
  await ben.post(`/api/v1/complaints/${from.id}/assignment`, { owner: stage.agents.ben })
  const merged = await ben.post(`/api/v1/complaints/${from.id}/merging`, { into: into.id, reason: 'The same matter.' })
  expect(merged.body).toMatchObject({ state: 'merged' })
  const links = () => stage.db.selectFrom('people_links').select('id').where('complaint_id', '=', into.id).execute()
  expect((await browser.get(from.home)).body).toContain(`Open complaint ${into.number}`)
  expect(await links()).toHaveLength(1)
  const led = await browser.post(`${from.home}/continuation`, '', { 'content-type': 'application/x-www-form-urlencoded' })
  expect(led.status).toBe(303)
  expect((await browser.get(String(led.headers['location']))).body).toContain('The first one.')
  expect(await links()).toHaveLength(2)

  await stage.db.updateTable('complaints_complaints').set({ customer_id: null }).where('id', '=', into.id).execute()
  expect((await browser.get(from.home)).body).not.toContain(into.number)
  const stays = await browser.post(`${from.home}/continuation`, '', { 'content-type': 'application/x-www-form-urlencoded' })
  expect(stays.headers['location']).toBe(from.home)
})

test('the receipt holds number, moment, organisation and the words, as page and as PDF', async () => {
  const page = await browser.get(`${home}/receipt`)
  for (const said of [complaint.number, 'The gate was closed.', 'An apology', 'gate.txt', 'Ada Lindqvist', 'Europe/Athens'])
    expect(page.body).toContain(said)
  expect(page.body).not.toContain('4111 1111 1111 1111')
  const pdf = await browser.get(`${home}/receipt.pdf?language=el`)
  expect(pdf.headers['content-type']).toBe('application/pdf')
  expect(pdf.bytes.subarray(0, 5).toString()).toBe('%PDF-')
  expect(pdf.bytes.byteLength).toBeGreaterThan(5_000)
  const raw = pdf.bytes.toString('latin1')
  expect(raw).toContain('/Lang (el-GR)')
  expect(pdf.bytes.includes(Buffer.from('Απόδειξη παραλαβής του παραπόνου σας', 'utf16le').swap16())).toBe(true)
})

test('a link that is over offers a fresh one to the address on file, and says nothing of the complaint', async () => {
  const { id, home: own, number } = await opened('Too late.', 1)
  stage.clock.pass({ days: 2 })
  const page = await browser.get(own)
  expect(page.status).toBe(410)
  expect(page.body).toContain('This link is over')
  expect(page.body).not.toContain(number)
  expect(page.body).not.toContain('Too late.')
  const typed = await browser.upload(`${own}/messages`, [], { text: 'What I typed is not lost' })
  expect(typed.status).toBe(410)
  expect(typed.body).toContain('What I typed is not lost')
  const notices = () =>
    stage.db
      .selectFrom('conversations_messages')
      .select(['text', 'kind'])
      .where('complaint_id', '=', id)
      .where('kind', '=', 'notice')
      .execute()
  for (let time = 0; time < 2; time += 1) {
    const asked = await browser.post(`${own}/fresh-link`, '', { 'content-type': 'application/x-www-form-urlencoded' })
    expect(asked.headers['location']).toBe(`${own}?asked=1`)
  }
  const mailed = await notices()
  expect(mailed).toHaveLength(1)
  expect(mailed[0]?.text).not.toContain('Too late.')
  const fresh = /http:\/\/desk\.example(\/c\/\S+)/.exec(mailed[0]?.text ?? '')?.[1] ?? ''
  expect((await browser.get(fresh)).body).toContain('Too late.')
  expect((await browser.get(`${own}?asked=1`)).body).toContain('a fresh link is on its way')
})

test('a link that never was, or is for something else, opens nothing', async () => {
  const other = await stage.open(theDesk, (work) =>
    mintLink(work, { complaint: complaint.id, customer: stage.ada, use: 'confirm', days: 5 }),
  )
  for (const address of ['/c/nothing', `/c/${other.secret}`, `/c/${other.secret}/receipt`, '/c/nothing/receipt.pdf']) {
    const page = await browser.get(address)
    expect(page.status).toBe(404)
    expect(page.body).toContain('This link does not lead to a complaint')
  }
  expect((await browser.upload('/c/nothing/messages', [], { text: 'x' })).status).toBe(404)
})
