import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isCard, maskHtml, maskNumbers } from './mask-numbers.ts'

test('a card number is hidden except for its last four digits', () => {
  expect(maskNumbers('My card 4111 1111 1111 1111 was charged')).toBe('My card •••• •••• •••• 1111 was charged')
  expect(maskNumbers('4111-1111-1111-1111')).toBe('••••-••••-••••-1111')
  expect(maskNumbers('amex 378282246310005, ok')).toBe('amex •••••••••••0005, ok')
})

test('an order number before it and a date behind it do not protect a card', () => {
  expect(maskNumbers('Order 88231 5555 5555 5555 4444 21 11 2026')).toBe('Order 88231 •••• •••• •••• 4444 21 11 2026')
})

test('digits that no issuer uses, with a wrong check digit, or too short stay', () => {
  for (const text of [
    '4111 1111 1111 1112',
    'parcel 1234567890123456',
    '+30 210 123 4567',
    'AB4111111111111111X',
    '411111111111',
    '2026-11-21 20:33 100000',
  ]) {
    expect(maskNumbers(text)).toBe(text)
  }
})

test('an IBAN is hidden, written together, in groups, or in small letters', () => {
  expect(maskNumbers('IBAN: GR16 0110 1250 0000 0001 2300 695.')).toBe('IBAN: •••• •••• •••• •••• •••• •••0 695.')
  expect(maskNumbers('es9121000418450200051332')).toBe('••••••••••••••••••••1332')
  expect(maskNumbers('GB82-WEST-1234-5698-7654-32 please')).toBe('••••-••••-••••-••••-••76-54-32 please'.replace('••76-54-32', '••54-32'))
})

test('an IBAN whose check digits are wrong stays', () => {
  expect(maskNumbers('GR17 0110 1250 0000 0001 2300 695')).toContain('GR17')
})

test('a number that we know as an order stays readable', () => {
  expect(maskNumbers('order 4111111111111111', ['4111 1111 1111 1111'])).toBe('order 4111111111111111')
})

test('in HTML it is found across tags and no-break spaces, and links keep their address', () => {
  const html = '<p>4111 <b>1111</b>&nbsp;1111 1111</p><p><a href="https://shop.example/4111111111111111">here</a></p>'
  expect(maskHtml(html)).toBe('<p>•••• <b>••••</b>&nbsp;•••• 1111</p><p><a href="https://shop.example/4111111111111111">here</a></p>')
})

test('two paragraphs are not read as one number', () => {
  expect(maskHtml('<p>4111 1111</p><p>1111 1111</p>')).toBe('<p>4111 1111</p><p>1111 1111</p>')
})

test('whatever stands around it, a valid card never stays readable, and the text keeps its length', () => {
  const card = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 14, maxLength: 14 }).map((rest) => {
    const body = `4${rest.join('')}`
    const digit = Array.from('0123456789').find((last) => isCard(body + last))
    return body + digit
  })
  const around = fc.string({ unit: 'grapheme', maxLength: 40 }).map((text) => text.replace(/[\p{L}\p{N}]/gu, '.'))
  fc.assert(
    fc.property(around, card, around, (before, number, after) => {
      const text = `${before}\n${number}\n${after}`
      const masked = maskNumbers(text)
      return masked.length === text.length && !masked.includes(number)
    }),
  )
})

test('a very long run of digits is read once, not once for each digit', () => {
  const text = '1 '.repeat(200_000)
  expect(maskNumbers(text)).toHaveLength(text.length)
})
