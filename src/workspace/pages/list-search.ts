import { type View, views } from '#modules/complaints/contract.ts'
import { filterNames, type ListAsked } from '#modules/complaints/web/queries.ts'
import { inCodes, quotedValue } from '#modules/worklist/rules/write-query.ts'

/** A list as it stands in an address. */
export const listSearch = (asked: ListAsked): string =>
  new URLSearchParams(Object.entries(asked).filter(([, value]) => value !== undefined && value !== '')).toString()

/** What a saved view brings along. */
interface Saved {
  query: string
  sort: string | null
}

/**
 * What the address asks for. Filters of older addresses become operators. A saved view that nobody has changed stands there by its id alone; with a view
 * beside it, the address says all.
 */
export function askedBy(search: Search, saved?: Saved): ListAsked {
  const named = views.find((view) => view === search['view'])
  const filters = filtersIn(search)
  const { query, sort } = named === undefined && saved !== undefined ? saved : inAddress(search, filters)
  const q = inCodes([...filters, query].join(' '))
  const asked = Object.entries({ q, sort, saved: search['saved'] }).filter(([, value]) => Boolean(value))
  const wide = search['saved'] !== undefined || q !== ''
  return { view: named ?? (wide ? 'all' : 'open'), ...Object.fromEntries(asked) }
}

/** A customer's history is read from its newest end. */
function inAddress({ q = '', sort, view }: Search, filters: readonly string[]): Saved {
  return { query: q, sort: sort ?? (filters.length > 0 && view === 'all' ? 'received' : null) }
}

type Search = Record<string, string | undefined>

const filtersIn = (search: Search): string[] =>
  filterNames.flatMap((name) => (search[name] ? [`${name === 'owner' ? 'assignee' : name}:${quotedValue(search[name])}`] : []))

const inOperators: Record<View, string> = {
  mine: 'is:running assignee:me',
  unassigned: 'is:running assignee:none',
  team: 'is:running team:me',
  open: 'is:running',
  due: 'is:running',
  waiting: 'state:waiting_customer',
  follow_up: 'state:follow_up',
  closed: 'state:closed',
  all: '',
}

/** The whole list in operators: what is kept under a name. */
export const wholeQuery = ({ view, q = '' }: ListAsked): string => `${inOperators[view]} ${q}`.trim()
