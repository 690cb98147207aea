import { expect, test } from 'vitest'
import { stages, states } from '../contract.ts'
import { stageOf } from './stages.ts'

test('every state is one of the four stages, and none goes back to an earlier one on its way to the end', () => {
  const way = ['received', 'open', 'offered', 'fulfilling', 'follow_up', 'closed'] as const
  expect(states.every((state) => stages.includes(stageOf(state)))).toBe(true)
  const places = way.map((state) => stages.indexOf(stageOf(state)))
  expect(places).toEqual(places.toSorted((one, other) => one - other))
})
