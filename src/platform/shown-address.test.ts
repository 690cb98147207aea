import { domainToASCII } from 'node:url'
import { expect, test } from 'vitest'
import { shownAddress, withShownAddress } from './shown-address.ts'

const sent = (domain: string) => `x@${domainToASCII(domain)}`

test('an international domain is shown in its own letters', () => {
  expect(shownAddress('x@xn--hxajbheg2az3al.example')).toBe('x@παράδειγμα.example')
  for (const domain of ['müller.example', 'почта.example', '例え.example', '한국.example', 'ταξίδι-24.example'])
    expect(shownAddress(sent(domain))).toBe(`x@${domain}`)
  expect(shownAddress('x@plain.example')).toBe('x@plain.example')
  expect(shownAddress('nobody')).toBe('nobody')
})

test('a domain that could be taken for another one stays as it was sent', () => {
  // "bank" with a Cyrillic letter, "аrе" of Cyrillic letters alone, Greek and Latin in one word, and what is no international domain.
  for (const address of [sent('b\u0430nk.example'), sent('\u0430\u0440\u0435.example'), sent('παράdeigma.example'), 'x@xn--0.example'])
    expect(shownAddress(address)).toBe(address)
})

test('the address to write to stays beside the one to read', () => {
  expect(withShownAddress({ name: 'Eleni', address: 'x@xn--hxajbheg2az3al.example' })).toEqual({
    name: 'Eleni',
    address: 'x@xn--hxajbheg2az3al.example',
    shown: 'x@παράδειγμα.example',
  })
  expect(withShownAddress({ address: 'x@plain.example' })).toEqual({ address: 'x@plain.example' })
})
