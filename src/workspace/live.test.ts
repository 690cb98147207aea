import { QueryClient } from '@tanstack/react-query'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { listen } from './live.ts'

/** The browser's own line to the desk, as far as we use it: what it hears is said by the test. */
class Line {
  static open: Line | undefined
  static readonly OPEN = 1
  static readonly CLOSED = 2
  readyState = Line.OPEN
  onmessage: (message: { data: string }) => void = () => undefined
  constructor() {
    Line.open = this
  }
  close() {
    this.readyState = Line.CLOSED
  }
}

const queries = new QueryClient()
let stop: () => void = () => undefined

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('EventSource', Line)
  vi.stubGlobal('window', { addEventListener: () => undefined, removeEventListener: () => undefined })
  queries.clear()
  for (const [name, topic] of Object.entries({ page: 'complaints:12', other: 'complaints:13', list: 'complaints' }))
    queries.getQueryCache().build(queries, { queryKey: [name], meta: { topics: [topic] } })
  fresh()
  stop = listen(queries)
})
afterEach(() => {
  stop()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const names = ['page', 'other', 'list']
const fresh = () => names.forEach((name) => queries.setQueryData([name], {}))
const hear = (topic: string) => Line.open?.onmessage({ data: JSON.stringify({ topic, fact: 'note.written' }) })
const askedAgain = () => names.filter((name) => queries.getQueryState([name])?.isInvalidated)

test('the first change is asked for at once, by what shows it and by what it is among', () => {
  hear('complaints:12')
  vi.advanceTimersByTime(20)
  expect(askedAgain()).toEqual(['page', 'list'])
})

test('what follows close upon it waits for the rest: the page a short one, the list a longer one', () => {
  hear('complaints:12')
  vi.advanceTimersByTime(20)
  fresh()
  hear('complaints:12')
  vi.advanceTimersByTime(200)
  expect(askedAgain()).toEqual([])
  vi.advanceTimersByTime(300)
  expect(askedAgain()).toEqual(['page'])
  vi.advanceTimersByTime(2500)
  expect(askedAgain()).toEqual(['page', 'list'])
})

test('what nobody here shows makes nothing wait', () => {
  hear('customers:7')
  hear('own:presence:99')
  vi.advanceTimersByTime(20)
  hear('complaints:13')
  vi.advanceTimersByTime(20)
  expect(askedAgain()).toEqual(['other', 'list'])
})
