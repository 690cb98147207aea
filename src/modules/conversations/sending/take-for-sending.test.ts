import { expect, test } from 'vitest'
import { theDesk } from '#platform/actor.ts'
import { ada } from '#test/cast.ts'
import { scene } from '#test/scene.ts'
import { holdRestored, markUnsure } from './mark-unsure.ts'
import { noteBounced } from './note-bounced.ts'
import { noteDeferred, noteFailed } from './note-failed.ts'
import { noteSent } from './note-sent.ts'
import { takeForSending } from './take-for-sending.ts'

const stage = await scene()
const ben = await stage.as('ben')

async function queued(more: object = {}) {
  const { body: complaint } = await ben.post('/api/v1/complaints', { text: 'Late.', channel: 'email', customer: ada })
  const { body: message } = await ben.post(`/api/v1/complaints/${complaint.id}/messages`, { text: 'We are sorry.', ...more })
  return { complaint: complaint.id as string, message: message.id as string }
}
const take = (named: { complaint: string; message: string }, worker = 'w1') =>
  stage.open(theDesk, (work) => takeForSending(work, { ...named, worker }))
const sent = (named: { complaint: string; message: string }, more = {}) =>
  stage.open(theDesk, (work) => noteSent(work, { ...named, at: work.now, ...more }))
const act = (named: { complaint: string; message: string }, noun: string, body = {}) =>
  ben.post(`/api/v1/complaints/${named.complaint}/messages/${named.message}/${noun}`, body)
const rowOf = ({ complaint, message }: { complaint: string; message: string }) =>
  stage.db
    .selectFrom('conversations_messages')
    .selectAll()
    .where('complaint_id', '=', complaint)
    .where('id', '=', message)
    .executeTakeFirstOrThrow()
const factsOf = ({ complaint }: { complaint: string }, fact: string) =>
  stage.facts(`complaint/${complaint}`).then((facts) => facts.filter((one) => one === fact).length)

test('a queued message is taken, sent, and noted with the address that it went out from', async () => {
  const named = await queued()
  const taken = await take(named)
  expect(taken?.envelope).toEqual([ada.email])
  expect(taken?.message).toMatchObject({ state: 'sending', taken_by: 'w1', text: 'We are sorry.' })
  await sent(named, { from: { name: 'Harbour Ferries', address: 'desk@ferries.example' } })
  expect(await rowOf(named)).toMatchObject({ state: 'sent', from_address: 'desk@ferries.example', taken_by: null })
  expect(await factsOf(named, 'message.sent')).toBe(1)
})

test('two workers at once: one takes it', async () => {
  const named = await queued()
  const taken = await Promise.all([take(named, 'w1'), take(named, 'w2'), take(named, 'w3')])
  expect(taken.filter((one) => one !== null)).toHaveLength(1)
})

test('noting twice that it was sent is harmless', async () => {
  const named = await queued()
  await take(named)
  await Promise.all([sent(named), sent(named)])
  await sent(named)
  expect(await factsOf(named, 'message.sent')).toBe(1)
})

test('what was put off is queued again with the reason; what failed is red until a person sends it again', async () => {
  const named = await queued()
  await take(named)
  await stage.open(theDesk, (work) => noteDeferred(work, { ...named, reason: '421 try later', nextTryAt: work.now.add({ minutes: 5 }) }))
  expect(await rowOf(named)).toMatchObject({ state: 'queued', state_reason: '421 try later' })
  const before = await rowOf(named)
  await take(named)
  await stage.open(theDesk, (work) => noteFailed(work, { ...named, reason: '550 no such user' }))
  await stage.open(theDesk, (work) => noteFailed(work, { ...named, reason: '550 no such user' }))
  expect(await factsOf(named, 'message.failed')).toBe(1)
  const { body } = await act(named, 'sending')
  expect(body).toMatchObject({ state: 'queued', state_reason: null })
  expect((await rowOf(named)).message_id).toBe(before.message_id)
  expect(await factsOf(named, 'message.requeued')).toBe(1)
})

test('a bounce is noted once, and sending again goes only to those whom it did not reach', async () => {
  const named = await queued({ to: [ada.email], cc: ['sam@customer.example'], confirmed_recipients: ['sam@customer.example'] })
  await take(named)
  await sent(named)
  const { message_id } = await rowOf(named)
  const bounce = { messageId: `<${message_id}>`, recipients: ['SAM@customer.example'], reason: '550 mailbox full' }
  const noted = await Promise.all([1, 2].map(() => stage.open(theDesk, (work) => noteBounced(work, bounce))))
  expect(noted[0]).toEqual(named)
  expect(await factsOf(named, 'message.bounced')).toBe(1)
  await act(named, 'sending')
  expect((await take(named))?.envelope).toEqual(['sam@customer.example'])
  await sent(named)
  expect(await rowOf(named)).toMatchObject({ state: 'sent' })
})

test('a bounce of something that we never sent is nobody’s', async () => {
  expect(await stage.open(theDesk, (work) => noteBounced(work, { messageId: 'never@ours', recipients: [], reason: '' }))).toBeNull()
})

test('whom the server refused while it took the rest makes the message red', async () => {
  const named = await queued()
  await take(named)
  await sent(named, { refused: [{ address: ada.email, words: '550 no', forGood: true }] })
  expect(await rowOf(named)).toMatchObject({ state: 'bounced', state_reason: '550 no' })
})

test('what a dead worker was sending becomes unsure, and waits for a person', async () => {
  const [mine, other] = [await queued(), await queued()]
  await take(mine, 'dead')
  await take(other, 'alive')
  expect(await stage.open(theDesk, (work) => markUnsure(work, ['dead']))).toBe(1)
  expect(await stage.open(theDesk, (work) => markUnsure(work, ['dead']))).toBe(0)
  expect([(await rowOf(mine)).state, (await rowOf(other)).state]).toEqual(['unsure', 'sending'])
  expect(await take(mine)).toBeNull()
  const { body } = await act(mine, 'arrival')
  expect(body).toMatchObject({ state: 'sent' })
  expect((await act(mine, 'arrival')).body.code).toBe('conversations.cannot_mark_arrived')
})

test('what was taken back is not sent; what left cannot be taken back', async () => {
  const [back, gone] = [await queued(), await queued()]
  expect((await act(back, 'withdrawal')).body.state).toBe('withdrawn')
  expect(await take(back)).toBeNull()
  await take(gone)
  const { status, body } = await act(gone, 'withdrawal')
  expect([status, body.code]).toEqual([409, 'conversations.cannot_withdraw'])
  expect((await act(gone, 'sending')).body.code).toBe('conversations.cannot_send_again')
})

test('taking back and taking for sending at once: one of them wins', async () => {
  const named = await queued()
  const [withdrawn, taken] = await Promise.all([act(named, 'withdrawal'), take(named)])
  expect((withdrawn.status === 200) === (taken === null)).toBe(true)
})

test('a message that could not be sent is printed by a person and counts as sent, once', async () => {
  const named = await queued()
  await take(named)
  await stage.open(theDesk, (work) => noteFailed(work, { ...named, reason: 'no such domain' }))
  expect((await act(named, 'handing', { how: 'printed' })).body).toMatchObject({ state: 'sent', by_hand: 'printed' })
  expect((await act(named, 'handing', { how: 'told' })).body.code).toBe('conversations.cannot_hand')
})

test('an auditor does none of it', async () => {
  const named = await queued()
  const eve = await stage.as('eve')
  for (const noun of ['sending', 'arrival', 'withdrawal'])
    expect((await eve.post(`/api/v1/complaints/${named.complaint}/messages/${named.message}/${noun}`)).status).toBe(403)
})

test('what waited when a backup was taken waits for a person after the restore, with the reason, and twice is once', async () => {
  const { complaint, message } = await queued()
  expect(await stage.open(theDesk, holdRestored)).toBeGreaterThan(0)
  expect(await stage.open(theDesk, holdRestored)).toBe(0)
  const row = await stage.db
    .selectFrom('conversations_messages')
    .select(['state', 'state_reason'])
    .where('complaint_id', '=', complaint)
    .where('id', '=', message)
    .executeTakeFirstOrThrow()
  expect(row).toEqual({ state: 'unsure', state_reason: 'restored' })
})
