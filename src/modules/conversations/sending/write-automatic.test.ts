import { expect, test } from 'vitest'
import { complaintFor } from '#modules/complaints/index.ts'
import { theDesk } from '#platform/actor.ts'
import { ada } from '#test/cast.ts'
import { scene } from '#test/scene.ts'
import { publicMessages } from '../timeline/public-messages.ts'
import { takeForSending } from './take-for-sending.ts'
import { writeAutomatic } from './write-automatic.ts'

const stage = await scene()
const ben = await stage.as('ben')
const { body: complaint } = await ben.post('/api/v1/complaints', { text: 'Late.', channel: 'email', customer: ada })
const to = [{ name: ada.name, address: ada.email }]
const write = (kind: 'acknowledgement' | 'notice') =>
  stage.open(theDesk, async (work) =>
    writeAutomatic(work, await complaintFor(work, complaint.id), {
      kind,
      to,
      subject: 'We have your complaint',
      text: 'Thank you.',
      language: 'en',
      mailbox: null,
    }),
  )

test('an acknowledgement is queued with the number in its subject, and says what it is', async () => {
  const message = await write('acknowledgement')
  expect(message).toMatchObject({
    kind: 'acknowledgement',
    state: 'queued',
    author: 'desk',
    subject: `We have your complaint [${complaint.number}]`,
    language: 'en',
  })
  expect(await stage.facts(`complaint/${complaint.id}`)).toContain('acknowledgement.written')
  const taken = await stage.open(theDesk, (work) => takeForSending(work, { complaint: complaint.id, message: message.id, worker: 'w' }))
  expect(taken?.envelope).toEqual([ada.email])
})

test('a notice announces itself too, so that somebody carries it; nobody takes the complaint by it', async () => {
  await write('notice')
  expect(await stage.facts(`complaint/${complaint.id}`)).toContain('notice.written')
  expect((await ben.get(`/api/v1/complaints/${complaint.id}`)).body).toMatchObject({ state: 'received', owner: null })
})

test('what has not left yet, what was taken back and what was written down of a call is not on the customer’s page', async () => {
  const path = `/api/v1/complaints/${complaint.id}`
  const { body: back } = await ben.post(`${path}/messages`, { text: 'taken back' })
  await ben.post(`${path}/messages/${back.id}/withdrawal`)
  await ben.post(`${path}/messages`, { text: 'still waiting' })
  await ben.post(`${path}/contacts`, { channel: 'phone', direction: 'in', text: 'she sounded tired' })
  await ben.post(`${path}/messages`, { text: 'told her so', by_hand: { how: 'told' } })
  const shown = await stage.open(theDesk, (work) => publicMessages(work, complaint.id))
  expect(shown.map(({ from, text, name }) => [from, text, name])).toEqual([
    ['customer', 'Late.', ada.name],
    ['us', 'Thank you.', ''],
    ['us', 'told her so', 'Ben Okoro'],
  ])
})
