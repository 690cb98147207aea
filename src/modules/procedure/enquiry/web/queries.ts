import { queryOptions } from '@tanstack/react-query'
import { call } from '#workspace/kit/desk.ts'
import { listCauses, listChecklists, listChecklistVersions, listIntakes, readEnquiry } from '../../contract.ts'

export const enquiryQuery = (complaint: string) =>
  queryOptions({
    queryKey: ['procedure', 'enquiry', complaint],
    queryFn: ({ signal }) => call(readEnquiry, { complaint }, { signal }),
    meta: { topics: [`complaints:${complaint}`] },
  })

export const causes = ['procedure', 'causes'] as const
const seldom = 5 * 60_000

export const causesQuery = queryOptions({
  queryKey: causes,
  queryFn: ({ signal }) => call(listCauses, {}, { signal }),
  staleTime: seldom,
})

export const checklists = ['procedure', 'checklists'] as const

export const checklistsQuery = queryOptions({
  queryKey: [...checklists, 'list'],
  queryFn: ({ signal }) => call(listChecklists, {}, { signal }),
})

export const checklistVersionsQuery = (checklist: string) =>
  queryOptions({
    queryKey: [...checklists, 'versions', checklist],
    queryFn: ({ signal }) => call(listChecklistVersions, { checklist }, { signal }),
  })

export const intakes = ['procedure', 'intakes'] as const

export const intakesQuery = queryOptions({
  queryKey: intakes,
  queryFn: ({ signal }) => call(listIntakes, {}, { signal }),
})

/** Whatever shows what is known of a complaint, and what hangs on it. */
export const shownOf = (complaint: string) =>
  [['procedure', 'enquiry', complaint], ['procedure', 'of', complaint], ['complaints'], ['conversations', 'timeline', complaint]] as const
