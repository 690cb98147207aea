import iconv from 'iconv-lite'
import { expect, test } from 'vitest'
import { decodeText } from './mail-charsets.ts'

const greek = 'Η παραγγελία μου άργησε πολύ και κανείς δεν απαντά.'
const russian = 'Мой заказ до сих пор не пришёл, и никто не отвечает.'
const french = 'Ma commande n’est pas arrivée, je suis très déçu à présent.'
const spanish = 'Señores, mi pedido aún no llegó. ¿Cuándo llegará?'
const chinese = '我的订单还没有到，你们什么时候能给我一个答复？'
const japanese = 'ちゅうもんしたものがまだとどきません。どうなっていますか。'

test.each([
  ['windows-1253', greek],
  ['iso-8859-7', greek],
  ['windows-1251', russian],
  ['koi8-r', russian],
  ['windows-1252', french],
  ['windows-1252', spanish],
  ['gb18030', chinese],
  ['shift_jis', japanese],
  ['euc-jp', japanese],
  ['utf-8', greek],
])('undeclared %s is guessed: %s', (charset, text) => {
  expect(decodeText(iconv.encode(text, charset), null).text).toBe(text)
})

test.each([
  ['iso-8859-7', greek, 'utf-8'],
  ['windows-1253', greek, 'utf-8'],
  ['us-ascii', greek, 'windows-1253'],
  ['utf-8', greek, 'windows-1253'],
  ['utf-8', french, 'windows-1252'],
  ['x-nonsense', russian, 'koi8-r'],
])('labelled %s, and yet "%s" is %s', (label, text, truth) => {
  expect(decodeText(iconv.encode(text, truth), label)).toMatchObject({ text, fault: expect.stringMatching(/^charset_/) })
})

test.each([
  ['big5', '我的訂單'],
  ['euc-kr', '주문이 아직'],
  ['ks_c_5601-1987', '주문이 아직'],
  ['windows-1250', 'Příliš žluťoučký'],
  ['iso-8859-2', 'zażółć gęślą'],
  ['iso-8859-9', 'şikâyet ğ'],
  ['windows-1254', 'şikâyet ğ'],
  ['utf-7', 'Παράπονο'],
  ['cp737', 'Παράπονο'],
  ['utf-16le', 'Παράπονο'],
  ['macgreek', 'Παράπονο'],
])('%s is believed', (charset, text) => {
  expect(decodeText(iconv.encode(text, charset), charset)).toMatchObject({ text, fault: null })
})

test.each([
  ['hz-gb-2312', '~{<:Ky2;K5~}, ok ~~', '己所不说, ok ~'],
  ['HZ', 'one~\ntwo', 'onetwo'],
  ['iso-2022-kr', '\x1b$)CA \x0e>H3gGO\x0f!', 'A 안녕하!'],
  ['iso-2022-cn', '\x1b$)A\x0e=;;;\x0f', '交换'],
  ['utf-7', 'A+A7E-', 'Aα'],
  ['"UTF-8"', 'plain', 'plain'],
  ['utf-8; format=flowed', 'plain', 'plain'],
  ["'iso-8859-7'", Buffer.from([0xe1]).toString('latin1'), 'α'],
  ['ISO_8859-7:1987', Buffer.from([0xe1]).toString('latin1'), 'α'],
  ['charset=windows-1253', Buffer.from([0xe1]).toString('latin1'), 'α'],
  ['cp-1253', Buffer.from([0xe1]).toString('latin1'), 'α'],
  ['x-cp1253', Buffer.from([0xe1]).toString('latin1'), 'α'],
  ['ibm737', Buffer.from([0x98]).toString('latin1'), 'α'],
  ['latin5', Buffer.from([0xfe]).toString('latin1'), 'ş'],
  ['koi8u', Buffer.from([0xa4]).toString('latin1'), 'є'],
  ['utf-16', 'a\0b\0', 'ab'],
  ['utf-16', '\0a\0b', 'ab'],
  ['utf-16', 'only called so', 'only called so'],
])('%s: %j reads %j', (charset, bytes, text) => {
  expect(decodeText(Buffer.from(bytes, 'latin1'), charset).text).toBe(text)
})

test.each([
  ['iso-2022-jp', '注文した商品'],
  ['utf-16le', 'Hello there'],
  ['utf-16be', 'Hello there'],
  ['big5', '我的訂單還沒有到，你們什麼時候能給我一個答復？'],
  ['euc-kr', '주문한 상품이 아직 도착하지 않았습니다. 언제 받을 수 있나요?'],
])('undeclared %s is known by its shape', (charset, text) => {
  const jis = Buffer.from('\x1b$BCmJ8$7$?>&IJ\x1b(B', 'latin1')
  expect(decodeText(charset === 'iso-2022-jp' ? jis : iconv.encode(text, charset), null).text).toBe(text)
})

test.each([
  ['iso-8859-1', greek, 'windows-1253'],
  ['windows-1252', russian, 'windows-1251'],
])('called %s, "%s" is no Western text', (label, text, truth) => {
  expect(decodeText(iconv.encode(text, truth), label)).toMatchObject({ text, charset: truth, fault: 'charset_mislabelled' })
})

test.each([french, spanish, 'ÄÖÜ äöü ß', 'Ça été très déçu: «É»'])('called Western, %j stays so', (text) => {
  expect(decodeText(iconv.encode(text, 'windows-1252'), 'iso-8859-1')).toMatchObject({ text, fault: null })
})

test('a damaged UTF-8 text stays UTF-8', () => {
  const bytes = Buffer.concat([Buffer.from(greek), Buffer.from(iconv.encode('άέή', 'windows-1253')), Buffer.from(greek)])
  expect(decodeText(bytes, 'utf-8').text.startsWith(greek)).toBe(true)
})

test('a UTF-8 text that was cut in a letter stays UTF-8', () => {
  expect(decodeText(Buffer.from(greek.repeat(3)).subarray(0, -40), 'utf-8').text.startsWith(greek)).toBe(true)
})
