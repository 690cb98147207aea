import { gzipSync } from 'node:zlib'
import type { Dice } from './dice.ts'

interface Made {
  fields?: string
  type?: string
  encoding?: string
  body: string
}

const bytes = (text: string): Buffer => Buffer.from(text, 'latin1')

function letter({ fields = '', type = 'text/plain; charset=utf-8', encoding = '8bit', body }: Made): Buffer {
  const head = `From: Ada <ada@customer.example>\r\nTo: complaints@desk.example\r\nSubject: The cabin was wet\r\nDate: Sat, 21 Nov 2026 09:00:00 +0000\r\n`
  return bytes(`${head}${fields}MIME-Version: 1.0\r\nContent-Type: ${type}\r\nContent-Transfer-Encoding: ${encoding}\r\n\r\n${body}`)
}

/** Mostly enough to hurt, now and then twenty times as much. */
const many = (dice: Dice, most: number): number => 1 + dice.below(dice.below(25) === 0 ? most : Math.ceil(most / 20))

const mixed = 'multipart/mixed; boundary=b'
const filler = (dice: Dice, length: number): string =>
  dice.pick(['a', ' ', '>', '=', '-', '\t', '&', '\xce\xb1', '<', '"', '(', '_', '*']).repeat(length)

/** Mails that are small in the thought and large in what they cost a careless reader. */
export const bombs: Record<string, (dice: Dice) => Buffer> = {
  parts: (dice) => letter({ type: mixed, body: '--b\r\n\r\nx\r\n'.repeat(many(dice, 60_000)) }),
  parts_with_files: (dice) =>
    letter({ type: mixed, body: '--b\r\nContent-Disposition: attachment; filename=a.txt\r\n\r\nx\r\n'.repeat(many(dice, 20_000)) }),
  parts_nested: (dice) => {
    const depth = many(dice, 10_000)
    const body = Array.from({ length: depth }, (_, at) => `--b${at}\r\nContent-Type: multipart/mixed; boundary=b${at + 1}\r\n\r\n`).join('')
    return letter({ type: 'multipart/mixed; boundary=b0', body })
  },
  parts_nested_same_boundary: (dice) =>
    letter({ type: mixed, body: '--b\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n'.repeat(many(dice, 20_000)) }),
  boundaries_alike: (dice) => {
    const depth = 1 + dice.below(60)
    const body = Array.from(
      { length: depth },
      (_, at) => `--${'b'.repeat(at + 1)}\r\nContent-Type: multipart/mixed; boundary=${'b'.repeat(at + 2)}\r\n\r\n`,
    )
    return letter({ type: mixed, body: body.join('') + `--${'b'.repeat(depth)}\r\n`.repeat(many(dice, 50_000)) })
  },
  boundary_never: (dice) => letter({ type: mixed, body: `--c\r\n`.repeat(many(dice, 300_000)) }),
  dashes: (dice) => letter({ type: mixed, body: '--'.repeat(many(dice, 1_000_000)) }),
  messages_nested: (dice) =>
    letter({ type: 'message/rfc822', body: 'Subject: deeper\r\nContent-Type: message/rfc822\r\n\r\n'.repeat(many(dice, 20_000)) }),
  headers: (dice) => letter({ fields: 'X-More: and more\r\n'.repeat(many(dice, 200_000)), body: 'x' }),
  headers_nameless: (dice) => letter({ fields: `${filler(dice, 40)}: x\r\n`.repeat(many(dice, 50_000)), body: 'x' }),
  header_long: (dice) => letter({ fields: `X-Long: ${filler(dice, many(dice, 4_000_000))}\r\n`, body: 'x' }),
  header_folded: (dice) => letter({ fields: `X-Folded: x\r\n${' x\r\n'.repeat(many(dice, 400_000))}`, body: 'x' }),
  header_of_blanks: (dice) => letter({ fields: `Reply-To: ${' \r\n'.repeat(many(dice, 100_000))}\r\n`, body: 'x' }),
  received: (dice) =>
    letter({ fields: 'Received: from a by b; Sat, 21 Nov 2026 09:00:00 +0000\r\n'.repeat(many(dice, 20_000)), body: 'x' }),
  subject_long: (dice) => letter({ fields: `Subject: ${filler(dice, many(dice, 1_000_000))}\r\n`, body: 'x' }),
  encoded_words: (dice) => letter({ fields: `Subject: ${'=?utf-8?B?zrE=?= '.repeat(many(dice, 60_000))}\r\n`, body: 'x' }),
  encoded_words_open: (dice) => letter({ fields: `Subject: ${'=?utf-8?Q?'.repeat(many(dice, 60_000))}\r\n`, body: 'x' }),
  encoded_words_charsets: (dice) =>
    letter({ fields: `Subject: ${Array.from({ length: many(dice, 20_000) }, (_, at) => `=?x-${at}?Q?a?=`).join(' ')}\r\n`, body: 'x' }),
  addresses: (dice) =>
    letter({ fields: `Cc: ${Array.from({ length: many(dice, 60_000) }, (_, at) => `a${at}@x.example`).join(', ')}\r\n`, body: 'x' }),
  addresses_of_commas: (dice) =>
    letter({ fields: `Cc: ${dice.pick([',', ';', '<', '>', '@', ':']).repeat(many(dice, 300_000))}\r\n`, body: 'x' }),
  comments_nested: (dice) =>
    letter({ fields: `To: ${dice.pick(['(', '(a ', '"\\', '<(', '(((']).repeat(many(dice, 200_000))}\r\n`, body: 'x' }),
  groups_nested: (dice) => letter({ fields: `To: ${'g: '.repeat(many(dice, 100_000))};\r\n`, body: 'x' }),
  references: (dice) =>
    letter({
      fields: `References: ${Array.from({ length: many(dice, 60_000) }, (_, at) => `<${at}@x.example>`).join(' ')}\r\n`,
      body: 'x',
    }),
  references_open: (dice) =>
    letter({
      fields: `References: ${dice
        .pick(['<', '<a@b', '> ', 'a@b,'])
        .repeat(many(dice, 200_000))}\r\nIn-Reply-To: ${'<'.repeat(many(dice, 100_000))}\r\n`,
      body: 'x',
    }),
  parameters: (dice) =>
    letter({ type: `text/plain${Array.from({ length: many(dice, 40_000) }, (_, at) => `; p${at}=x`).join('')}`, body: 'x' }),
  parameters_continued: (dice) =>
    letter({
      type: `${mixed}`,
      body: `--b\r\nContent-Disposition: attachment${Array.from({ length: many(dice, 40_000) }, (_, at) => `;\r\n filename*${at}*=%CE%B1`).join('')}\r\n\r\nx\r\n--b--`,
    }),
  parameter_quotes: (dice) =>
    letter({ type: `text/plain; name="${dice.pick(['\\', '"', '\\"', ';']).repeat(many(dice, 200_000))}`, body: 'x' }),
  base64: (dice) => letter({ encoding: 'base64', body: 'QUJD\r\n'.repeat(many(dice, 1_000_000)) }),
  base64_one_line: (dice) => letter({ encoding: 'base64', body: 'QUJD'.repeat(many(dice, 1_500_000)) }),
  base64_broken: (dice) =>
    letter({ encoding: 'base64', body: dice.pick(['=', 'Q=', 'Q\r\n', '\xff', '-_', 'QU==Q']).repeat(many(dice, 1_000_000)) }),
  quoted_printable: (dice) =>
    letter({
      encoding: 'quoted-printable',
      body: dice.pick(['=\r\n', '=3D', '=', '==', '=0', '= \t\r\n', '=\r']).repeat(many(dice, 1_000_000)),
    }),
  uuencoded: (dice) => letter({ body: 'begin 644 a.txt\r\n#86)C\r\n`\r\nend\r\n'.repeat(many(dice, 40_000)) }),
  uuencoded_open: (dice) => letter({ body: 'begin 644 a\r\n'.repeat(many(dice, 200_000)) }),
  giant_line: (dice) => letter({ body: filler(dice, many(dice, 6_000_000)) }),
  blank_lines: (dice) => letter({ body: dice.pick(['\r\n', '\n', ' \r\n', '\t \n']).repeat(many(dice, 1_000_000)) }),
  flowed: (dice) =>
    letter({
      type: 'text/plain; format=flowed; delsp=yes',
      body: dice.pick(['a \r\n', '> a \r\n', '>>>> \r\n']).repeat(many(dice, 300_000)),
    }),
  quotes_deep: (dice) => letter({ body: `${'>'.repeat(many(dice, 50_000))} a\r\n`.repeat(20) }),
  quotes_many: (dice) => letter({ body: `a\r\n> b\r\n`.repeat(many(dice, 200_000)) }),
  histories: (dice) =>
    letter({
      body: dice
        .pick([
          'On Mon, 2 Nov 2026 at 10:00, Ada wrote:\r\n> x\r\n',
          'Στις Δευ 2 Νοε 2026 στις 10:00 π.μ., η Άντα έγραψε:\r\n',
          'From: Ada\r\nSent: Monday\r\nTo: Desk\r\nSubject: Wet\r\n\r\n',
          '-----Original Message-----\r\n',
          '________________________________\r\n',
          'On ',
          'Am ',
          '-- \r\nAda\r\n',
        ])
        .repeat(many(dice, 40_000)),
    }),
  nearly_history: (dice) => letter({ body: `On ${filler(dice, many(dice, 300_000))} wrote\r\n${' '.repeat(many(dice, 300_000))}x` }),
  html_deep: (dice) =>
    letter({
      type: 'text/html',
      body: dice.pick(['<div>', '<b>', '<table><tr><td>', '<blockquote>', '<a href=x>', '<p', '<span style="']).repeat(many(dice, 200_000)),
    }),
  html_closing: (dice) =>
    letter({ type: 'text/html', body: dice.pick(['</div>', '</p>', '</', '<!', '<!--', '<![CDATA[', '<?']).repeat(many(dice, 200_000)) }),
  html_attributes: (dice) =>
    letter({
      type: 'text/html',
      body: `<p ${dice.pick(['a=1 ', 'style="color:red;" ', 'onclick=x() ', '="" ']).repeat(many(dice, 200_000))}>x</p>`,
    }),
  html_styles: (dice) =>
    letter({
      type: 'text/html',
      body: `<p style="${dice
        .pick(['a:', 'color:red;', 'url(', '/*', '\\', "'"])
        .repeat(many(dice, 100_000))}">x</p><style>${'a{'.repeat(many(dice, 100_000))}`,
    }),
  html_entities: (dice) =>
    letter({ type: 'text/html', body: dice.pick(['&amp;', '&#x110000;', '&#0;', '&', '&nbsp', '&#xD800;']).repeat(many(dice, 300_000)) }),
  html_pictures: (dice) =>
    letter({ type: 'text/html', body: `<img src="data:image/png;base64,${'A'.repeat(200)}">`.repeat(many(dice, 20_000)) }),
  alternatives: (dice) =>
    letter({
      type: 'multipart/alternative; boundary=b',
      body: '--b\r\nContent-Type: text/html\r\n\r\n<p>x</p>\r\n'.repeat(many(dice, 20_000)),
    }),
  report: (dice) =>
    letter({
      fields: 'Return-Path: <>\r\n',
      type: 'multipart/report; report-type=delivery-status; boundary=b',
      body: `--b\r\n\r\nUndeliverable\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\n${'Final-Recipient: rfc822; a@x.example\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n'.repeat(many(dice, 30_000))}--b--`,
    }),
  bounce_text: (dice) =>
    letter({
      fields: 'Return-Path: <>\r\nX-Failed-Recipients: a@x.example\r\n',
      body: `${'<a@x.example>: 550 No such user\r\n'.repeat(many(dice, 40_000))}`,
    }),
  calendar: (dice) =>
    letter({
      type: 'text/calendar; method=REQUEST',
      body: `BEGIN:VCALENDAR\r\n${'BEGIN:VEVENT\r\nSUMMARY:x\r\n y\r\n'.repeat(many(dice, 60_000))}`,
    }),
  tnef: (dice) => {
    const attributes = Array.from({ length: many(dice, 5_000) }, () => tnefAttribute(dice))
    const content = Buffer.concat([Buffer.from([0x78, 0x9f, 0x3e, 0x22, 1, 0]), ...attributes])
    return letter({ type: 'application/ms-tnef; name=winmail.dat', encoding: 'base64', body: content.toString('base64') })
  },
  rtf_compressed: (dice) => {
    const rtf = Buffer.concat([
      Buffer.from([0xff, 0xff, 0xff, 0x7f, 0xff, 0xff, 0xff, 0x7f]),
      bytes('LZFu\0\0\0\0'),
      bytes('\xff'.repeat(many(dice, 200_000))),
    ])
    const properties = Buffer.concat([word(1, 4), word(0x1009_0102, 4), word(1, 4), word(rtf.length, 4), rtf])
    const content = Buffer.concat([
      Buffer.from([0x78, 0x9f, 0x3e, 0x22, 1, 0, 1]),
      word(0x0006_9003, 4),
      word(properties.length, 4),
      properties,
      word(0, 2),
    ])
    return letter({ type: 'application/ms-tnef; name=winmail.dat', encoding: 'base64', body: content.toString('base64') })
  },
  compressed: (dice) => {
    const packed = gzipSync(Buffer.alloc(many(dice, 20_000_000)))
    return letter({
      type: `${dice.pick(['application/gzip', 'application/zip', 'text/plain'])}; name=bomb.gz`,
      encoding: 'base64',
      body: packed.toString('base64'),
    })
  },
  escapes: (dice) =>
    letter({
      type: 'text/plain; charset=iso-2022-jp',
      body: dice.pick(['\x1b$B', '\x1b(B', '\x1b', '\x1b$)C', '~{', '+A', '+/v8-']).repeat(many(dice, 300_000)),
    }),
  dates: (dice) =>
    letter({
      fields: `Date: ${dice.pick(['9', ' ', 'Sat, ', '(', '-', ':', '99999999999 Nov ']).repeat(many(dice, 200_000))}\r\n`,
      body: 'x',
    }),
  authentication: (dice) =>
    letter({
      fields: `Authentication-Results: x; ${dice
        .pick(['spf=pass ', 'dkim=', ';', '(', 'a=b; '])
        .repeat(many(dice, 100_000))}\r\nDKIM-Signature: ${'a=b; '.repeat(many(dice, 50_000))}\r\n`,
      body: 'x',
    }),
  addresses_in_text: (dice) =>
    letter({ body: dice.pick(['a@', '@', 'http://', 'mailto:', 'www.', 'RD-2026-', '4111 ', 'GR16', 'a.']).repeat(many(dice, 300_000)) }),
}

const word = (value: number, size: 2 | 4): Buffer => {
  const buffer = Buffer.alloc(size)
  if (size === 2) buffer.writeUInt16LE(value & 0xffff)
  else buffer.writeUInt32LE(value >>> 0)
  return buffer
}

function tnefAttribute(dice: Dice): Buffer {
  const id = dice.pick([0x0006_9003, 0x0006_9005, 0x0006_800f, 0x0001_8010, 0x0006_9002, 0x0002_800c, dice.below(2 ** 32)])
  const length = dice.pick([0, 4, 64, 0xffff_ffff, 0x7fff_ffff, dice.below(4_096)])
  const content = Buffer.from(Uint8Array.from({ length: Math.min(length, 64) }, () => dice.below(256)))
  return Buffer.concat([Buffer.from([1 + dice.below(2)]), word(id, 4), word(length, 4), content, word(dice.below(65_536), 2)])
}
