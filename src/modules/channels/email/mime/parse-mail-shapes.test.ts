import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { mailLimits } from './mail-limits.ts'
import { type ParsedMail, parseMail } from './parse-mail.ts'

const sample = (name: string): Promise<ParsedMail> => parseMail(readFileSync(new URL(`../samples/${name}.eml`, import.meta.url)))
const typed = (text: string): Promise<ParsedMail> => parseMail(Buffer.from(`From: a@x.example\r\n${text}`, 'utf8'))
const parts = (type: string, ...each: string[]): string =>
  `Content-Type: ${type}; boundary=b\r\n\r\n${each.map((part) => `--b\r\n${part}\r\n`).join('')}--b--\r\n`

test('a mail that was forwarded whole is told with its sender, its date and its words, and so is the one inside it', async () => {
  const mail = await sample('forwarded-whole')
  expect(mail.text).toBe('Please read what they answered me.')
  expect(mail.forwarded.map((one) => [one.depth, one.from?.name, one.from?.address, one.subject, one.text])).toEqual([
    [1, 'Δίνα', 'dina@shop.example', 'Your parcel', 'It is lost.'],
    [2, '', 'carrier@road.example', 'Not found', 'We looked everywhere.'],
  ])
  expect(mail.forwarded[0]?.date?.toString()).toBe('2024-03-04T07:00:00Z')
  expect(mail.forwarded[0]?.to).toEqual([{ name: 'Eleni Sample', address: 'eleni@customer.example' }])
  expect(mail.forwarded[0]?.attachments.map((file) => file.name)).toEqual(['report.pdf', 'Not found.eml'])
  expect(mail.attachments.map((file) => [file.name, file.mediaType])).toEqual([['Your parcel.eml', 'message/rfc822']])
})

test('an invitation is told once, though it comes twice, and both texts stay files', async () => {
  const mail = await sample('invitation')
  expect(mail.invitations).toMatchObject([
    { method: 'request', what: 'Συνάντηση', where: 'Κατάστημα, ισόγειο', organiser: { address: 'eleni@customer.example' } },
  ])
  expect(mail.invitations[0]?.start?.instant?.toString()).toBe('2024-03-07T08:00:00Z')
  expect(mail.attachments.map((file) => file.name)).toEqual(['attachment-1.ics', 'invite.ics'])
  expect(mail.text).toBe('Shall we meet?')
})

test('a picture that HTML names by its place is named by its id', async () => {
  const mail = await typed(
    parts(
      'multipart/related',
      'Content-Type: text/html\r\n\r\n<img src="https://x.example/a.png"><img src=b.png>',
      'Content-Type: image/png\r\nContent-Location: https://x.example/a.png\r\n\r\nA',
      'Content-Type: image/png\r\nContent-ID: <b@x.example>\r\nContent-Location: b.png\r\nContent-Disposition: attachment\r\n\r\nB',
    ),
  )
  expect(mail.html).toBe('<img src="cid:https://x.example/a.png"><img src="cid:b@x.example">')
  expect(mail.attachments.map((file) => [file.contentId, file.inline])).toEqual([
    ['https://x.example/a.png', true],
    ['b@x.example', true],
  ])
})

test.each([
  ['an only text with a name', 'Content-Type: text/plain; name="message.txt"\r\n\r\nThe words', 'The words'],
  ['an only text that is called a file and has no name', 'Content-Disposition: attachment\r\n\r\nThe words', 'The words'],
  ['enriched text', 'Content-Type: text/enriched\r\n\r\n<bold>The</bold>\r\nwords <<here>', 'The words <here>'],
  ['rich text of the older kind', 'Content-Type: text/richtext\r\n\r\nThe<nl>\r\n<bold>words</bold>', 'The\n words'],
  ['markdown', 'Content-Type: text/markdown\r\n\r\n*The* words', '*The* words'],
  ['base64 that is none', 'Content-Transfer-Encoding: base64\r\n\r\nDear all, these are the words.', 'Dear all, these are the words.'],
  ['UTF-16', 'Content-Type: text/plain; charset=utf-16le\r\nContent-Transfer-Encoding: base64\r\n\r\nVABoAGUA', 'The'],
  [
    'an empty text beside HTML',
    parts('multipart/alternative', '\r\n \r\n', 'Content-Type: text/html\r\n\r\n<p>The words</p>'),
    'The words',
  ],
  ['texts between files', parts('multipart/mixed', '\r\nOne', 'Content-Type: image/png\r\n\r\nx', '\r\nTwo'), 'One\n\nTwo'],
])('the words are found in %s', async (_, mail, text) => {
  expect((await typed(mail)).text).toBe(text)
})

test('several uuencoded files come out of a text, also those in base64', async () => {
  const mail = await typed(
    '\r\nOne\r\nbegin 644 a.txt\r\n%:&5L;&\\\r\n`\r\nend\r\nTwo\r\nbegin-base64 644 b.txt\r\naGVsbG8=\r\n====\r\nThree',
  )
  expect(mail.text).toBe('One\nTwo\nThree')
  expect(mail.attachments.map((file) => [file.name, file.mediaType, Buffer.from(file.content).toString()])).toEqual([
    ['a.txt', 'text/plain', 'hello'],
    ['b.txt', 'text/plain', 'hello'],
  ])
})

test('white space at the end of a boundary counts only where its sender writes it', async () => {
  const exact = await typed('Content-Type: multipart/mixed; boundary="b  "\r\n\r\n--b  \r\n\r\nOne\r\n--b \r\nstill one\r\n--b  --\r\n')
  expect(exact.text).toBe('One\n--b \nstill one')
  const loose = await typed('Content-Type: multipart/mixed; boundary="b  "\r\n\r\n--b\r\n\r\nOne\r\n--b--\r\n')
  expect(loose.text).toBe('One')
})

test('the first of several From and Subject fields counts, and all are kept', async () => {
  const mail = await typed('From: b@x.example\r\nSubject: One\r\nSubject: Two\r\n\r\nx')
  expect([mail.from?.address, mail.subject]).toEqual(['a@x.example', 'One'])
  expect(mail.headers.filter(({ name }) => name === 'from' || name === 'subject')).toHaveLength(4)
  expect(mail.faults).toEqual(expect.arrayContaining(['from_repeated', 'subject_repeated']))
})

const many = mailLimits.parts
const nested = (levels: number): string => `${'Content-Type: message/rfc822\r\n\r\n'.repeat(levels)}Subject: innermost\r\n\r\nwords`
const withFields = `--b\r\n${'X: y\r\n'.repeat(1_900)}\r\nx\r\n`

test.each([
  ['mails within mails', nested(20), 'too_many_nested_mails'],
  ['mails beside mails', parts('multipart/mixed', ...Array.from({ length: 50 }, () => nested(1))), 'too_many_nested_mails'],
  ['fields in all parts together', `Content-Type: multipart/mixed; boundary=b\r\n\r\n${withFields.repeat(20)}`, 'headers_too_large'],
  ['a field of half a megabyte', `Subject: ${'x'.repeat(mailLimits.headerBytes)}\r\nX: y\r\n\r\nwords`, 'headers_too_large'],
  [
    'lines that look like boundaries',
    `Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\n${'--c\r\n'.repeat(120_000)}`,
    'too_many_boundary_lines',
  ],
  ['parts', parts('multipart/mixed', ...Array.from({ length: many + 10 }, () => '\r\nx')), 'too_many_parts'],
  ['files in a text', `\r\n${'begin 644 a\r\n#86)C\r\n`\r\nend\r\n'.repeat(many + 10)}`, 'too_many_attachments'],
  ['addresses', `To: ${'a@x.example,'.repeat(mailLimits.addresses + 5)}\r\n\r\nx`, 'too_many_addresses'],
  ['events', `Content-Type: text/calendar\r\n\r\nBEGIN:VCALENDAR\r\n${'BEGIN:VEVENT\r\nEND:VEVENT\r\n'.repeat(50)}`, 'calendar_shortened'],
  ['a text of many megabytes', `\r\n${'words and words\r\n'.repeat(400_000)}`, 'text_shortened'],
])('a bomb of %s is stopped by a limit that has a name', async (_, mail, fault) => {
  const read = await typed(mail)
  expect(read.faults).toContain(fault)
  expect(read.attachments.length).toBeLessThanOrEqual(mailLimits.attachments)
  expect(read.forwarded.length).toBeLessThanOrEqual(mailLimits.nestedMails)
})

test('a boundary that nobody named is looked for only so far', async () => {
  const far = await typed(
    `Content-Type: multipart/mixed\r\n\r\n${'x'.repeat(mailLimits.boundarySearch)}\r\n--b\r\nContent-Type: text/plain\r\n\r\nx`,
  )
  expect(far.faults).toContain('boundary_missing')
})
