import { expect, test } from 'vitest'
import { steady } from './steady-rows.ts'

interface Row {
  id: string
  name: string
}
const row = (id: string, name = id): Row => ({ id, name })
const idOf = ({ id }: Row) => id

test('a value changes where its row stands', () => {
  expect(steady([row('a'), row('b')], [row('b', 'new'), row('a')], idOf).rows).toEqual([row('a'), row('b', 'new')])
})

test('a row that came in above waits', () => {
  expect(steady([row('a'), row('b')], [row('z'), row('a'), row('b')], idOf)).toEqual({ rows: [row('a'), row('b')], waiting: 1 })
})

test('more of the list goes below at once', () => {
  expect(steady([row('a')], [row('a'), row('b'), row('c')], idOf)).toEqual({ rows: [row('a'), row('b'), row('c')], waiting: 0 })
})

test('a row that left stays until the hand is gone', () => {
  expect(steady([row('a'), row('b')], [row('b')], idOf).rows).toEqual([row('a'), row('b')])
})
