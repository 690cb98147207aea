import { expect, test } from 'vitest'
import { theDesk } from '#platform/actor.ts'
import { newId } from '#platform/id.ts'
import { ada } from '#test/cast.ts'
import { scene } from '#test/scene.ts'
import { findByMessageId } from '../find-message.ts'
import { knownParticipant } from './add-participants.ts'
import { type NewIncoming, plainIncoming, receiveMessage } from './receive-message.ts'

const stage = await scene()
const ben = await stage.as('ben')

async function complaint() {
  const { body } = await ben.post('/api/v1/complaints', { text: 'The ferry left early.', channel: 'email', customer: ada })
  return body as { id: string }
}

const mail = (complaintId: string, more: Partial<NewIncoming> = {}): NewIncoming => ({
  ...plainIncoming,
  complaint: complaintId,
  channel: 'email',
  from: { name: ada.name, address: ada.email },
  text: 'Any news?',
  visibleText: 'Any news?',
  at: stage.clock.now(),
  customer: stage.ada,
  ...more,
})
const receive = (asked: NewIncoming) => stage.open(theDesk, (work) => receiveMessage(work, asked))

test('a mail is kept with its sender, its recipients and its Message-ID, and those copied in take part', async () => {
  const { id } = await complaint()
  const recipients = [
    { role: 'to' as const, name: null, address: 'desk@ferries.example' },
    { role: 'cc' as const, name: 'Sam', address: 'sam@customer.example' },
    { role: 'cc' as const, name: null, address: 'desk2@ferries.example' },
  ]
  const kept = await receive(
    mail(id, { messageId: '<a1@customer.example>', recipients, ours: ['Desk@ferries.example', 'desk2@ferries.example'] }),
  )
  expect(await stage.open(theDesk, (work) => findByMessageId(work, ['<a1@customer.example>']))).toMatchObject([
    { complaint_id: id, id: kept.id },
  ])
  const takesPart = (address: string) => stage.open(theDesk, (work) => knownParticipant(work, id, address))
  expect([
    await takesPart('SAM@customer.example'),
    await takesPart('desk2@ferries.example'),
    await takesPart('eve@customer.example'),
  ]).toEqual([true, false, false])
  const { body } = await ben.get(`/api/v1/complaints/${id}/recipients`)
  expect(body.data).toEqual([
    { role: 'to', name: ada.name, address: ada.email, reason: 'complained', internal: false },
    { role: 'cc', name: 'Sam', address: 'sam@customer.example', reason: 'copied', internal: false },
  ])
})

test('a customer’s message ends the waiting', async () => {
  const { id } = await complaint()
  await ben.post(`/api/v1/complaints/${id}/waiting`, { reply_by: stage.clock.now().add({ hours: 48 }).toString() })
  await receive(mail(id))
  expect((await ben.get(`/api/v1/complaints/${id}`)).body.state).toBe('open')
})

test('an automatic reply or a bounce is kept, ends no waiting, and nobody joins by it', async () => {
  const { id } = await complaint()
  await ben.post(`/api/v1/complaints/${id}/waiting`, { reply_by: stage.clock.now().add({ hours: 48 }).toString() })
  const automatic = { bounce: false, autoReply: true, loop: false, generated: true }
  await receive(mail(id, { automatic, from: { name: null, address: 'robot@customer.example' }, customer: null }))
  expect((await ben.get(`/api/v1/complaints/${id}`)).body.state).toBe('waiting_customer')
  expect(await stage.open(theDesk, (work) => knownParticipant(work, id, 'robot@customer.example'))).toBe(false)
})

test('card numbers and IBANs are masked wherever it is shown, and kept in what is stored', async () => {
  const { id } = await complaint()
  const said = 'Pay me back to GR16 0110 1250 0000 0001 2300 695 or 4111-1111-1111-1111'
  const kept = await receive(
    mail(id, {
      subject: said,
      text: said,
      visibleText: said,
      html: `<p>${said}</p>`,
      signature: said,
      attachments: [{ name: '4111111111111111.txt', mediaType: 'text/plain', bytes: Buffer.from('x') }],
    }),
  )
  expect(kept.text).toBe(said)
  const { bytes } = await ben.get(`/api/v1/complaints/${id}/timeline`)
  expect(bytes.toString()).not.toMatch(/1111-1111-1111|0110 1250|411111111111/)
})

test('NUL bytes, broken surrogates and a 10,000-character subject do no harm', async () => {
  const { id } = await complaint()
  const kept = await receive(
    mail(id, {
      subject: 'é\u0000'.repeat(5_000),
      text: 'a\u0000b\ud800',
      visibleText: '\u0000',
      from: { name: 'A\u0000da', address: 'ada\u0000@customer.example' },
      references: ['<\u0000x@y>'],
      messageId: '<\u0000>',
    }),
  )
  expect(kept.subject).toHaveLength(998)
  expect(kept.text).toBe('ab\ufffd')
})

test('a picture that is named in the text is shown from its attachment', async () => {
  const { id } = await complaint()
  const picture = {
    name: 'seal.png',
    mediaType: 'image/png',
    bytes: Buffer.from('\x89PNG\r\n\x1a\nrest', 'latin1'),
    inline: true,
    contentId: '<seal@mail>',
  }
  await receive(mail(id, { html: '<p><img src="cid:seal@mail" alt="" /></p>', attachments: [picture] }))
  const { body } = await ben.get(`/api/v1/complaints/${id}/timeline`)
  const [{ message }] = body.data.filter((item: { message?: { html: string | null } }) => item.message?.html)
  expect(message.html).toContain(`src="/api/v1/complaints/${id}/attachments/${message.attachments[0].id}?preview=1"`)
})

test('a complaint that is not there is refused', async () => {
  await expect(receive(mail(newId()))).rejects.toThrow('complaints.not_found')
})

test('the same mail twice, also at once, is one message', async () => {
  const { id } = await complaint()
  const asked = mail(id, { mail: newId(), messageId: '<twice@customer.example>' })
  const [one, other] = await Promise.all([receive(asked), receive(asked)])
  expect([one.id, (await receive(asked)).id]).toEqual([other.id, one.id])
})

test('another mail that repeats a Message-ID does not take its place', async () => {
  const [first, second] = [await complaint(), await complaint()]
  await receive(mail(first.id, { messageId: '<same@customer.example>' }))
  await receive(mail(second.id, { messageId: '<same@customer.example>' }))
  expect(await stage.open(theDesk, (work) => findByMessageId(work, ['same@customer.example']))).toMatchObject([{ complaint_id: first.id }])
})
