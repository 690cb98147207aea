import { createHash } from 'node:crypto'
import { mkdtemp, open, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { atTheEnd } from '#test/at-the-end.ts'
import { mailLimit } from '../keep-mail.ts'
import { archiveKey, arrivalOf, type FoundMail } from './found-mail.ts'
import { mboxMails } from './mbox-mails.ts'

const folder = await mkdtemp(join(tmpdir(), 'redress-mbox-'))
atTheEnd(() => rm(folder, { recursive: true, force: true }))

async function mailsOf(mbox: string | Buffer): Promise<FoundMail[]> {
  const path = join(folder, 'archive.mbox')
  await writeFile(path, mbox)
  return Array.fromAsync(mboxMails(path))
}
const textsOf = async (mbox: string | Buffer) => (await mailsOf(mbox)).map(({ bytes }) => Buffer.from(bytes).toString('latin1'))

const postmark = 'From ada@customer.example Sat Nov 21 09:00:00 2026\n'
const one = 'From: ada@customer.example\nSubject: One\n\nThe cabin was wet.\n'
const two = 'From: ada@customer.example\nSubject: Two\n\nNobody came.\n'

test('each mail is there byte for byte, without the postmark and the empty line between', async () => {
  expect(await textsOf(`${postmark}${one}\n${postmark}${two}\n`)).toEqual([one, two])
})

test('with line ends of two bytes, too, and they stay', async () => {
  const dos = (text: string) => text.replaceAll('\n', '\r\n')
  expect(await textsOf(dos(`${postmark}${one}\n${postmark}${two}\n`))).toEqual([dos(one), dos(two)])
})

test('the last line may have no end', async () => {
  expect(await textsOf(`${postmark}${one}\n${postmark}${two.trimEnd()}`)).toEqual([one, two.trimEnd()])
})

test('a text that begins with "From " begins no mail, quoted or not', async () => {
  const body = 'Subject: One\n\nFrom Monday on the cabin was wet.\n\nFrom Piraeus to Chios, at 10:30 on 3 May 2026.\n'
  expect(await textsOf(`${postmark}${body}\n${postmark}${two}\n`)).toEqual([body, two])
})

test.each([
  ['mboxo', '>From here', 'From here'],
  ['mboxrd', '>>From here', '>From here'],
])('%s: what was quoted is as it was', async (_kind, quoted, plain) => {
  const [first] = await textsOf(`${postmark}Subject: One\n\n${quoted}\nand there\n\n${postmark}${two}`)
  expect(first).toBe(`Subject: One\n\n${plain}\nand there\n`)
})

test('a length that was counted is believed where a mail begins behind it, and nothing was quoted then', async () => {
  const body = `Look:\n\n${postmark}Subject: inside\n\n>From me\n`
  const counted = `Subject: One\nContent-Length: ${body.length}\n\n${body}`
  expect(await textsOf(`${postmark}${counted}\n${postmark}${two}`)).toEqual([counted, two])
})

test('a length that is wrong is not believed', async () => {
  for (const length of [3, 40, 10_000_000, 999_999_999_999]) {
    const counted = `Subject: One\nContent-Length: ${length}\n\nThe cabin was wet.\n`
    expect(await textsOf(`${postmark}${counted}\n${postmark}${two}`)).toEqual([counted, two])
  }
})

test('a postmark without an empty line before it begins a mail where a header field follows', async () => {
  expect(await textsOf(`${postmark}${one}${postmark}${two}`)).toEqual([one, two])
  const prose = `Subject: One\n\nIt said:\n${postmark}and nothing else.\n`
  expect(await textsOf(`${postmark}${prose}`)).toEqual([prose])
})

test.each([
  'From - Sat Nov 21 09:00:00 2026',
  'From MAILER-DAEMON Sat Nov 21 09:00:00 2026',
  'From 1827364554637281@xxx Sat Nov 21 09:00:00 +0000 2026',
  'From ???@??? Sat Nov 21 09:00:00 2026',
  'From "Ada L" <ada@customer.example> Sat, 21 Nov 2026 09:00:00 +0000',
  'From ada@customer.example 2026-11-21 09:00:00+00:00',
])('%s begins a mail, and says when it came', async (line) => {
  const [, second] = await mailsOf(`${line}\n${one}\n${line}\n${two}`)
  expect(Buffer.from(second?.bytes ?? []).toString()).toBe(two)
  expect(second?.postmark.at?.toString()).toBe('2026-11-21T09:00:00Z')
})

test('a file that begins without a postmark is a mail from its beginning; one of empty lines is none', async () => {
  expect(await textsOf(one)).toEqual([one])
  expect(await textsOf(`\ufeff\r\n\n${postmark}${one}`)).toEqual([one])
  expect(await textsOf('\n\n\r\n')).toEqual([])
  expect(await textsOf('')).toEqual([])
})

test('a mail without anything in it is a mail', async () => {
  expect(await textsOf(`${postmark}${postmark}${one}\n${postmark}`)).toEqual(['', one, ''])
})

test('a mail that is too large comes as its beginning, and the next is whole', async () => {
  const path = join(folder, 'large.mbox')
  const file = await open(path, 'w')
  await file.write(`${postmark}Subject: large\n\n`)
  const line = Buffer.from(`${'x'.repeat(1023)}\n`).toString()
  for (let megabyte = 0; megabyte < 36; megabyte += 1) await file.write(line.repeat(1024))
  await file.write(`\n${postmark}${two}`)
  await file.close()
  const [large, next] = await Array.fromAsync(mboxMails(path))
  expect(large).toMatchObject({ cut: true })
  expect(large?.bytes.length).toBe(mailLimit)
  expect(Buffer.from(next?.bytes ?? []).toString()).toBe(two)
})

test('every byte belongs to one mail, wherever the pieces in which it is read end', async () => {
  const mail = (length: number) => `Subject: x\n\n${'word '.repeat(length)}\n`
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 210_000 }), { minLength: 1, maxLength: 8 }), async (lengths) => {
      const mails = lengths.map(mail)
      expect(await textsOf(mails.map((text) => `${postmark}${text}\n`).join(''))).toEqual(mails)
    }),
    { numRuns: 30 },
  )
  // A postmark that lies across the end of a piece, at each of its bytes.
  for (let shift = 0; shift < 60; shift += 1) {
    const first = `Subject: x\n\n${'y'.repeat(1024 * 1024 - 80 + shift)}\n`
    expect((await mailsOf(`${postmark}${first}\n${postmark}${two}`)).map(({ bytes }) => bytes.length)).toEqual([first.length, two.length])
  }
})

test('what the owner deleted and what the program keeps for itself is not a mail that came', async () => {
  const skips = (
    await mailsOf(`${postmark}Subject: DON'T DELETE THIS MESSAGE -- FOLDER INTERNAL DATA\nX-IMAP: 1 2\n\nx\n
${postmark}X-Mozilla-Status: 0009\n${one}\n${postmark}Status: RO\nX-Status: D\n${one}\n${postmark}X-Status: AT\n${one}\n${postmark}Status: RO\nX-Mozilla-Status: 0001\n${two}`)
  ).map(({ skip }) => skip)
  expect(skips).toEqual(['folder_data', 'deleted', 'deleted', 'draft', null])
})

test('a mail is known by its content, whatever programs wrote into it since', async () => {
  const keyOf = (text: string) =>
    archiveKey({ bytes: Buffer.from(text), cut: false, sha256: createHash('sha256').update(text).digest('hex') })
  const key = keyOf(one)
  expect(keyOf(`Status: RO\nX-UID: 12\n${one}`)).toBe(key)
  expect(keyOf(one.replaceAll('\n', '\r\n'))).toBe(key)
  expect(keyOf(`${one}\n\n`)).toBe(key)
  expect(keyOf(two)).not.toBe(key)
  expect(keyOf(one.replace('wet', 'wet\n'))).not.toBe(key)
})

test('it came when its server says, else when the archive says, else when its writer says', async () => {
  const at = async (head: string, moment: string | null) => {
    const postmark = { from: null, at: moment ? Temporal.Instant.from(moment) : null }
    return (await arrivalOf({ bytes: Buffer.from(`${head}\n\nx`), postmark }))?.toString()
  }
  const received = 'Received: from a by b; Fri, 20 Nov 2026 10:00:00 +0200\nReceived: from c by a; Thu, 19 Nov 2026 10:00:00 +0200'
  const date = 'Date: Wed, 18 Nov 2026 10:00:00 +0200'
  expect(await at(`${received}\n${date}`, '2026-11-21T09:00:00Z')).toBe('2026-11-20T08:00:00Z')
  expect(await at(date, '2026-11-21T09:00:00Z')).toBe('2026-11-21T09:00:00Z')
  expect(await at(date, '1970-01-01T00:00:00Z')).toBe('2026-11-18T08:00:00Z')
  expect(await at('Subject: x', null)).toBeUndefined()
})
