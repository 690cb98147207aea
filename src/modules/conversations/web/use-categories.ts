import { useQuery } from '@tanstack/react-query'
import { type Category, listCategories } from '#modules/complaints/contract.ts'
import { call, useLanguage } from '#workspace/kit/desk.ts'

/** The category tree for a select: leaves below the name of their branch. */
export function useCategories() {
  const language = useLanguage()
  const { data } = useQuery({
    queryKey: ['complaints', 'categories'],
    queryFn: ({ signal }) => call(listCategories, {}, { signal }),
    staleTime: 300_000,
  })
  const all = (data?.data ?? []).filter(({ ended }) => !ended).toSorted((one, other) => one.position - other.position)
  const choice = ({ code, names }: Category) => ({ value: code, label: names[language] })
  return all
    .filter(({ parent }) => parent === null)
    .map((branch) => ({
      group: branch.names[language],
      items: [choice(branch), ...all.filter(({ parent }) => parent === branch.code).map(choice)],
    }))
}
