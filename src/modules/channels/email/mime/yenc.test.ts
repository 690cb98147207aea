import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseMail } from './parse-mail.ts'
import { readYenc } from './yenc.ts'

function written(content: Uint8Array): Buffer {
  const out: number[] = []
  for (const byte of content) {
    const moved = (byte + 42) & 0xff
    if ([0x00, 0x0a, 0x0d, 0x3d].includes(moved)) out.push(0x3d, (moved + 64) & 0xff)
    else out.push(moved)
    if (out.length % 128 === 127) out.push(0x0d, 0x0a)
  }
  return Buffer.concat([
    Buffer.from(`=ybegin line=128 size=${content.length} name=a b.bin\r\n`),
    Buffer.from(out),
    Buffer.from(`\r\n=yend size=${content.length}\r\n`),
  ])
}

test('a file comes out of the text byte for byte', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (content) => {
      const { rest, files } = readYenc(Buffer.concat([Buffer.from('before\r\n'), written(content), Buffer.from('after\r\n')]))
      expect(rest.toString()).toBe('before\r\nafter\r\n')
      expect(files.map((file) => [file.name, Buffer.compare(file.content, content)])).toEqual([['a b.bin', 0]])
    }),
  )
})

test('a mail of words and a file has both', async () => {
  const mail = await parseMail(Buffer.concat([Buffer.from('From: a@x.example\r\n\r\nWords\r\n'), written(Buffer.from([0, 255, 61, 10]))]))
  expect(mail.text).toBe('Words')
  expect(mail.attachments.map((one) => [one.name, one.size])).toEqual([['a b.bin', 4]])
})

test.each(['=ybegin line=128 size=1 name=a\nnever ended', 'a sentence with =ybegin in it', '=ybegin \n=yend\n'])(
  '%j stays as it is',
  (text) => {
    expect(readYenc(Buffer.from(text))).toMatchObject({ files: [] })
    expect(readYenc(Buffer.from(text)).rest.toString()).toBe(text)
  },
)
