import { type InfiniteData, type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query'
import type { Complaint, ComplaintRow } from '../contract.ts'
import { shownOf } from './use-act.ts'

/** What an act changes of a complaint that a list or its page shows. */
export type Change = Partial<Pick<ComplaintRow, 'owner' | 'team' | 'tags' | 'urgency' | 'category'>>

interface AtOnce<Given, Answer> {
  act: (given: Given) => Promise<Answer>
  /** The complaints, and what they will be like if the desk agrees. */
  ids: readonly string[]
  change: (given: Given) => (shown: ComplaintRow | Complaint) => Change
  refresh?: readonly QueryKey[]
}

type Pages = InfiniteData<{ data: ComplaintRow[] }>

/** An act whose effect is seen before the desk has answered. What is refused goes back as it was; the sentence stands where the hand is. */
export function useShownAtOnce<Answer, Given>({ act, ids, change, refresh }: AtOnce<Given, Answer>) {
  const queries = useQueryClient()
  const lists = { queryKey: ['complaints', 'list'] }
  const keys = ids.map((id) => ['complaints', 'one', id])
  return useMutation({
    mutationFn: act,
    onMutate: async (given) => {
      await Promise.all([queries.cancelQueries(lists), ...keys.map((queryKey) => queries.cancelQueries({ queryKey }))])
      const before = [...queries.getQueriesData(lists), ...keys.map((key) => [key, queries.getQueryData(key)] as const)]
      const changed = <Row extends ComplaintRow | Complaint>(row: Row): Row =>
        ids.includes(row.id) ? { ...row, ...change(given)(row) } : row
      queries.setQueriesData<Pages>(lists, (shown) =>
        shown === undefined ? shown : { ...shown, pages: shown.pages.map((page) => ({ ...page, data: page.data.map(changed) })) },
      )
      for (const key of keys) queries.setQueryData<Complaint>(key, (shown) => (shown === undefined ? shown : changed(shown)))
      return before
    },
    onError: (_why, _given, before) => {
      for (const [key, data] of before ?? []) queries.setQueryData(key, data)
    },
    onSettled: () => Promise.all((refresh ?? ids.flatMap(shownOf)).map((queryKey) => queries.invalidateQueries({ queryKey }))),
  })
}
