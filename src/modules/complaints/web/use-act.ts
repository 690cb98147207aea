import { useMutation, useQueryClient } from '@tanstack/react-query'

/** An act on one complaint: afterwards whatever shows it is asked for anew, also when it was refused. */
export function useAct<Given>(complaint: string, act: (given: Given) => Promise<unknown>) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: act,
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ['complaints'] }),
        queries.invalidateQueries({ queryKey: ['conversations', 'timeline', complaint] }),
      ]),
  })
}
