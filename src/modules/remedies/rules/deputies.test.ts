import fc from 'fast-check'
import { expect, test } from 'vitest'
import { answersAny, deputyOf, mayStandIn, whomToRemind } from './deputies.ts'

test('a deputy decides whatever the one who is away decides', () => {
  const cleo = { role: 'supervisor', duties: [] }
  expect(mayStandIn({ role: 'manager', duties: [] }, cleo)).toBe(true)
  expect(mayStandIn({ role: 'supervisor', duties: [] }, cleo)).toBe(true)
  expect(mayStandIn({ role: 'senior_agent', duties: [] }, cleo)).toBe(false)
  expect(mayStandIn({ role: 'auditor', duties: [] }, cleo)).toBe(false)
  expect(mayStandIn({ role: 'manager', duties: [] }, { role: 'manager', duties: ['finance'] })).toBe(false)
  expect(mayStandIn({ role: 'auditor', duties: ['finance'] }, { role: 'auditor', duties: ['finance'] })).toBe(true)
  expect([answersAny({ role: 'agent', duties: [] }), answersAny({ role: 'auditor', duties: ['finance'] })]).toEqual([false, true])
})

test('a deputy who is away has a deputy; a circle leads to nobody', () => {
  expect(deputyOf('a', [])).toBeNull()
  expect(deputyOf('a', [{ agent: 'a', deputy: 'b' }])).toBe('b')
  expect(
    deputyOf('a', [
      { agent: 'a', deputy: 'b' },
      { agent: 'b', deputy: 'c' },
    ]),
  ).toBe('c')
  expect(
    deputyOf('a', [
      { agent: 'a', deputy: 'b' },
      { agent: 'b', deputy: 'a' },
    ]),
  ).toBeNull()
})

const cleo = { id: 'cleo', role: 'supervisor' }
const max = { id: 'max', role: 'manager' }
const mia = { id: 'mia', role: 'manager' }

test('the lowest rank that is here is reminded, and of a request for two everybody who can sign', () => {
  expect(whomToRemind([cleo, max, mia], { today: [], both: false })).toEqual(['cleo'])
  expect(whomToRemind([cleo, max, mia], { today: [{ agent: 'cleo', deputy: 'mia' }], both: false })).toEqual(['mia'])
  // Who stands in asked for it themselves: the next rank looks.
  expect(whomToRemind([cleo, max], { today: [{ agent: 'cleo', deputy: 'mia' }], both: false })).toEqual(['max'])
  expect(whomToRemind([max, mia], { today: [], both: true })).toEqual(['max', 'mia'])
  expect(whomToRemind([], { today: [], both: false })).toEqual([])
})

test('nobody is reminded who cannot answer, whoever is away', () => {
  const people = [cleo, max, mia, { id: 'ben', role: 'agent' }]
  const standIn = fc.record({
    agent: fc.constantFrom('cleo', 'max', 'mia', 'ben'),
    deputy: fc.constantFrom('cleo', 'max', 'mia', 'ben', 'zoe'),
  })
  fc.assert(
    fc.property(fc.subarray(people), fc.array(standIn, { maxLength: 4 }), fc.boolean(), (candidates, today, both) => {
      const reminded = whomToRemind(candidates, { today, both })
      const ids = candidates.map(({ id }) => id)
      expect(reminded.filter((id) => !ids.includes(id))).toEqual([])
      expect(reminded.filter((id) => today.some(({ agent }) => agent === id))).toEqual([])
    }),
  )
})
