import { queryOptions } from '@tanstack/react-query'
import { listCategories } from '#modules/complaints/contract.ts'
import { call } from '#workspace/kit/desk.ts'
import { listTemplates, listTemplateVersions, readProcedure } from '../contract.ts'

export const procedureQuery = (complaint: string) =>
  queryOptions({
    queryKey: ['procedure', 'of', complaint],
    queryFn: ({ signal }) => call(readProcedure, { complaint }, { signal }),
    meta: { topics: [`complaints:${complaint}`] },
  })

export const templates = ['procedure', 'templates'] as const

export const templatesQuery = queryOptions({
  queryKey: [...templates, 'list'],
  queryFn: ({ signal }) => call(listTemplates, {}, { signal }),
})

export const versionsQuery = (template: string) =>
  queryOptions({
    queryKey: [...templates, 'versions', template],
    queryFn: ({ signal }) => call(listTemplateVersions, { template }, { signal }),
  })

const seldom = 5 * 60_000

export const categoriesQuery = queryOptions({
  queryKey: ['complaints', 'categories'],
  queryFn: ({ signal }) => call(listCategories, {}, { signal }),
  staleTime: seldom,
  meta: { topics: ['complaints'] },
})

/** Whatever shows the steps of a complaint, and what hangs on them. */
export const shownOf = (complaint: string) =>
  [['procedure', 'of', complaint], ['complaints'], ['conversations', 'timeline', complaint]] as const
