import { expect, test } from 'vitest'
import { sameWords } from './repeated-words.ts'

test('a machine that says the same again is known by it, whatever number, link, address or hour it names', () => {
  const once = sameWords('I am away since 9:05. Your mail [RD-2026-000123-7] to eleni@customer.example waits: https://away.example/a1b2')
  const again = sameWords('I AM AWAY since 17:48. Your mail [RD-2026-000456-1] to eleni@customer.example waits: https://away.example/zz9')
  expect(again).toBe(once)
  expect(sameWords('Απουσιάζω από το γραφείο.')).toBe(sameWords('ΑΠΟΥΣΙΑΖΩ από το γραφειο'))
})

test('two complaints that differ in an order are two', () => {
  expect(sameWords('Order 4711 never came.')).not.toBe(sameWords('Order 4712 never came.'))
  expect(sameWords(' … ')).toBe('')
})
