import { expect, test } from 'vitest'
import { normalContact, pictureType } from './rules.ts'

test.each([
  ['email', ' Ada@Customer.Example ', 'ada@customer.example'],
  ['email', 'no address', ''],
  ['email', 'two@at@signs', ''],
  ['phone', '+30 (694) 000-0001', '+306940000001'],
  ['phone', '0030 694 0000001', '+306940000001'],
  ['phone', '2101234567', '2101234567'],
  ['phone', 'call me', ''],
  ['phone', '12', ''],
  ['account_number', 'ac-77 12', 'AC7712'],
  ['account_number', '--', ''],
  ['postal_address', 'Οδός  Ερμού 4', 'οδοσ ερμου 4'],
] as const)('The %s "%s" is compared as "%s"', (kind, value, normal) => {
  expect(normalContact(kind, value)).toBe(normal)
})

test('A picture is known by its first bytes', () => {
  expect(pictureType(Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0]))).toBe('image/png')
  expect(pictureType(Uint8Array.from([0xff, 0xd8, 0xff, 0xe0]))).toBe('image/jpeg')
  expect(pictureType(Buffer.from('RIFF0000WEBPVP8 '))).toBe('image/webp')
  expect(pictureType(Buffer.from('<svg/>'))).toBeNull()
  expect(pictureType(new Uint8Array())).toBeNull()
})
