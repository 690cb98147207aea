import { expect, test } from 'vitest'
import { addMailbox, mail, receive } from '#test/mails.ts'
import { scene } from '#test/scene.ts'
import { smtpDouble } from '#test/smtp-double.ts'
import { closeLines } from './send-mail.ts'

const server = await smtpDouble()
const stage = await scene({ SMTP_URL: `smtp://127.0.0.1:${server.port}?from=desk@harbour.example` })
const ben = await stage.as('ben')
await addMailbox(stage, { team_id: stage.teams.north })

interface Writer {
  from: string
  to?: string
}

/** A mail with another one hanging on it, as Outlook and Thunderbird pass on. */
const withAttached = ({ from }: Writer, own: string, inner: string) =>
  mail({
    from,
    subject: 'WG: Leak',
    text: ['--f1', 'Content-Type: text/plain; charset=utf-8', '', own, '--f1', 'Content-Type: message/rfc822', '', inner, '--f1--'].join(
      '\n',
    ),
    fields: { 'Content-Type': 'multipart/mixed; boundary=f1' },
  })

const nea = [
  'From: Nea Ferrer <nea@customer.example>',
  'Date: Thu, 19 Nov 2026 08:15:00 +0000',
  'Subject: The pool leaks',
  'Message-ID: <nea-1@customer.example>',
  '',
  'Water everywhere.',
].join('\n')

const asGmail = (own: string, address: string) =>
  [
    own,
    '',
    '---------- Forwarded message ---------',
    `From: Nea Ferrer <${address}>`,
    'Date: Thu, 19 Nov 2026 at 08:15',
    'Subject: The pool leaks',
    'To: Cleo Marín <cleo@desk.example>',
    '',
    'Water everywhere.',
  ].join('\n')

async function firstMessage(complaint: string | null) {
  const { body } = await ben.get(`/api/v1/complaints/${complaint}/timeline?limit=50`)
  return body.data.find((item: { message?: { direction: string } }) => item.message?.direction === 'in').message
}

const read = async (id: string | null) => (await ben.get(`/api/v1/complaints/${id}`)).body

test('an attached mail is shown with its writer, its date and its subject; the forwarder’s own words stand apart', async () => {
  const row = await receive(stage, withAttached({ from: 'Pia <pia@customer.example>' }, 'My sister wrote this to you.', nea))
  const message = await firstMessage(row.complaint_id)
  expect(message.visible_text).toBe('My sister wrote this to you.')
  expect(message.forwarded).toEqual([
    { from: { name: 'Nea Ferrer', address: 'nea@customer.example' }, date: '2026-11-19T08:15:00Z', subject: 'The pool leaks' },
  ])
  // A customer who passes something on is the customer; nobody else is offered.
  expect((await read(row.complaint_id)).customer.name).toBe('Pia')
  expect(message.may.name_complainant).toBe(false)
})

test('a mail that is passed on in the text is shown alike, all of it kept', async () => {
  const row = await receive(
    stage,
    mail({ from: 'zoe@customer.example', subject: 'Fwd: The pool leaks', text: asGmail('Please see below.', 'nea2@customer.example') }),
  )
  const message = await firstMessage(row.complaint_id)
  expect(message).toMatchObject({
    visible_text: 'Please see below.',
    forwarded: [{ from: { name: 'Nea Ferrer', address: 'nea2@customer.example' }, subject: 'The pool leaks' }],
  })
  expect(message.forwarded[0].date).toContain('19 Nov 2026')
  expect(message.text).toContain('Water everywhere.')
})

test('an answer with its history passes nothing on', async () => {
  const history =
    'No.\n\n-----Original Message-----\nFrom: Desk <complaints@desk.example>\nSent: Thursday, 19 November 2026 08:15\nTo: Uma\nSubject: Your cabin\n\nWas it wet?'
  const row = await receive(stage, mail({ from: 'uma@customer.example', subject: 'RE: Your cabin', text: history }))
  expect((await firstMessage(row.complaint_id)).forwarded).toEqual([])
})

test('a colleague who passes a customer’s mail on is not taken for the customer: its writer is offered, and one click says so', async () => {
  server.received.length = 0
  const row = await receive(stage, withAttached({ from: 'Cleo Marín <cleo@desk.example>' }, 'For us, I think.', nea))
  expect(row.state).toBe('opened')
  expect(await read(row.complaint_id)).toMatchObject({ customer: null, anonymous: false })
  await stage.runJobs()
  expect(server.received).toHaveLength(0)
  const message = await firstMessage(row.complaint_id)
  expect(message.may.name_complainant).toBe(true)

  const url = `/api/v1/complaints/${row.complaint_id}/messages/${message.id}/complainant`
  expect((await ben.post(url, { address: 'somebody@else.example' })).body.code).toBe('conversations.not_forwarded')
  expect((await (await stage.as('dov')).post(url, { address: 'nea@customer.example' })).status).toBe(404)
  expect((await (await stage.as('eve')).post(url, { address: 'nea@customer.example' })).status).toBe(403)
  const named = await ben.post(url, { address: 'NEA@customer.example' })
  expect([named.status, named.body.may.name_complainant]).toEqual([200, false])
  expect((await ben.post(url, { address: 'nea@customer.example' })).body.code).toBe('conversations.customer_known')

  expect((await read(row.complaint_id)).customer.name).toBe('Nea Ferrer')
  const { body } = await ben.get(`/api/v1/complaints/${row.complaint_id}/recipients`)
  expect(body.data[0]).toMatchObject({ role: 'to', address: 'nea@customer.example', internal: false })
  // Now she hears that we have it; the colleague does not.
  await stage.runJobs()
  expect(server.received.map(({ to }) => to)).toEqual([['nea@customer.example']])
  closeLines()
})

test('what the writer of a passed-on mail sends us then comes home', async () => {
  const row = await receive(
    stage,
    mail({ from: 'Cleo Marín <cleo@desk.example>', subject: 'Fwd: pool', text: asGmail('From my own inbox.', 'rio@customer.example') }),
  )
  const message = await firstMessage(row.complaint_id)
  await ben.post(`/api/v1/complaints/${row.complaint_id}/messages/${message.id}/complainant`, { address: 'rio@customer.example' })
  const { number } = await read(row.complaint_id)
  expect(await receive(stage, mail({ from: 'rio@customer.example', subject: number }))).toMatchObject({
    state: 'attached',
    complaint_id: row.complaint_id,
  })
})
