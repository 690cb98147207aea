import { queryOptions } from '@tanstack/react-query'
import { listAgents } from '#modules/people/contract.ts'
import { call } from '#workspace/kit/desk.ts'
import { listOpenTasks, listTasks } from '../contract.ts'

export const tasksQuery = (complaint: string) =>
  queryOptions({
    queryKey: ['tasks', 'of', complaint],
    queryFn: ({ signal }) => call(listTasks, { complaint }, { signal }),
    meta: { topics: [`complaints:${complaint}`] },
  })

/** So many stand on the first page. */
const shownAtHome = 8

export const ownTasksQuery = queryOptions({
  queryKey: ['tasks', 'own'],
  queryFn: ({ signal }) => call(listOpenTasks, {}, { query: { mine: 'true', limit: shownAtHome }, signal }),
  meta: { topics: ['complaints'] },
})

const seldom = 5 * 60_000

export const colleaguesQuery = queryOptions({
  queryKey: ['people', 'agents', 'here'],
  queryFn: ({ signal }) => call(listAgents, {}, { query: { limit: 100 }, signal }),
  staleTime: seldom,
  meta: { topics: ['people'] },
})

/** Whatever shows a task of a complaint. */
export const shownOf = (complaint: string) => [['tasks'], ['complaints'], ['conversations', 'timeline', complaint]] as const
