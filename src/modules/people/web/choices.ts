import { useQuery } from '@tanstack/react-query'
import { languages, useWords } from '#workspace/kit/desk.ts'
import { colleaguesQuery, teamsQuery } from './queries.ts'

export interface Choice {
  value: string
  label: string
}

/** Codes of this module with their words: `useCodeChoices('roles', roles)`. */
export function useCodeChoices(under: string, codes: readonly string[]): Choice[] {
  const say = useWords('people')
  return codes.map((value) => ({ value, label: say(`${under}.${value}`) }))
}

export const useLanguageChoices = (): Choice[] => useCodeChoices('web.languages', languages)

export function useTeamChoices(): Choice[] {
  const { data } = useQuery(teamsQuery)
  return (data?.data ?? []).filter(({ ended_at }) => ended_at === null).map(({ id, name }) => ({ value: id, label: name }))
}

export function useColleagueChoices(): Choice[] {
  const { data } = useQuery(colleaguesQuery)
  return (data?.data ?? []).map(({ id, name }) => ({ value: id, label: name }))
}

/** The code that a select answered, when it is one of ours. */
export const codeOf = <Code extends string>(codes: readonly Code[], value: string | null, otherwise: Code): Code =>
  codes.find((code) => code === value) ?? otherwise
export const codeOrNone = <Code extends string>(codes: readonly Code[], value: string | null): Code | null =>
  codes.find((code) => code === value) ?? null

export const orNone = (text: string): string | null => (text.trim() === '' ? null : text.trim())
