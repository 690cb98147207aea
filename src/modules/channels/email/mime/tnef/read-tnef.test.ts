import fc from 'fast-check'
import iconv from 'iconv-lite'
import { expect, test } from 'vitest'
import { parseMail } from '../parse-mail.ts'
import { expandRtf } from './compressed-rtf.ts'
import { readTnef } from './read-tnef.ts'
import { attribute, longs, property, propertyList, rtfStored, tnefOf, winmail } from './written-tnef.ts'

const begins = attribute(2, 0x9002, Buffer.alloc(14))
const greekName = 'Τιμολόγιο Δεκεμβρίου με πολύ μακρύ όνομα.pdf'

const file = (title: string, content: string, properties: Buffer[] = []) => [
  begins,
  attribute(2, 0x8010, Buffer.from(`${title}\0`, 'latin1')),
  attribute(2, 0x800f, Buffer.from(content, 'latin1')),
  ...(properties.length > 0 ? [attribute(2, 0x9005, propertyList(properties))] : []),
]

test('files come out with their long Unicode names, their types and their bytes', () => {
  const tnef = readTnef(
    tnefOf(
      ...file('TIMOLO~1.PDF', '%PDF-\x00\xff', [
        property(0x3707, 'unicode', greekName),
        property(0x370e, 'text', 'application/pdf'),
        property(0x3712, 'text', '<cup@x.example>'),
      ]),
      ...file('notes.txt', 'words'),
    ),
  )
  expect(tnef?.complete).toBe(true)
  expect(tnef?.files.map((one) => [one.name, one.mediaType, one.contentId, one.content.toString('latin1')])).toEqual([
    [greekName, 'application/pdf', 'cup@x.example', '%PDF-\x00\xff'],
    ['notes.txt', null, null, 'words'],
  ])
})

test('eight-bit names and words are read in the code page of the message', () => {
  const tnef = readTnef(
    tnefOf(
      attribute(1, 0x9007, longs(1253, 0)),
      attribute(1, 0x8004, iconv.encode('Παράπονο\0', 'windows-1253')),
      attribute(1, 0x800c, iconv.encode('Καλημέρα σας\0', 'windows-1253')),
      begins,
      attribute(2, 0x8010, iconv.encode('Απόδειξη.pdf\0', 'windows-1253')),
    ),
  )
  expect([tnef?.subject, tnef?.text, tnef?.files[0]?.name]).toEqual(['Παράπονο', 'Καλημέρα σας', 'Απόδειξη.pdf'])
})

test('the sender, the date, the ids and the HTML stand in the properties', () => {
  const tnef = readTnef(
    tnefOf(
      attribute(
        1,
        0x9003,
        propertyList([
          property(0x0037, 'unicode', 'Καθυστέρηση'),
          property(0x0042, 'unicode', 'Ελένη Δείγμα'),
          property(0x5d02, 'unicode', 'eleni@customer.example'),
          property(0x0039, 'time', '2026-11-20T10:00:00Z'),
          property(0x1035, 'text', '<a@customer.example>'),
          property(0x3fde, 'long', 65001),
          property(0x1013, 'binary', Buffer.from('<p>Άργησε</p>')),
          property(0x8233, 'named', 'a value under a name of its own'),
        ]),
      ),
    ),
  )
  expect(tnef).toMatchObject({
    subject: 'Καθυστέρηση',
    from: { name: 'Ελένη Δείγμα', address: 'eleni@customer.example' },
    messageId: '<a@customer.example>',
    html: '<p>Άργησε</p>',
    complete: true,
  })
  expect(tnef?.date?.toString()).toBe('2026-11-20T10:00:00Z')
})

test.each([
  [
    'plain',
    "{\\rtf1\\ansi\\ansicpg1253{\\fonttbl{\\f0 Arial;}}{\\*\\generator x;}\\pard One\\par \\u913?\\'e1 \\{two\\}\\tab x}",
    ['One\nΑα {two}\tx', null],
  ],
  [
    'wrapped HTML',
    '{\\rtf1\\ansi\\fromhtml1{\\*\\htmltag64 <p>}\\htmlrtf {\\b \\htmlrtf0 Bold\\htmlrtf }\\htmlrtf0{\\*\\htmltag72 </p>}{\\*\\mhtmltag <x>}}',
    [null, '<p>Bold</p>'],
  ],
])('a compressed RTF of %s gives its words', (_, rtf, words) => {
  const tnef = readTnef(tnefOf(attribute(1, 0x9003, propertyList([property(0x1009, 'binary', rtfStored(rtf))]))))
  expect([tnef?.text, tnef?.html]).toEqual(words)
})

test('compressed RTF is expanded from its window', () => {
  // The example of the public description of the format.
  const packed = Buffer.from('2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0', 'hex')
  expect(expandRtf(packed, 1_000)).toBe('{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n')
  expect(expandRtf(packed, 10)).toBe('{\\rtf1\\ans')
  expect(expandRtf(Buffer.from('not compressed at all'), 1_000)).toBeNull()
})

test('a mail within is a mail, and its files are within reach', async () => {
  const inner = tnefOf(
    attribute(1, 0x8004, Buffer.from('Inner words\0')),
    attribute(1, 0x800c, Buffer.from('I was here first\0')),
    ...file('photo.jpg', 'JPEG'),
  )
  const packed = Buffer.concat([Buffer.alloc(16, 7), inner])
  const outer = tnefOf(
    begins,
    attribute(2, 0x9005, propertyList([property(0x3705, 'long', 5), property(0x3701, 'object', packed), property(0x3001, 'text', 'x')])),
  )
  const mail = await parseMail(winmail(outer, 'Please see the mail attached.'))
  expect(mail.text).toBe('Please see the mail attached.')
  expect(mail.forwarded).toMatchObject([{ subject: 'Inner words', text: 'I was here first', depth: 1 }])
  expect(mail.attachments.map((one) => one.name)).toEqual(['photo.jpg'])
})

test('a mail of nothing but a winmail.dat shows the words in it, and an unpacked one does not stand among the files', async () => {
  const mail = await parseMail(winmail(tnefOf(attribute(1, 0x800c, Buffer.from('Only here\0')), ...file('a.pdf', 'PDF')), ''))
  expect(mail.text).toBe('Only here')
  expect(mail.attachments.map(({ name, mediaType, size }) => [name, mediaType, size])).toEqual([['a.pdf', 'application/pdf', 3]])
})

test('a winmail.dat that was cut off gives what it has and stays a file', async () => {
  const whole = tnefOf(...file('a.pdf', 'PDF'), ...file('b.pdf', 'second'))
  const mail = await parseMail(winmail(whole.subarray(0, -4), 'Hello'))
  expect(mail.attachments.map((one) => one.name)).toEqual(['a.pdf', 'b.pdf', 'winmail.dat'])
  expect(mail.faults).toContain('tnef_incomplete')
})

test('a meeting asked for by winmail.dat is an invitation', async () => {
  const meeting = tnefOf(
    attribute(1, 0x8008, Buffer.from('IPM.Microsoft Schedule.MtgReq\0')),
    attribute(
      1,
      0x9003,
      propertyList([
        property(0x0037, 'unicode', 'Ραντεβού'),
        property(0x0060, 'time', '2026-12-01T08:00:00Z'),
        property(0x0061, 'time', '2026-12-01T09:00:00Z'),
      ]),
    ),
  )
  const { invitations } = await parseMail(winmail(meeting, 'Hello'))
  expect(invitations).toMatchObject([{ method: 'request', what: 'Ραντεβού' }])
  expect(invitations[0]?.start?.instant?.toString()).toBe('2026-12-01T08:00:00Z')
})

test('whatever bytes come behind the signature, nothing is thrown', () => {
  const good = tnefOf(
    attribute(1, 0x9003, propertyList([property(0x0037, 'unicode', 'x'), property(0x1009, 'binary', rtfStored('{\\rtf1 x}'))])),
    ...file('a', 'b', [property(0x3707, 'unicode', 'c')]),
  )
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(good.length - 7), fc.nat(255)), { maxLength: 20 }), fc.nat(good.length), (flips, cut) => {
      const bytes = Buffer.from(good.subarray(0, good.length - (cut % 40)))
      for (const [at, byte] of flips) bytes[6 + at] = byte
      expect(readTnef(bytes)?.files.length ?? 0).toBeLessThan(10)
    }),
    { numRuns: 500 },
  )
})
