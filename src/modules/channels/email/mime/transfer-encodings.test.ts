import { expect, test } from 'vitest'
import { unpackBody } from './transfer-encodings.ts'

test.each([
  ['base64', 'aGVs\r\nbG8=\r\n', 'hello'],
  ['base64', 'aGVsbG8=\r\naGVsbG8=', 'hellohello'],
  ['base64', 'aGVsbG8=\r\n\r\n-- \r\nList footer', 'hello'],
  ['quoted-printable', 'a=3Db=\r\nc=3d', 'a=bc='],
  ['quoted-printable', 'soft= \t\r\nbreak', 'softbreak'],
  ['quoted-printable', '100=% =ZZ', '100=% =ZZ'],
  ['quoted-printable', 'end=', 'end'],
  ['x-uuencode', 'begin 644 a\n%:&5L;&\\\n`\nend\n', 'hello'],
  ['7bit', 'as is\r\n', 'as is\r\n'],
  ['nonsense', 'as is', 'as is'],
])('%s: %j is %j', (encoding, packed, plain) => {
  expect(unpackBody(Buffer.from(packed, 'latin1'), encoding).toString('latin1')).toBe(plain)
})
