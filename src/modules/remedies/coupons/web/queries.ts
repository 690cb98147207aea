import { queryOptions } from '@tanstack/react-query'
import { call } from '#workspace/kit/desk.ts'
import { listCoupons, listPools } from '../contract.ts'

export const couponsQuery = (complaint: string) =>
  queryOptions({
    queryKey: ['remedies', 'coupons', complaint],
    queryFn: ({ signal }) => call(listCoupons, { complaint }, { signal }),
    meta: { topics: [`complaints:${complaint}`] },
  })

export const poolsQuery = queryOptions({
  queryKey: ['remedies', 'pools'],
  queryFn: ({ signal }) => call(listPools, {}, { signal }),
  meta: { topics: ['remedies'] },
})

/** Whatever shows a coupon of a complaint, or what is left of its pool. */
export const shownOf = (complaint: string) => [['remedies'], ['conversations', 'timeline', complaint], ['complaints']] as const
export const pools = [['remedies', 'pools']] as const
