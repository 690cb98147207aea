import { sql } from 'kysely'
import { afterEach, expect, test } from 'vitest'
import type { Message, TimelineItem } from '#modules/conversations/contract.ts'
import { theDesk } from '#platform/actor.ts'
import type { Work } from '#platform/work.ts'
import { scene } from '#test/scene.ts'
import { smtpDouble } from '#test/smtp-double.ts'
import { acknowledge } from './automatic/acknowledge.ts'
import { type Delivery, deliverMessage } from './deliver-message.ts'
import { closeLines } from './email/send-mail.ts'

const { as, clock, db, open, runJobs, facts, token } = await scene()
const [ben, fay] = await Promise.all([as('ben'), as('fay')])
const server = await smtpDouble()
const mailbox = await fay.post('/api/v1/mailboxes', {
  address: 'care@desk.example',
  name: 'Harbour Ferries',
  smtp: { host: '127.0.0.1', port: server.port, security: 'none' },
})

afterEach(() => {
  server.mood = 'takes'
  server.refuses = {}
  server.received.length = 0
  closeLines()
})

async function opened(): Promise<string> {
  const made = await ben.post('/api/v1/complaints', {
    text: 'The ferry left without me.',
    channel: 'phone',
    customer: { name: 'Ada', email: 'ada@customer.example' },
  })
  await runJobs()
  server.received.length = 0
  return made.body.id as string
}

async function replied(complaint: string, text = 'Dear Ada, we are sorry.'): Promise<Message> {
  const answer = await ben.post(`/api/v1/complaints/${complaint}/messages`, { text })
  expect(answer.status).toBe(201)
  return answer.body as Message
}

async function stateOf(complaint: string, message: string): Promise<Message> {
  const { body } = await ben.get(`/api/v1/complaints/${complaint}/timeline`)
  const found = (body as { data: TimelineItem[] }).data.find(({ id }) => id === message)
  if (found?.kind !== 'message') throw new Error('The message is not in the timeline')
  return found.message
}

/** What waits for later is due now. */
const later = () => sql`update graphile_worker._private_jobs set run_at = now()`.execute(db)

test('a reply is queued, sent, and then called sent', async () => {
  const complaint = await opened()
  const message = await replied(complaint)
  expect(message.state).toBe('queued')
  await runJobs()
  expect(await stateOf(complaint, message.id)).toMatchObject({ state: 'sent', from: { address: 'care@desk.example' } })
  expect(server.received).toHaveLength(1)
  expect(server.received[0]).toMatchObject({ from: 'care@desk.example', to: ['ada@customer.example'] })
  expect(await facts(`complaint/${complaint}`)).toEqual(expect.arrayContaining(['reply.written', 'message.sent']))
})

test('a person’s reply waits a moment, in which it can be taken back; a program’s does not', async () => {
  const complaint = await opened()
  const waits = async () =>
    (
      await sql<{
        waits: boolean
      }>`select bool_and(run_at > now() + interval '5 seconds') as waits from graphile_worker._private_jobs`.execute(db)
    ).rows[0]?.waits
  const message = await replied(complaint)
  expect(await waits()).toBe(true)
  await ben.post(`/api/v1/complaints/${complaint}/messages/${message.id}/withdrawal`)
  await runJobs()
  expect(server.received).toHaveLength(0)
  expect(await stateOf(complaint, message.id)).toMatchObject({ state: 'withdrawn' })
  const program = await token('agent')
  await program.post(`/api/v1/complaints/${complaint}/messages`, { text: 'From a program.' })
  expect(await waits()).toBe(false)
  await runJobs()
})

test('the mail carries both parts, our number, the thread and the mark against loops', async () => {
  const complaint = await opened()
  await replied(complaint)
  await replied(complaint, 'And one thing more.')
  await runJobs()
  // Long header fields are folded: one line is made of them again.
  const [first, second] = server.received.map(({ raw }) => raw.replaceAll(/\r\n\s+/g, ' '))
  expect(first).toMatch(/multipart\/alternative/)
  expect(first).toMatch(/\[RD-\d{4}-\d{6}-\d\]/)
  expect(first).toMatch(/^X-Redress-Loop:/m)
  const id = /^Message-ID: (<[^>]+>)/im.exec(first ?? '')?.[1]
  expect(second).toContain(`In-Reply-To: ${id}`)
})

test('a server that says no makes it failed, in its own words', async () => {
  const complaint = await opened()
  server.mood = { says: 550, words: 'No such person here' }
  const message = await replied(complaint)
  await runJobs()
  const failed = await stateOf(complaint, message.id)
  expect(failed).toMatchObject({ state: 'failed', may: { send_again: true } })
  expect(failed.state_reason).toContain('No such person here')
})

test('a failed one is sent again under the same Message-ID when a person asks', async () => {
  const complaint = await opened()
  server.mood = { says: 550, words: 'No such person here' }
  const message = await replied(complaint)
  await runJobs()
  server.mood = 'takes'
  await ben.post(`/api/v1/complaints/${complaint}/messages/${message.id}/sending`)
  await runJobs()
  expect(await stateOf(complaint, message.id)).toMatchObject({ state: 'sent', state_reason: null })
  expect(server.received).toHaveLength(1)
})

test('a server that says later is asked again by itself', async () => {
  const complaint = await opened()
  server.mood = { says: 451, words: 'Greylisted, come back' }
  const message = await replied(complaint)
  await runJobs()
  expect(await stateOf(complaint, message.id)).toMatchObject({ state: 'queued' })
  server.mood = 'takes'
  await later()
  await runJobs()
  expect(await stateOf(complaint, message.id)).toMatchObject({ state: 'sent' })
})

test('a line that breaks after the letter was handed over makes it unsure, and it is never sent again by itself', async () => {
  const complaint = await opened()
  server.mood = 'hangs_up'
  const message = await replied(complaint)
  await runJobs()
  expect(await stateOf(complaint, message.id)).toMatchObject({ state: 'unsure', may: { send_again: true, mark_arrived: true } })
  server.mood = 'takes'
  await later()
  await runJobs()
  expect(server.received).toHaveLength(0)
  await ben.post(`/api/v1/complaints/${complaint}/messages/${message.id}/arrival`)
  expect(await stateOf(complaint, message.id)).toMatchObject({ state: 'sent' })
})

test('the job run twice, and two at once, send one mail', async () => {
  const complaint = await opened()
  const message = await replied(complaint)
  const steps = {
    step: <Result>(run: Parameters<typeof open<Result>>[1]) => open(theDesk, run),
    signal: new AbortController().signal,
    worker: 'test',
  }
  const delivery = { complaint, message: message.id, tries: 0, since: Temporal.Now.instant().toString() }
  await Promise.all([deliverMessage.run(steps, delivery), deliverMessage.run(steps, delivery)])
  await deliverMessage.run(steps, delivery)
  await runJobs()
  expect(server.received).toHaveLength(1)
})

test('without any mailbox that sends, it says so instead of waiting for ever', async () => {
  const complaint = await opened()
  const { id, version } = mailbox.body as { id: string; version: number }
  const ended = await fay.patch(`/api/v1/mailboxes/${id}`, { ended: true }, version)
  expect(ended.status).toBe(200)
  const message = await replied(complaint)
  await runJobs()
  expect(await stateOf(complaint, message.id)).toMatchObject({ state: 'failed', state_reason: 'no_sender' })
  await fay.patch(`/api/v1/mailboxes/${id}`, { ended: false }, version + 1)
})

test('an internal note is nowhere in what leaves', async () => {
  const complaint = await opened()
  await ben.post(`/api/v1/complaints/${complaint}/notes`, { text: 'He sounds like a crook to me.' })
  await replied(complaint)
  await runJobs()
  expect(JSON.stringify(server.received)).not.toContain('crook')
})

const copied = ['sam@customer.example', 'kim@customer.example']

async function repliedToThree(complaint: string): Promise<Message> {
  const asked = { text: 'Dear all.', to: ['ada@customer.example'], cc: copied, confirmed_recipients: copied }
  const answer = await ben.post(`/api/v1/complaints/${complaint}/messages`, asked)
  expect(answer.status).toBe(201)
  return answer.body as Message
}

const whom = ({ recipients }: Message) => recipients.map(({ bounced, due, said }) => [bounced, due, said])

test('of three, one takes it, one says never, one says later: it is tried again for the last one alone, and the second is shown', async () => {
  const complaint = await opened()
  server.refuses = {
    'sam@customer.example': { says: 550, words: 'No Sam here' },
    'kim@customer.example': { says: 450, words: 'Kim is busy' },
  }
  const message = await repliedToThree(complaint)
  await runJobs()
  const waiting = await stateOf(complaint, message.id)
  expect(waiting).toMatchObject({ state: 'queued', sent_at: expect.any(String), next_try_at: expect.any(String), may: { withdraw: false } })
  expect(whom(waiting)).toEqual([
    [false, false, null],
    [true, false, expect.stringContaining('No Sam here')],
    [false, true, expect.stringContaining('Kim is busy')],
  ])
  expect(await ben.get(`/api/v1/complaints/${complaint}`)).toMatchObject({ body: { marks: expect.arrayContaining(['deferred']) } })
  server.refuses = {}
  await later()
  await runJobs()
  expect(server.received.map(({ to }) => to)).toEqual([['ada@customer.example'], ['kim@customer.example']])
  const done = await stateOf(complaint, message.id)
  expect(done).toMatchObject({ state: 'bounced', next_try_at: null, may: { send_again: true } })
  expect((await facts(`complaint/${complaint}`)).filter((fact) => fact === 'message.sent')).toHaveLength(1)
  await ben.post(`/api/v1/complaints/${complaint}/messages/${message.id}/sending`)
  await runJobs()
  expect(server.received.at(-1)?.to).toEqual(['sam@customer.example'])
  expect(await stateOf(complaint, message.id)).toMatchObject({ state: 'sent' })
})

test('everybody refused: for good it fails, for now it waits', async () => {
  const complaint = await opened()
  server.refuses = { 'ada@customer.example': { says: 452, words: 'Full today' } }
  const waits = await replied(complaint)
  await runJobs()
  expect(await stateOf(complaint, waits.id)).toMatchObject({ state: 'queued', state_reason: expect.stringContaining('Full today') })
  server.refuses = { 'ada@customer.example': { says: 550, words: 'Gone for good' } }
  const fails = await replied(complaint, 'Once more.')
  await runJobs()
  expect(await stateOf(complaint, fails.id)).toMatchObject({ state: 'failed' })
})

test('a line that breaks before the letter was handed over is no riddle: it is tried again', async () => {
  const complaint = await opened()
  server.mood = 'hangs_up_early'
  const message = await replied(complaint)
  await runJobs()
  expect(await stateOf(complaint, message.id)).toMatchObject({ state: 'queued', next_try_at: expect.any(String) })
  server.mood = 'takes'
})

test('a server that is away is not asked by each letter that waits; when it is back, all leave', async () => {
  const complaint = await opened()
  const { id } = mailbox.body as { id: string }
  const gone = { host: '127.0.0.1', port: 9, security: 'none' }
  const edited = async (smtp: object) => {
    const { version } = await db.selectFrom('channels_mailboxes').select('version').where('id', '=', id).executeTakeFirstOrThrow()
    expect((await fay.patch(`/api/v1/mailboxes/${id}`, { smtp }, version)).status).toBe(200)
  }
  await edited(gone)
  const messages = []
  for (const text of ['One.', 'Two.', 'Three.', 'Four.', 'Five.']) messages.push(await replied(complaint, text))
  await runJobs()
  const reasons = await Promise.all(messages.map(async (message) => (await stateOf(complaint, message.id)).state_reason))
  expect(reasons.filter((reason) => reason === 'server_away')).toHaveLength(4)
  await edited({ host: '127.0.0.1', port: server.port, security: 'none' })
  await later()
  await runJobs()
  for (const message of messages) expect(await stateOf(complaint, message.id)).toMatchObject({ state: 'sent' })
})

test('a mailbox with many letters on their way leaves room: the next one steps back for a moment, and stays queued', async () => {
  const complaint = await opened()
  const sending = []
  for (const text of ['A.', 'B.', 'C.', 'D.', 'E.']) sending.push(await replied(complaint, text))
  const ids = sending.map(({ id }) => id)
  await db.updateTable('conversations_messages').set({ state: 'sending', taken_by: 'another' }).where('id', 'in', ids).execute()
  const next = await replied(complaint, 'F.')
  await runJobs()
  expect(await stateOf(complaint, next.id)).toMatchObject({ state: 'queued', state_reason: null, next_try_at: null })
  expect(server.received).toHaveLength(0)
  await db.updateTable('conversations_messages').set({ state: 'sent', taken_by: null }).where('id', 'in', ids).execute()
  await later()
  await runJobs()
  expect(await stateOf(complaint, next.id)).toMatchObject({ state: 'sent' })
})

let writers = 0

/** Acknowledgements that were written and not sent yet; their jobs are far away. */
async function backlog(count: number): Promise<Delivery[]> {
  const waiting: Delivery[] = []
  for (let turn = 0; turn < count; turn += 1) {
    writers += 1
    const form = {
      text: `Ferry ${turn} left without me.`,
      channel: 'api',
      customer: { name: 'Ada', email: `ada${writers}@customer.example` },
    }
    const { body } = await ben.post('/api/v1/complaints', form)
    await open(theDesk, (work) =>
      acknowledge.run({ step: (run) => run(work), worker: 'w', signal: new AbortController().signal }, { complaint: body.id }),
    )
    const found = await db
      .selectFrom('conversations_messages')
      .select('id')
      .where('complaint_id', '=', body.id)
      .where('kind', '=', 'acknowledgement')
      .executeTakeFirstOrThrow()
    waiting.push({ complaint: body.id, message: found.id, tries: 0, since: '2026-11-20T08:00:00Z' })
  }
  await sql`update graphile_worker._private_jobs set run_at = now() + interval '1 hour'`.execute(db)
  return waiting
}

const alone = {
  step: <Result>(run: (work: Work) => Promise<Result>) => open(theDesk, run),
  worker: 'one',
  signal: new AbortController().signal,
}
const statesOf = (waiting: readonly Delivery[]) =>
  Promise.all(waiting.map(async ({ complaint, message }) => (await stateOf(complaint, message)).state))

async function sendFrom([first]: readonly Delivery[]) {
  if (first) await deliverMessage.run(alone, first)
}

test('whoever sends the first letter of a backlog sends the others behind it, each once, without waiting for a clock', async () => {
  const waiting = await backlog(6)
  await sendFrom(waiting)
  expect(await statesOf(waiting)).toEqual(waiting.map(() => 'sent'))
  await later()
  await runJobs()
  expect(server.received).toHaveLength(6)
  expect(await statesOf(waiting)).toEqual(waiting.map(() => 'sent'))
})

test('two who work off one backlog at once send each letter once', async () => {
  const waiting = await backlog(8)
  await Promise.all([sendFrom(waiting), sendFrom(waiting.slice(1))])
  expect(await statesOf(waiting)).toEqual(waiting.map(() => 'sent'))
  expect(server.received).toHaveLength(8)
})

test('a reply that can still be taken back is not sent along with a backlog', async () => {
  const complaint = await opened()
  const message = await replied(complaint)
  await sendFrom(await backlog(2))
  expect(await stateOf(complaint, message.id)).toMatchObject({ state: 'queued' })
  expect(server.received).toHaveLength(2)
})

test('while the server says later nobody walks on through the backlog', async () => {
  const waiting = await backlog(3)
  server.mood = { says: 451, words: 'Later.' }
  await sendFrom(waiting)
  expect(await statesOf(waiting)).toEqual(['queued', 'queued', 'queued'])
  server.mood = 'takes'
  await later()
  await runJobs()
  expect(await statesOf(waiting)).toEqual(['sent', 'sent', 'sent'])
})

test('a reply that shall leave later waits for its moment, says so, and leaves once; until then it can be taken back', async () => {
  const complaint = await opened()
  const path = `/api/v1/complaints/${complaint}/messages`
  const moment = clock.now().add({ hours: 20 }).round('second')
  const [first, second] = [
    await ben.post(path, { text: 'Dear Ada, here is what we found.', send_at: moment.toString() }),
    await ben.post(path, { text: 'Dear Ada, and this.', send_at: moment.toString() }),
  ].map(({ body }) => body as Message)
  if (!first || !second) throw new Error('Both were written')
  expect(first).toMatchObject({ state: 'queued', state_reason: 'later', may: { withdraw: true } })
  expect(Temporal.Instant.compare(Temporal.Instant.from(first.next_try_at ?? ''), moment)).toBe(0)
  await later()
  await runJobs()
  expect(server.received).toHaveLength(0)
  expect(await stateOf(complaint, first.id)).toMatchObject({ state: 'queued', state_reason: 'later' })
  expect((await ben.post(`${path}/${second.id}/withdrawal`)).body.state).toBe('withdrawn')
  clock.pass({ hours: 21 })
  await later()
  await runJobs()
  await runJobs()
  expect(server.received).toHaveLength(1)
  expect(await stateOf(complaint, first.id)).toMatchObject({ state: 'sent', state_reason: null })
})

test('a reply cannot leave in the past, nor so late that nobody remembers it, nor later than it was told', async () => {
  const complaint = await opened()
  const path = `/api/v1/complaints/${complaint}/messages`
  const at = (hours: number) => clock.now().add({ hours }).toString()
  const refused = async (body: object) => (await ben.post(path, { text: 'Dear Ada, we are sorry.', ...body })).body.code
  expect(await refused({ send_at: at(-1) })).toBe('conversations.send_at_past')
  expect(await refused({ send_at: at(24 * 31) })).toBe('conversations.send_at_far')
  expect(await refused({ send_at: at(1), by_hand: { how: 'told' } })).toBe('conversations.send_at_by_hand')
  const monday = '2099-01-01T00:00:00Z'
  expect((await ben.get(`/api/v1/complaints/${complaint}/sending-moment?at=${monday}`)).body.code).toBe('conversations.send_at_far')
})
