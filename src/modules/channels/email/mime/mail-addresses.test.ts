import { expect, test } from 'vitest'
import { readAddresses } from './mail-addresses.ts'

test.each([
  ['a@x.example', [['', 'a@x.example']]],
  [
    'Eva <a@x.example>, b@x.example',
    [
      ['Eva', 'a@x.example'],
      ['', 'b@x.example'],
    ],
  ],
  ['"Sample, Eva" <a@x.example>', [['Sample, Eva', 'a@x.example']]],
  ["'Eva' <a@x.example>", [['Eva', 'a@x.example']]],
  ['"a@x.example" <a@x.example>', [['', 'a@x.example']]],
  ['"b@y.example" <a@x.example>', [['b@y.example', 'a@x.example']]],
  ['a@x.example (Eva Sample)', [['Eva Sample', 'a@x.example']]],
  [
    'Team: a@x.example, B <b@x.example>;',
    [
      ['', 'a@x.example'],
      ['B', 'b@x.example'],
    ],
  ],
  ['undisclosed-recipients:;', []],
  ['=?utf-8?B?zpXOu86tzr3Ot+KAqA==?= <a@x.example>', [['Ελένη', 'a@x.example']]],
  ['=?utf-8?Q?Sample=2C_Eva?= <a@x.example>', [['Sample, Eva', 'a@x.example']]],
  ['"odd local"@x.example', [['', '"odd local"@x.example']]],
  ['<<a@x.example>>', [['', 'a@x.example']]],
  ['Eva a@x.example', [['Eva', 'a@x.example']]],
  [
    'a@x.example; b@x.example',
    [
      ['', 'a@x.example'],
      ['', 'b@x.example'],
    ],
  ],
  ['mailto:a@x.example', [['', 'a@x.example']]],
  ['nobody', []],
  ['', []],
  ['Sample, Eva <a@x.example>', [['Sample, Eva', 'a@x.example']]],
  ['nobody, Sample, Eva <a@x.example>', [['Sample, Eva', 'a@x.example']]],
  [
    'Eva <a@x.example> Ben <b@x.example>',
    [
      ['Eva', 'a@x.example'],
      ['Ben', 'b@x.example'],
    ],
  ],
  ['"Eva" (at home) <a@x.example> (really)', [['Eva', 'a@x.example']]],
  ["Eva <'a@x.example'>", [['Eva', 'a@x.example']]],
  ['=?utf-8?Q?Eva_<a@x.example>?=', [['Eva', 'a@x.example']]],
  ['Eva <sip> <a@x.example>', [['Eva', 'a@x.example']]],
  [
    '<a@x.example>, <b@x.example>',
    [
      ['', 'a@x.example'],
      ['', 'b@x.example'],
    ],
  ],
  [
    'A:a@x.example;, B: ;, c@x.example',
    [
      ['', 'a@x.example'],
      ['', 'c@x.example'],
    ],
  ],
  ['=?iso-8859-7?Q?=C5=EB=DD=ED=E7?= =?iso-8859-7?Q?_=C4?= <a@x.example>', [['Ελένη Δ', 'a@x.example']]],
  ['"=?utf-8?B?zpXOu86tzr3Ot+KAqA==?=" <a@x.example>', [['Ελένη', 'a@x.example']]],
  ['"never closed <a@x.example>', [['never closed', 'a@x.example']]],
])('%j names %j', (field, people) => {
  expect(readAddresses(field).map(({ name, address }) => [name, address])).toEqual(people)
})

test('an international domain is kept as it was sent', () => {
  expect(readAddresses('x@xn--hxajbheg2az3al.example')[0]?.address).toBe('x@xn--hxajbheg2az3al.example')
})

test('a field of a hundred thousand brackets is read in time', () => {
  expect(readAddresses('<"('.repeat(100_000)).length).toBeLessThan(3)
})
