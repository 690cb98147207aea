import { expect, test } from 'vitest'
import { askedBy, listSearch, wholeQuery } from './list-search.ts'

const saved = { query: 'team:North urgent', sort: 'oldest' }

test('an address without a view shows what is open; with operators, what they ask for', () => {
  expect(askedBy({})).toEqual({ view: 'open' })
  expect(askedBy({ view: 'nonsense' })).toEqual({ view: 'open' })
  expect(askedBy({ q: 'κατάσταση:κλειστό lamp' })).toEqual({ view: 'all', q: 'state:closed lamp' })
  expect(askedBy({ view: 'mine', q: 'urgent', sort: 'limit' })).toEqual({ view: 'mine', q: 'urgent', sort: 'limit' })
})

test('filters of older addresses are operators now', () => {
  expect(askedBy({ view: 'all', customer: '0192', owner: 'Ben Okoro' })).toEqual({
    view: 'all',
    q: 'assignee:"Ben Okoro" customer:0192',
    sort: 'received',
  })
})

test('a saved view stands by its id until somebody changes it', () => {
  expect(askedBy({ saved: 'x' }, saved)).toEqual({ view: 'all', q: 'team:North urgent', sort: 'oldest', saved: 'x' })
  expect(askedBy({ saved: 'x', view: 'all', q: 'lamp' }, saved)).toEqual({ view: 'all', q: 'lamp', saved: 'x' })
})

test('an address reads back as it was written', () => {
  for (const asked of [askedBy({ saved: 'x' }, saved), askedBy({ view: 'due' }), askedBy({ q: 'a "b c" -tag:d' })])
    expect(askedBy(Object.fromEntries(new URLSearchParams(listSearch(asked))))).toEqual(asked)
})

test('a list of the house is kept with what makes it one', () => {
  expect(wholeQuery({ view: 'mine', q: 'lamp' })).toBe('is:running assignee:me lamp')
  expect(wholeQuery({ view: 'all' })).toBe('')
})
