import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseMail } from './parse-mail.ts'
import { readPkcs7 } from './signed-data.ts'

const element = (tag: number, ...content: Buffer[]): Buffer => {
  const body = Buffer.concat(content)
  const length = body.length < 128 ? Buffer.from([body.length]) : Buffer.from([0x82, body.length >> 8, body.length & 0xff])
  return Buffer.concat([Buffer.from([tag]), length, body])
}
const open = (tag: number, ...content: Buffer[]): Buffer => Buffer.concat([Buffer.from([tag, 0x80]), ...content, Buffer.from([0, 0])])
const oid = (hex: string): Buffer => element(0x06, Buffer.from(hex, 'hex'))

const data = oid('2a864886f70d010701')
const signed = oid('2a864886f70d010702')
const enveloped = oid('2a864886f70d010703')
const version = element(0x02, Buffer.from([1]))
const inner = Buffer.from('Content-Type: text/plain; charset=utf-8\r\n\r\nΤα λόγια μου\r\n')

const definite = element(
  0x30,
  signed,
  element(0xa0, element(0x30, version, element(0x31), element(0x30, data, element(0xa0, element(0x04, inner))), element(0x31))),
)
const streamed = open(
  0x30,
  signed,
  open(
    0xa0,
    open(
      0x30,
      version,
      element(0x31),
      open(0x30, data, open(0xa0, open(0x24, element(0x04, inner.subarray(0, 20)), element(0x04, inner.subarray(20))))),
      element(0x31),
    ),
  ),
)
const encrypted = element(0x30, enveloped, element(0xa0, element(0x30, version)))

const mailOf = (container: Buffer, type: string): Buffer =>
  Buffer.from(
    `From: a@x.example\r\nContent-Type: application/pkcs7-mime; ${type}name="smime.p7m"\r\nContent-Transfer-Encoding: base64\r\n\r\n${container.toString('base64')}\r\n`,
  )

test.each([
  ['definite', definite],
  ['streamed', streamed],
])('what an opaque signature of %s length encloses is shown, and the container is kept whole', async (_, container) => {
  expect(readPkcs7(container).content?.toString()).toBe(inner.toString())
  const mail = await parseMail(mailOf(container, 'smime-type=signed-data; '))
  expect([mail.text, mail.protection]).toEqual(['Τα λόγια μου', 'smime_signed'])
  expect(mail.attachments.map((one) => [one.name, Buffer.from(one.content).equals(container)])).toEqual([['smime.p7m', true]])
})

test('an encrypted container is marked and kept whole, also when its type does not say what it is', async () => {
  const mail = await parseMail(mailOf(encrypted, ''))
  expect([mail.text, mail.protection, mail.attachments[0]?.size]).toEqual(['', 'smime_encrypted', encrypted.length])
  expect((await parseMail(mailOf(Buffer.from('rubbish'), 'smime-type=enveloped-data; '))).protection).toBe('smime_encrypted')
})

test.each([
  ['multipart/signed; protocol="application/pgp-signature"; boundary=b', 'pgp_signed'],
  ['multipart/signed; protocol="application/pkcs7-signature"; boundary=b', 'smime_signed'],
  ['multipart/encrypted; protocol="application/pgp-encrypted"; boundary=b', 'pgp_encrypted'],
  ['multipart/mixed; boundary=b', null],
])('%s is %s', async (type, protection) => {
  const mail = await parseMail(Buffer.from(`From: a@x.example\nContent-Type: ${type}\n\n--b\n\nwords\n--b--\n`))
  expect([mail.text, mail.protection]).toEqual(['words', protection])
})

test.each([
  ['-----BEGIN PGP MESSAGE-----\n\nabc\n-----END PGP MESSAGE-----', 'pgp_encrypted'],
  ['-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nwords', 'pgp_signed'],
  ['> -----BEGIN PGP MESSAGE-----\n> quoted', null],
  ['I do not know what "-----BEGIN PGP MESSAGE-----" means.', null],
])('a text of %j is %s and stays as it is', async (text, protection) => {
  const mail = await parseMail(Buffer.from(`From: a@x.example\n\n${text}`))
  expect([mail.text, mail.protection]).toEqual([text, protection])
})

test('containers that are broken, or nest without end, give nothing and throw nothing', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(definite.length - 1), fc.nat(255)), { maxLength: 8 }), (flips) => {
      const bytes = Buffer.from(definite)
      for (const [at, byte] of flips) bytes[at] = byte
      expect(readPkcs7(bytes).content?.length ?? 0).toBeLessThanOrEqual(bytes.length)
    }),
    { numRuns: 300 },
  )
  expect(readPkcs7(Buffer.from('2480'.repeat(100_000), 'hex')).content).toBeNull()
  expect(readPkcs7(Buffer.alloc(0))).toEqual({ kind: 'other', content: null })
})
