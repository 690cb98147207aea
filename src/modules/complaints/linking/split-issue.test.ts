import { expect, test } from 'vitest'
import { plainIncoming, receiveMessage, type TakeComplaint } from '#modules/conversations/index.ts'
import { mintLink } from '#modules/people/index.ts'
import { theDesk } from '#platform/actor.ts'
import { statusesOf } from '#test/caller.ts'
import { ada } from '#test/cast.ts'
import { scene } from '#test/scene.ts'
import type { Complaint } from '../contract.ts'

const stage = await scene()
const { as, db, open, clock, facts, agents } = stage
const [ben, cleo, dov, eve] = await Promise.all([as('ben'), as('cleo'), as('dov'), as('eve')])
const path = (id: string) => `/api/v1/complaints/${id}`
const reason = 'The refund is another matter.'

async function withTwoIssues(text = 'My bag came late, and nobody paid the taxi.'): Promise<Complaint> {
  clock.pass({ minutes: 5 })
  const asked: Partial<TakeComplaint> = { text, channel: 'phone', customer: ada }
  const { id } = (await ben.post('/api/v1/complaints', asked)).body
  await ben.post(`${path(id)}/issues`, { title: 'The taxi was not paid', category: null })
  return (await ben.get(path(id))).body
}
const second = ({ issues_list }: Complaint) => issues_list[1]?.id ?? ''
const split = (complaint: Complaint, more: object = {}, caller = ben) =>
  caller.post(`${path(complaint.id)}/issues/${second(complaint)}/split`, { reason, ...more })
const timelineOf = async (id: string) =>
  (await ben.get(`${path(id)}/timeline?limit=100`)).body.data as {
    kind: string
    message?: { text: string; attachments: { id: string }[] }
  }[]

test('an issue goes on in a complaint of its own, received when the whole was, and both show each other', async () => {
  const whole = await withTwoIssues()
  await cleo.post(`${path(whole.id)}/assignment`, { owner: agents.ben })
  clock.pass({ hours: 30 })
  const answer = await split(whole)
  expect(answer.status).toBe(201)
  expect(answer.body).toMatchObject({
    subject: 'The taxi was not paid',
    received_at: whole.received_at,
    words: whole.words,
    state: 'open',
    customer: { id: whole.customer?.id },
    owner: { id: agents.ben },
    issues_list: [{ title: 'The taxi was not paid', outcome: null }],
    links: [{ id: whole.id, kind: 'split', role: 'earlier' }],
  })
  const rest = (await ben.get(path(whole.id))).body as Complaint
  expect(rest.issues_list[1]).toMatchObject({ outcome: 'merged', sentence: `→ ${answer.body.number}` })
  expect(rest.links).toMatchObject([{ number: answer.body.number, kind: 'split', role: 'later' }])
  expect(await facts(`complaint/${whole.id}`)).toContain('issue.split')
  expect(await facts(`complaint/${answer.body.id}`)).toContain('complaint.split')
})

test('chosen messages are shown in both with their files, to be read only; a note stays inside', async () => {
  const whole = await withTwoIssues('It was cold, and the taxi cost 40.')
  const bytes = new TextEncoder().encode('the receipt')
  const message = await open(theDesk, (work) =>
    receiveMessage(work, {
      ...plainIncoming,
      complaint: whole.id,
      channel: 'portal',
      text: 'Here is the receipt of the taxi.',
      visibleText: 'Here is the receipt of the taxi.',
      at: work.now,
      attachments: [{ name: 'taxi.txt', mediaType: 'text/plain', bytes, inline: false, contentId: null }],
    }),
  )
  await ben.post(`${path(whole.id)}/notes`, { text: 'She is right.' })
  const { body: part } = await split(whole, { messages: [message.id] })
  const [shown] = (await timelineOf(part.id)).filter(({ kind }) => kind === 'message')
  expect(shown?.message).toMatchObject({
    text: 'Here is the receipt of the taxi.',
    complaint_id: part.id,
    shown_from: { id: whole.id, number: whole.number },
    may: { move: false, withdraw: false },
  })
  expect((await timelineOf(part.id)).some(({ kind }) => kind === 'note')).toBe(false)
  const file = shown?.message?.attachments[0]?.id
  expect((await ben.get(`${path(part.id)}/attachments/${file}`)).status).toBe(200)
  // Who is given the part alone reads what is shown there, and nothing of the whole.
  await cleo.post(`${path(part.id)}/restriction`, { restriction: 'threat', people: [agents.eve] })
  expect((await dov.get(`${path(part.id)}/attachments/${file}`)).status).toBe(404)
  await cleo.post(`${path(whole.id)}/restriction`, { restriction: 'threat', people: [agents.ben] })
  expect((await eve.get(`${path(part.id)}/attachments/${file}`)).status).toBe(200)
  expect((await eve.get(`${path(whole.id)}/attachments/${file}`)).status).toBe(404)
  expect((await timelineOf(whole.id)).filter(({ message: one }) => one?.text.startsWith('Here is')).length).toBe(1)
})

test('the customer was acknowledged with the whole: no mail goes out, and the limit for it is met', async () => {
  const whole = await withTwoIssues('The lift was out of order. And the soup was cold.')
  await ben.post(`${path(whole.id)}/contacts`, { channel: 'phone', direction: 'out', text: 'I have it here.' })
  clock.pass({ hours: 24 * 3 })
  const { body: part } = await split(whole)
  await stage.runJobs()
  const written = await db.selectFrom('conversations_messages').select('id').where('complaint_id', '=', part.id).execute()
  expect(written).toEqual([])
  const clocks = await db.selectFrom('clocks_clocks').select(['kind', 'state']).where('complaint_id', '=', part.id).execute()
  const acknowledged = clocks.filter(({ kind }) => kind === 'acknowledge')
  expect(acknowledged.map(({ state }) => state)).toEqual(acknowledged.map(() => 'met'))
})

test('a promise that is named goes with it, by the same moment; the others stay', async () => {
  const whole = await withTwoIssues('The gate was shut, and the refund is missing.')
  const due = clock.now().add({ hours: 48 }).round('second').toString()
  const promise = async (text: string) => (await ben.post(`${path(whole.id)}/promises`, { text, due })).body.id
  const [taxi] = [await promise('We pay the taxi.'), await promise('We call back.')]
  const { body: part } = await split(whole, { promises: [taxi] })
  const words = async (id: string) =>
    (await ben.get(`${path(id)}/promises`)).body.data.map(({ text, state, due: by }: Record<string, string>) => [
      text,
      state,
      Temporal.Instant.compare(Temporal.Instant.from(by ?? due), Temporal.Instant.from(due)) === 0,
    ])
  expect(await words(part.id)).toEqual([['We pay the taxi.', 'open', true]])
  expect((await words(whole.id)).toSorted()).toEqual([
    ['We call back.', 'open', true],
    ['We pay the taxi.', 'released', true],
  ])
})

test('the only open issue, a decided one, a foreign message or promise, and what is not theirs to see are refused; nothing is opened then', async () => {
  const whole = await withTwoIssues('The door was locked, and the cook was rude.')
  const before = (await db.selectFrom('complaints_complaints').select('id').execute()).length
  const nobody = '01900000-0000-7000-8000-000000000000'
  expect(await split(whole, { messages: [nobody] })).toMatchObject({ status: 404, body: { code: 'conversations.message_not_found' } })
  expect(await split(whole, { promises: [nobody] })).toMatchObject({ status: 404, body: { code: 'promises.not_found' } })
  expect(await ben.post(`${path(whole.id)}/issues/${nobody}/split`, { reason })).toMatchObject({ status: 404 })
  expect(await split(whole, { reason: ' ' })).toMatchObject({ status: 400 })
  expect((await split(whole, {}, eve)).status).toBe(403)
  expect((await db.selectFrom('complaints_complaints').select('id').execute()).length).toBe(before)
  expect((await split(whole)).status).toBe(201)
  expect(await split(whole)).toMatchObject({ status: 409, body: { code: 'complaints.split_decided' } })
  const [first] = whole.issues_list
  expect(await ben.post(`${path(whole.id)}/issues/${first?.id}/split`, { reason })).toMatchObject({
    status: 409,
    body: { code: 'complaints.split_last' },
  })
})

test('two who split the same issue at once: one complaint is opened', async () => {
  const whole = await withTwoIssues('The bed was hard, and the bill was wrong.')
  const answers = await Promise.all([split(whole), split(whole, {}, cleo)])
  expect(statusesOf(answers)).toEqual([201, 409])
})

test('who may see it stays who may see it', async () => {
  const whole = await withTwoIssues('He shouted at me, and the fare was wrong.')
  await cleo.post(`${path(whole.id)}/restriction`, { restriction: 'staff_conduct', people: [agents.ben], about: [agents.dov] })
  const { body: part } = await split(whole)
  expect(part).toMatchObject({ restriction: 'staff_conduct', about: [{ id: agents.dov }] })
  expect((await dov.get(path(part.id))).status).toBe(404)
  expect((await cleo.get(path(part.id))).status).toBe(200)
})

test('the customer’s page leads from the one to the other and back, by a link of its own', async () => {
  const whole = await withTwoIssues('The pool was closed, and the taxi was not paid.')
  const { body: part } = await split(whole)
  const { secret } = await open(theDesk, (work) =>
    mintLink(work, { complaint: whole.id, customer: whole.customer?.id ?? null, use: 'follow', days: 5 }),
  )
  const browser = stage.with({ accept: 'text/html', origin: stage.origin, 'content-type': 'application/x-www-form-urlencoded' })
  const page = (await browser.get(`/c/${secret}`)).body as string
  expect(page).toContain(part.number)
  const [action] = /\/c\/[\w-]+\/continuation\?part=[^"]+/.exec(page) ?? ['']
  const led = await browser.post(action.replaceAll('&amp;', '&'), '')
  expect(led.status).toBe(303)
  const other = (await browser.get(String(led.headers['location']))).body as string
  expect(other).toContain(part.number)
  expect(other).toContain(whole.number)
})
