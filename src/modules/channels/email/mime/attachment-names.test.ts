import { expect, test } from 'vitest'
import { safeName } from './attachment-names.ts'

test.each([
  ['invoice.pdf', 'invoice.pdf'],
  ['../../etc/passwd', 'passwd'],
  ['C:\\Users\\eva\\τιμολόγιο.pdf', 'τιμολόγιο.pdf'],
  ['a\u0000b\n.txt', 'ab.txt'],
  ['exe\u202efdp.txt', 'exefdp.txt'],
  ['..', 'attachment-3.pdf'],
  ['', 'attachment-3.pdf'],
  [null, 'attachment-3.pdf'],
  ['con.txt', '_con.txt'],
  ['a<b>:c?.txt', 'a_b__c_.txt'],
  ['...hidden', 'hidden'],
])('%j is called %s', (name, safe) => {
  expect(safeName(name, 'application/pdf', 3)).toBe(safe)
})

test('a long name keeps its ending', () => {
  const name = safeName(`${'α'.repeat(400)}.docx`, 'application/pdf', 1)
  expect([...name]).toHaveLength(180)
  expect(name.endsWith('.docx')).toBe(true)
})
