import { queryOptions } from '@tanstack/react-query'
import { listRemedies } from '#modules/remedies/contract.ts'
import { call } from '#workspace/kit/desk.ts'
import { listOffers } from '../contract.ts'

export const offersQuery = (complaint: string) =>
  queryOptions({
    queryKey: ['letters', 'offers', complaint],
    queryFn: ({ signal }) => call(listOffers, { complaint }, { signal }),
    meta: { topics: [`complaints:${complaint}`] },
  })

/** The remedies that a letter may offer, as the pane of remedies asks for them. */
export const remediesQuery = (complaint: string) =>
  queryOptions({
    queryKey: ['remedies', 'of', complaint],
    queryFn: ({ signal }) => call(listRemedies, { complaint }, { signal }),
    meta: { topics: [`complaints:${complaint}`] },
  })

/** Whatever an answer to an offer changes. */
export const shownOf = (complaint: string) => [['letters'], ['remedies'], ['complaints'], ['conversations', 'timeline', complaint]] as const
