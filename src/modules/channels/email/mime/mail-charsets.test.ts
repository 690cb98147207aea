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

test('a UTF-8 text that was cut in a letter stays UTF-8', () => {
  expect(decodeText(Buffer.from(greek.repeat(3)).subarray(0, -40), 'utf-8').text.startsWith(greek)).toBe(true)
})
