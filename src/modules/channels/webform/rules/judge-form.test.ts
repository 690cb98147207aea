import { expect, test } from 'vitest'
import { dayOf, judgeForm, typedForm } from './judge-form.ts'

const today = Temporal.PlainDate.from('2026-11-21')
const enough = { text: 'The kettle is cold.', email: 'ada@customer.example' }
const reasons = (fields: Record<string, string>) => judgeForm(typedForm(fields), today).map(({ field, reason }) => `${field} ${reason}`)

test('words and one way to answer are enough', () => {
  expect(reasons(enough)).toEqual([])
  expect(reasons({ text: 'x', phone: '0113 496 0127' })).toEqual([])
  expect(reasons({ text: 'x', address: '4 Weir Lane\r\nLeeds' })).toEqual([])
  expect(reasons({ text: 'x', anonymous: 'yes' })).toEqual([])
})

test.each([
  [{ ...enough, text: ' \n ' }, 'text text_missing'],
  [{ ...enough, text: 'α'.repeat(50_001) }, 'text too_long'],
  [{ text: 'x' }, 'how no_way'],
  [{ text: 'x', name: 'Ada' }, 'how no_way'],
  [{ ...enough, anonymous: 'yes' }, 'how anonymous_named'],
  [{ text: 'x', email: 'ada at home' }, 'email email_unclear'],
  [{ text: 'x', phone: 'call me' }, 'phone phone_unclear'],
  [{ ...enough, occurred: 'last week' }, 'occurred day_unclear'],
  [{ ...enough, occurred: '31/02/2026' }, 'occurred day_unclear'],
  [{ ...enough, occurred: '2026-11-22' }, 'occurred day_to_come'],
  [{ ...enough, wish: 'x'.repeat(4_001) }, 'wish too_long'],
  [{ ...enough, order: 'x'.repeat(61) }, 'order too_long'],
  [{ ...enough, name: 'x'.repeat(201) }, 'name too_long'],
])('%# what needs another look is named with its field', (fields, fault) => {
  expect(reasons(fields)).toEqual([fault])
})

test.each(['2026-11-01', '1/11/2026', '01.11.2026', '1-11-2026'])('%s is a day that people write', (said) => {
  expect(String(dayOf(said))).toBe('2026-11-01')
})
