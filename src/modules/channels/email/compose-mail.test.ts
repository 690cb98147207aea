import nodemailer from 'nodemailer'
import { expect, test } from 'vitest'
import { composeMail, type OutgoingMail } from './compose-mail.ts'
import { siftMail } from './machines/sift-mail.ts'
import { parseMail } from './mime/parse-mail.ts'
import { threadIndex, threadIndexOf } from './thread-index.ts'

const mail: OutgoingMail = {
  from: { name: 'Κατάστημα', address: 'desk@shop.example' },
  replyTo: null,
  to: [{ name: 'Eva', address: 'eva@customer.example' }],
  cc: [],
  subject: 'Re: Παράπονο\r\nBcc: thief@bad.example',
  text: null,
  html: '<p>Λυπούμαστε <b>πολύ</b>.</p>',
  messageId: 'rd.0190a000-0000-7000-8000-000000000001.x1@shop.example',
  inReplyTo: 'q@customer.example',
  references: Array.from({ length: 60 }, (_, at) => `r${at}@customer.example`),
  attachments: [{ name: 'απόδειξη.pdf', mediaType: 'application/pdf', content: Buffer.from('%PDF'), contentId: null }],
  automatic: false,
  language: 'el',
  listHeaders: {},
}

const sent = async (outgoing: OutgoingMail) => {
  const transport = nodemailer.createTransport({ streamTransport: true, buffer: true })
  const { message } = await transport.sendMail(composeMail(outgoing))
  return parseMail(message as Buffer) // a Buffer, because the transport is told to buffer
}

test('what we compose can be read again: both parts, our id, the bounded thread, one subject', async () => {
  const read = await sent(mail)
  expect(read).toMatchObject({
    messageId: mail.messageId,
    inReplyTo: ['q@customer.example'],
    subject: 'Re: Παράπονο Bcc: thief@bad.example',
    from: mail.from,
    text: 'Λυπούμαστε πολύ.',
    html: '<p>Λυπούμαστε <b>πολύ</b>.</p>',
  })
  expect(read.references).toHaveLength(21)
  expect([read.references[0], read.references.at(-1)]).toEqual(['r0@customer.example', 'q@customer.example'])
  expect(read.attachments[0]).toMatchObject({ name: 'απόδειξη.pdf', size: 4 })
  expect(read.headers.some((header) => header.name === 'auto-submitted' || header.name === 'precedence')).toBe(false)
})

test('what the desk sends by itself says so, and comes back as a loop', async () => {
  const read = await sent({ ...mail, automatic: true })
  const headers = Object.fromEntries(read.headers.map((header) => [header.name, header.value]))
  expect(headers).toMatchObject({ 'auto-submitted': 'auto-replied', 'x-auto-response-suppress': 'All' })
  expect(siftMail(read).loop).toBe(true)
})

test('links wear the organisation’s colour, also those of a plain text', async () => {
  const written = await sent({ ...mail, html: '<p><a href="https://shop.example">here</a></p>', accent: '#0a5c7a' })
  expect(written.html).toMatch(/<a style="color:#0a5c7a" href="https:\/\/shop.example">here<\/a>/)
  const plain = await sent({ ...mail, html: null, text: 'Follow it: https://shop.example/c/x.', accent: '#0a5c7a' })
  expect(plain.html).toMatch(/<a style="color:#0a5c7a" href="https:\/\/shop.example\/c\/x">https:\/\/shop.example\/c\/x<\/a>\./)
  expect(plain.text).toBe('Follow it: https://shop.example/c/x.')
})

test('our own mail names its conversation as Outlook reads it', async () => {
  const guid = '0190a000-0000-7000-8000-000000000001'
  const read = await sent({ ...mail, threadIndex: threadIndex({ guid, at: Temporal.Instant.from('2026-11-21T09:00:00Z') }) })
  expect(threadIndexOf(read)).toEqual({ guid, answers: true })
  expect(read.headers.find(({ name }) => name === 'thread-index')?.value).toMatch(/^Ad15/)
})
