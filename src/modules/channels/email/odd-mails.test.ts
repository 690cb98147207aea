import { expect, test } from 'vitest'
import { understandMail } from './understand-mail.ts'

/** Mails as programs write them that read no standard: each is read all the same. */
const understand = (raw: Uint8Array) =>
  understandMail(raw, {
    from: 'envelope@customer.example',
    recipient: 'desk@shop.example',
    arrivedAt: Temporal.Instant.from('2026-11-21T09:00:00Z'),
  })

const ada = 'From: Ada <ada@customer.example>'
const lines = (...all: string[]) => Buffer.from(all.join('\r\n'))
const withBytes = (head: string[], bytes: readonly number[]) => Buffer.concat([lines(...head, ''), Buffer.from(bytes)])

/** Greek as windows-1253 and ISO-8859-7 have it in common. */
const greekBytes = (text: string) =>
  [...text].map((sign) => (sign.charCodeAt(0) < 128 ? sign.charCodeAt(0) : sign === 'Ά' ? 0xa2 : sign.charCodeAt(0) - 0x370 + 0xa0))
const cabin = 'Η καμπίνα ήταν υγρή και κανείς δεν ήρθε. Παρακαλώ απαντήστε.'
const quoted = (bytes: readonly number[]) =>
  bytes.map((byte) => (byte > 126 || byte === 61 ? `=${byte.toString(16).toUpperCase()}` : String.fromCharCode(byte))).join('')

/** キャビンが濡れていました。 */
const shiftJis = '834c83838372839382aa944782ea82c482a282dc82b582bd8142'.match(/../g)?.map((pair) => Number.parseInt(pair, 16)) ?? []
const eucJp = 'a5ada5e3a5d3a5f3a4acc7a8a4eca4c6a4a4a4dea4b7a4bfa1a3'.match(/../g)?.map((pair) => Number.parseInt(pair, 16)) ?? []
const wetCabin = 'キャビンが濡れていました。'

const plain = (charset: string, encoding = '8bit') => [
  ada,
  'Subject: x',
  `Content-Type: text/plain; charset=${charset}`,
  `Content-Transfer-Encoding: ${encoding}`,
  '',
]

test.each([
  ['Greek that is called Western', withBytes(plain('iso-8859-1'), greekBytes(cabin)), cabin],
  ['Greek that is called UTF-8', withBytes(plain('utf-8'), greekBytes(cabin)), cabin],
  [
    'Greek that is called Western, in quoted-printable',
    lines(...plain('windows-1252', 'quoted-printable'), quoted(greekBytes(cabin))),
    cabin,
  ],
  ['Japanese of Windows that is called ISO-2022-JP', withBytes(plain('iso-2022-jp'), shiftJis), wetCabin],
  ['Japanese of Unix that is called ISO-2022-JP', withBytes(plain('iso-2022-jp'), eucJp), wetCabin],
  ['Japanese of Unix that is called Shift_JIS', withBytes(plain('shift_jis'), eucJp), wetCabin],
  ['Japanese without a label', withBytes([ada, 'Subject: x', ''], eucJp), wetCabin],
  ['UTF-16 with its mark', lines(...plain('utf-16', 'base64'), Buffer.from(`\ufeff${cabin}`, 'utf16le').toString('base64')), cabin],
  ['a mark before UTF-8', lines(...plain('utf-8'), `\ufeff${cabin}`), cabin],
])('%s is read', async (_name, raw, words) => {
  expect((await understand(raw)).visibleText).toBe(words)
})

const complaint = greekBytes('Παράπονο για την καμπίνα')
test.each([
  ['raw Greek bytes', complaint],
  ['Greek that is called Western', [...Buffer.from(`=?iso-8859-1?B?${Buffer.from(complaint).toString('base64')}?=`)]],
])('a subject of %s is read', async (_name, subject) => {
  const raw = Buffer.concat([lines(ada, 'Subject: '), Buffer.from(subject), lines('', '', 'x')])
  expect((await understand(raw)).mail.subject).toBe('Παράπονο για την καμπίνα')
})

test.each([
  ['twice', [ada, 'From: Mallory <mallory@elsewhere.example>'], { name: 'Ada', address: 'ada@customer.example' }],
  ['only in the reply address', ['From: Ada Lindqvist', 'Reply-To: ada@customer.example'], { name: '', address: 'ada@customer.example' }],
  [
    'with a route and two comments',
    ['From: (of the) <@relay.example,@b.example:ada@customer.example> (north)'],
    { name: 'of the north', address: 'ada@customer.example' },
  ],
  [
    'with a comma in the name',
    ['From: Lindqvist, Ada <ada@customer.example>'],
    { name: 'Lindqvist, Ada', address: 'ada@customer.example' },
  ],
  [
    'encoded with its brackets',
    ['From: =?utf-8?B?QWRhIDxhZGFAY3VzdG9tZXIuZXhhbXBsZT4=?='],
    { name: 'Ada', address: 'ada@customer.example' },
  ],
  [
    'below empty lines and the line of an archive',
    ['', '', 'From ada@customer.example Sat Nov 21 09:00:00 2026', ada],
    { name: 'Ada', address: 'ada@customer.example' },
  ],
  ['with a space before the colon', ['From : Ada <ada@customer.example>'], { name: 'Ada', address: 'ada@customer.example' }],
  ['nowhere but in the envelope', ['To: desk@shop.example'], { name: '', address: 'envelope@customer.example' }],
])('a sender that stands %s is known', async (_name, head, sender) => {
  const { from, visibleText } = await understand(lines(...head, 'Subject: x', '', 'The words.'))
  expect([from, visibleText]).toEqual([sender, 'The words.'])
})

test('empty lines at the top of a mail that has no header are its body', async () => {
  expect((await understand(lines('', '', 'Hello, the cabin was wet.'))).mail.faults).toContain('no_headers')
})

const parts = (type: string, ...all: string[]) => lines(ada, 'Subject: x', `Content-Type: ${type}`, '', ...all)
const html = ['Content-Type: text/html', '', '<p>The words.</p>']
const text = ['Content-Type: text/plain', '', 'The words.']
const pdf = ['Content-Type: application/pdf; name="a.pdf"', 'Content-Transfer-Encoding: base64', '', 'JVBERg==']

test.each([
  ['a boundary that nobody names', parts('multipart/alternative', '--zz', ...text, '--zz', ...html, '--zz--'), []],
  [
    'one boundary for two levels',
    parts(
      'multipart/mixed; boundary=b',
      '--b',
      'Content-Type: multipart/alternative; boundary=b',
      '',
      '--b',
      ...text,
      '--b',
      ...html,
      '--b--',
      '--b--',
    ),
    [],
  ],
  ['an end that never comes', parts('multipart/mixed; boundary="b 1"', '--b 1', ...text, '--b 1', ...pdf, '--b 1'), ['a.pdf']],
  [
    'a root that is named and comes last',
    parts('multipart/related; boundary=b; start="<root>"', '--b', ...pdf, '--b', 'Content-ID: <root>', ...html, '--b--'),
    ['a.pdf'],
  ],
  ['a type that is no type', parts('text; charset="utf-8"', 'The words.'), []],
  ['lines that end in CR alone', Buffer.from(`${ada}\rSubject: x\r\rThe words.\r`), []],
])('%s hides neither words nor files', async (_name, raw, names) => {
  const { visibleText, mail } = await understand(raw)
  expect([visibleText, mail.attachments.map(({ name }) => name)]).toEqual(['The words.', names])
})

const inner = ['From: Zoe <zoe@customer.example>', 'Subject: inner', '', 'Inner words.']
test.each([
  [
    'an .eml of unknown kind',
    [
      'Content-Type: application/octet-stream; name="orig.eml"',
      'Content-Transfer-Encoding: base64',
      '',
      lines(...inner).toString('base64'),
    ],
  ],
  ['a mail in base64', ['Content-Type: message/rfc822', 'Content-Transfer-Encoding: base64', '', lines(...inner).toString('base64')]],
  ['a mail as it is', ['Content-Type: message/rfc822', '', ...inner]],
])('a mail that is passed on as %s keeps its sender visible', async (_name, part) => {
  const { forwarded, visibleText } = await understand(
    parts('multipart/mixed; boundary=b', '--b', 'Content-Type: text/plain', '', 'Please handle.', '--b', ...part, '--b--'),
  )
  expect(visibleText).toBe('Please handle.')
  expect(forwarded).toMatchObject([{ from: { address: 'zoe@customer.example' }, subject: 'inner' }])
})

test('ids are found in whatever stands around them', async () => {
  const head = ['In-Reply-To: Your message of "Fri, 20 Nov 2026" <x@y.example>', 'References: <a@b.example><c@d.example>,<e@f.example>']
  const { chain } = await understand(lines(ada, ...head, 'Date: yesterday', '', 'x'))
  expect(chain).toEqual(['x@y.example', 'e@f.example', 'c@d.example', 'a@b.example'])
})
