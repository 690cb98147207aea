import { useQuery } from '@tanstack/react-query'
import { useLanguage, useWords } from '#workspace/kit/desk.ts'
import type { Category } from '../contract.ts'
import { categoriesQuery, colleaguesQuery, teamsQuery } from './queries.ts'

export interface Choice {
  value: string
  label: string
}
export interface ChoiceGroup {
  group: string
  items: Choice[]
}

/** The category tree for a select: leaves below the name of their branch; `kept` stays even when its category ended. */
export function useCategoryChoices(kept?: string | null): ChoiceGroup[] {
  const language = useLanguage()
  const { data } = useQuery(categoriesQuery)
  const all = data?.data ?? []
  const shown = all.filter(({ ended, code }) => !ended || code === kept).toSorted((one, other) => one.position - other.position)
  const choice = ({ code, names }: Category): Choice => ({ value: code, label: names[language] })
  const branches = shown.filter(({ parent }) => parent === null)
  return branches.map((branch) => ({
    group: branch.names[language],
    items: [choice(branch), ...shown.filter(({ parent }) => parent === branch.code).map(choice)],
  }))
}

/** How a category is called in the language of the screen. */
export function useCategoryNames(): (code: string | null) => string {
  const language = useLanguage()
  const { data } = useQuery(categoriesQuery)
  return (code) => data?.data.find((category) => category.code === code)?.names[language] ?? code ?? ''
}

export function useColleagueChoices(): Choice[] {
  const { data } = useQuery(colleaguesQuery)
  return (data?.data ?? []).filter(({ deactivated_at }) => deactivated_at === null).map(({ id, name }) => ({ value: id, label: name }))
}

export function useTeamChoices(): Choice[] {
  const { data } = useQuery(teamsQuery)
  return (data?.data ?? []).filter(({ ended_at }) => ended_at === null).map(({ id, name }) => ({ value: id, label: name }))
}

/** Codes of the module with their words: `useCodeChoices('urgency', urgencies)`. */
export function useCodeChoices(under: string, codes: readonly string[]): Choice[] {
  const say = useWords('complaints')
  return codes.map((value) => ({ value, label: say(`${under}.${value}`) }))
}
