import { expect, test } from 'vitest'
import { bareSubject, looksForwarded, oneLine } from './subject-line.ts'

test.each([
  ['Re: Late order', 'Late order'],
  ['RE: Re: FW: Late order', 'Late order'],
  ['ΑΠ: Απ: Παράπονο', 'Παράπονο'],
  ['ΣΧΕΤ: Παράπονο', 'Παράπονο'],
  ['ΠΡΘ: Παράπονο', 'Παράπονο'],
  ['RV: Queja', 'Queja'],
  ['AW: WG: Beschwerde', 'Beschwerde'],
  ['SV: VS: Klage', 'Klage'],
  ['回复：投诉', '投诉'],
  ['Re[2]: Late order', 'Late order'],
  ['Re: Late order [Shop RD-2026-000123-7]', 'Late order'],
  ['Compre: ahora', 'Compre: ahora'],
  ['Hardware: broken', 'Hardware: broken'],
  ['Reply', 'Reply'],
])('%j is about %j', (subject, bare) => {
  expect(bareSubject(subject)).toBe(bare)
})

test('a subject stays one line, and a forward is seen', () => {
  expect(oneLine('a\r\nBcc: b\u2028c')).toBe('a Bcc: b c')
  expect(looksForwarded('WG: x')).toBe(true)
  expect(looksForwarded('Re: x')).toBe(false)
})
