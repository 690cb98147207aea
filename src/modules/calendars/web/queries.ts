import { queryOptions } from '@tanstack/react-query'
import { call } from '#workspace/kit/desk.ts'
import { listCalendarRegions, listCalendars, listCalendarVersions, readYear } from '../contract.ts'

/** What the desk tells when something of this module changed. */
const meta = { topics: ['calendars'] }

/** Whatever shows working time: asked for anew after an act. */
export const calendars = ['calendars'] as const

export const calendarsQuery = queryOptions({
  queryKey: ['calendars', 'list'],
  queryFn: ({ signal }) => call(listCalendars, {}, { signal }),
  meta,
})

export const versionsQuery = (calendar: string) =>
  queryOptions({
    queryKey: ['calendars', 'versions', calendar],
    queryFn: ({ signal }) => call(listCalendarVersions, { calendar }, { signal }),
    meta,
  })

export const yearQuery = (region: string, year: number) =>
  queryOptions({
    queryKey: ['calendars', 'year', region, year],
    queryFn: ({ signal }) => call(readYear, { region }, { query: { year }, signal }),
    meta,
  })

export const regionsQuery = queryOptions({
  queryKey: ['calendar-regions'],
  queryFn: ({ signal }) => call(listCalendarRegions, {}, { signal }),
  staleTime: Number.POSITIVE_INFINITY,
})
