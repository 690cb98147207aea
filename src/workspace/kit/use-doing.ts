import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query'

/** An act: afterwards whatever shows its matter is asked for anew, also when it was refused. */
export function useDoing<Answer, Given = void>(act: (given: Given) => Promise<Answer>, refresh: readonly QueryKey[]) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: act,
    onSettled: () => Promise.all(refresh.map((queryKey) => queries.invalidateQueries({ queryKey }))),
  })
}
