import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mailLimits } from './mail-limits.ts'
import { type ParsedMail, parseMail } from './parse-mail.ts'

const sample = (name: string): Promise<ParsedMail> => parseMail(readFileSync(new URL(`../samples/${name}.eml`, import.meta.url)))
const typed = (text: string): Promise<ParsedMail> => parseMail(Buffer.from(text, 'utf8'))

const greek = 'Καλησπέρα σας, η παραγγελία μου δεν έφτασε ποτέ. Άργησε ήδη δέκα ημέρες.'

test.each([
  ['greek-iso-8859-7', 'Παράπονο για παραγγελία', greek],
  ['greek-windows-1253', 'Παράπονο για παραγγελία', greek],
  ['greek-mislabelled-iso', 'Greek', greek],
  ['greek-undeclared', 'Παράπονο για καθυστέρηση', greek],
  ['utf8-mislabelled', 'Latin label', greek],
  ['japanese-iso-2022-jp', '苦情です', '注文した商品がまだ届きません。'],
  ['chinese-gb2312', '投诉', '我的订单没有到。'],
  ['russian-koi8-r', 'Жалоба', 'Мой заказ не пришёл.'],
])('%s is read in its own letters', async (name, subject, text) => {
  const mail = await sample(name)
  expect(mail.subject).toBe(subject)
  expect(mail.text).toBe(text)
})

test('a name in undeclared 8-bit Greek is read', async () => {
  const mail = await sample('greek-undeclared')
  expect(mail.from).toEqual({ name: 'Ελένη', address: 'eleni@customer.example' })
  expect(mail.faults).toContain('charset_unknown')
})

test('a character that was cut between two encoded words is joined', async () => {
  const mail = await sample('split-encoded-words')
  expect(mail.subject).toBe('Παράπονο ok')
  expect(mail.from?.name).toBe('María')
})

test('nested parts give one body and the files, byte for byte, with safe names', async () => {
  const mail = await sample('parts-of-all-kinds')
  expect(mail.text).toBe('See the picture of the broken cup.\n> you asked me\n-- \nEleni')
  expect(mail.html).toContain('cid:cup@customer')
  expect(mail.attachments.map((file) => [file.name, file.mediaType, file.inline])).toEqual([
    ['cup.png', 'image/png', true],
    ['Τιμολόgio.csv', 'text/csv', false],
    ['Τιμολόγιο.pdf', 'application/pdf', false],
    ['passwd', 'application/octet-stream', false],
    ['attachment-5.ics', 'text/calendar', false],
    ['Your parcel.eml', 'message/rfc822', false],
  ])
  const csv = mail.attachments[1]
  expect(Buffer.from(csv?.content ?? []).toString()).toBe('a;b\r\n1;2\r\n')
  expect(csv?.sha256).toBe(createHash('sha256').update('a;b\r\n1;2\r\n').digest('hex'))
  expect(mail.attachments[0]?.contentId).toBe('cup@customer')
})

test('a uuencoded file is unpacked, and a sentence that begins with begin stays', async () => {
  const mail = await sample('uuencoded')
  expect(mail.text).toBe('Please see the file.\n\n\nbegin with this: it is a sentence.')
  expect(mail.attachments[0]).toMatchObject({ name: 'notes.txt', size: 76 })
})

test('a multipart without its boundary keeps its words', async () => {
  const mail = await sample('no-boundary-found')
  expect(mail.text).toBe('The words are here all the same.')
  expect(mail.faults).toContain('boundary_missing')
})

test('broken, repeated and folded header fields are read, groups are opened', async () => {
  const mail = await sample('header-trouble')
  expect(mail.subject).toBe('First')
  expect(mail.to).toEqual([
    { name: '', address: 'a@one.example' },
    { name: 'B, C', address: 'b@two.example' },
  ])
  expect(mail.cc).toEqual([{ name: 'Dora', address: 'd@xn--hxajbheg2az3al.example' }])
  expect(mail.references).toEqual(['a@x.example', 'b@x.example', 'c@x.example'])
  expect(mail.inReplyTo).toEqual(['c@x.example'])
  expect(mail.date?.toString()).toBe('2024-03-05T19:30:00Z')
  expect(mail.faults).toEqual(expect.arrayContaining(['header_broken', 'subject_repeated', 'message_id_missing']))
})

test('an empty mail and garbage are mails with faults', async () => {
  expect(await parseMail(new Uint8Array())).toMatchObject({ text: '', from: null, faults: ['empty'] })
  expect((await typed('\u0000\u0001 no header at all')).faults.length).toBeGreaterThan(0)
})

test('NUL bytes never come through, and line ends are one', async () => {
  const mail = await typed('Subject: a\u0000b\r\nFrom: x@y.example\r\n\r\none\u0000\r\ntwo\rthree')
  expect(mail.subject).toBe('ab')
  expect(mail.text).toBe('one\ntwo\nthree')
})

test('a mail of HTML only gets a readable text', async () => {
  const mail = await typed('From: x@y.example\nContent-Type: text/html; charset=utf-8\n\n<p>One &amp; two</p><p>three</p>')
  expect(mail.text).toBe('One & two\n\nthree')
})

test('bombs are stopped by a named limit', async () => {
  const parts = await typed(`Content-Type: multipart/mixed; boundary=b\n\n${'--b\n\nx\n'.repeat(mailLimits.parts + 500)}`)
  expect(parts.faults).toContain('too_many_parts')
  const deep = await typed(Array.from({ length: 100 }, (_, at) => `Content-Type: multipart/mixed; boundary=b${at}\n\n--b${at}\n`).join(''))
  expect(deep.faults).toContain('parts_too_deep')
  const headers = await typed(`${'X-Bomb: y\n'.repeat(100_000)}\nbody`)
  expect(headers.faults).toContain('headers_too_large')
  expect(headers.text).toBe('body')
})

test('whatever bytes come, a mail comes out', async () => {
  const pieces = fc.constantFrom(
    '\n',
    '\r\n',
    '--b',
    '--b--',
    'Content-Type: multipart/mixed; boundary=b',
    'Content-Type: text/html',
    '=?utf-8?B?zp',
    '?=',
    '<div>',
    'begin 644 x',
    '> ',
    ': ',
    ';',
    '"',
    '=',
  )
  const bytes = fc.array(fc.oneof(pieces, fc.string({ unit: 'binary', maxLength: 12 })), { maxLength: 60 })
  await fc.assert(
    fc.asyncProperty(bytes, async (all) => {
      const mail = await typed(all.join(''))
      expect(mail.text).not.toContain('\0')
      expect(mail.text.isWellFormed()).toBe(true)
    }),
    { numRuns: 300 },
  )
})
