import { expect, test } from 'vitest'
import { decodeWords } from './encoded-words.ts'
import { decodeField } from './mail-headers.ts'

test.each([
  ['=?utf-8?B?zqDOsc+BzqzPgM6/zr3Ov84=?=', 'Παράπονο\ufffd'],
  ['=?utf-8?B?zqDO?= =?utf-8?B?sQ==?=', 'Πα'],
  ['=?utf-8?Q?=CE?=\n =?UTF8?q?=B1?=', 'α'],
  ['=?utf-8?Q?a?= =?iso-8859-7?Q?=E1?= b', 'aα b'],
  ['=?utf-8?Q?a?==?utf-8?Q?b?=', 'ab'],
  ['x =?utf-8?Q?a?= y', 'x a y'],
  ['=?utf-8*el?Q?=CE=B1?=', 'α'],
  ['=?iso-8859-7?Q?=D0=E1=F1 =DC=F0?=', 'Παρ άπ'],
  ['=?utf-8?Q?what now??=', 'what now?'],
  ['=?utf-8?Q?cut off =CE=B1', 'cut off α'],
  ['=?utf-8?B?zrE', 'α'],
  ['=?utf-8?B?YQ==YQ==?=', 'aa'],
  ['=?x-nonsense?Q?plain?=', 'plain'],
  ['=?gb2312?B?zrvW?= =?gb2312?B?ww==?=', '位置'],
  ['=?iso-2022-jp?B?GyRCNmw+cBsoQg==?=', '苦情'],
  ['=?unknown?Q?=CE=B1?=', 'α'],
  ['a =? b ?= c', 'a =? b ?= c'],
  ['=?utf-8?X?abc?=', '=?utf-8?X?abc?='],
])('%j reads %j', (words, text) => {
  expect(decodeWords(words)).toBe(text)
})

test('raw letters and encoded words stand side by side', () => {
  expect(decodeField(Buffer.from('Απόδειξη =?utf-8?Q?=CE=B1?=', 'utf8').toString('latin1'))).toBe('Απόδειξη α')
  expect(decodeField(Buffer.from('=?utf-8?Q?α_β?=', 'utf8').toString('latin1'))).toBe('α β')
})

test('a hundred thousand beginnings of words are no words, and four thousand words are one', () => {
  const field = '=?a?Q?'.repeat(100_000)
  expect(decodeWords(field)).toBe(field)
  expect(decodeWords('=?utf-8?Q?a?= '.repeat(4_000)).trim()).toBe('a'.repeat(4_000))
})
