import { queryOptions } from '@tanstack/react-query'
import { call } from '#workspace/kit/desk.ts'
import { listGuards, readBunching } from '../contract.ts'

export const guardsQuery = (complaint: string) =>
  queryOptions({
    queryKey: ['remedies', 'guards', complaint],
    queryFn: ({ signal }) => call(listGuards, { complaint }, { signal }),
    meta: { topics: [`complaints:${complaint}`] },
  })

export const bunchingQuery = queryOptions({
  queryKey: ['remedies', 'bunching'],
  queryFn: ({ signal }) => call(readBunching, {}, { query: {}, signal }),
  meta: { topics: ['complaints'] },
})
