import { useMutation, useQueryClient } from '@tanstack/react-query'
import { editMe, type MeChange } from '#modules/people/contract.ts'
import { call } from '../call.ts'
import { meQuery, useMe } from './me.ts'

/** Changes of one's own are shown at once, and kept by the desk. */
export function useOwnChange() {
  const queries = useQueryClient()
  const me = useMe()
  return useMutation({
    mutationFn: (change: MeChange) => call(editMe, {}, { body: change, version: me.version }),
    onMutate: ({ language, preferences }) =>
      queries.setQueryData(meQuery.queryKey, {
        ...me,
        language: language ?? me.language,
        preferences: { ...me.preferences, ...preferences },
      }),
    onSuccess: (now) => queries.setQueryData(meQuery.queryKey, now),
    onError: () => void queries.invalidateQueries(meQuery),
  })
}
