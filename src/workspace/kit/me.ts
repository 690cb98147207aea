import { queryOptions, useSuspenseQuery } from '@tanstack/react-query'
import { getMe, type Me } from '#modules/people/contract.ts'
import { call } from '../call.ts'

export const meQuery = queryOptions({
  queryKey: ['people', 'me'],
  queryFn: ({ signal }) => call(getMe, {}, { signal }),
  staleTime: Number.POSITIVE_INFINITY,
})

/** Who looks at the screen. The shell shows nothing before it knows. */
export const useMe = (): Me => useSuspenseQuery(meQuery).data

/** Whether the reader holds a permission, as the desk said. */
export const useHolds = (permission: string): boolean => useMe().permissions.includes(permission)
