import { useMutation, useQueryClient } from '@tanstack/react-query'

/** An act on the conversation: afterwards the timeline and the complaint are asked for anew. */
export function useMessageAct<Given, Answer = unknown>(complaint: string, act: (given: Given) => Promise<Answer>) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: act,
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ['conversations', 'timeline', complaint] }),
        queries.invalidateQueries({ queryKey: ['complaints'] }),
      ]),
  })
}
