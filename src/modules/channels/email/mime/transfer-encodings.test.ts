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
  ['base64', 'aGVs-\r\nbG8=_', 'hello'],
  ['base64', 'aGVs*bG8=', 'hello'],
  ['base64', 'aGVsbG8gaGVsbG8g\r\naGVsbG8=XXXX--cut--', 'hello hello hello'],
  ['quoted-printable', 'no escapes at all', 'no escapes at all'],
])('%s: %j is %j', (encoding, packed, plain) => {
  expect(unpackBody(Buffer.from(packed, 'latin1'), encoding)?.toString('latin1')).toBe(plain)
})

test.each(['Dear all,\r\nthis was never packed.\r\n', 'Αγαπητοί,', 'From: a@x.example\r\nSubject: x\r\n\r\nwords'])(
  '%j is no base64, whatever its header says',
  (text) => {
    expect(unpackBody(Buffer.from(text), 'base64')).toBeNull()
  },
)
