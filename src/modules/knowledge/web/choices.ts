import { useQuery } from '@tanstack/react-query'
import { Channel } from '#modules/complaints/contract.ts'
import { useLanguage, useWords } from '#workspace/kit/desk.ts'
import { audiences, kinds, letters, stages } from '../contract.ts'
import { categoriesQuery, colleaguesQuery } from './queries.ts'

export interface Choice {
  value: string
  label: string
}

const numbers = Array.from({ length: 12 }, (_, at) => String(at + 1))

/** What the fields of a text may say, in the reader's words. */
export function useChoices() {
  const say = useWords('knowledge')
  const complaints = useWords('complaints')
  const reader = useLanguage()
  const categories = useQuery(categoriesQuery)
  const colleagues = useQuery(colleaguesQuery)
  const coded = (under: string, codes: readonly string[]): Choice[] => codes.map((value) => ({ value, label: say(`${under}.${value}`) }))
  return {
    kinds: coded('kinds', kinds),
    stages: coded('stages', stages),
    letters: coded('letters', letters),
    audiences: coded('audiences', audiences),
    steps: numbers.map((value) => ({ value, label: `${value}. ${say(`steps.${value}`)}` })),
    channels: Channel.options.map((value) => ({ value, label: complaints(`channel.${value}`) })),
    categories: (categories.data?.data ?? [])
      .filter(({ ended }) => !ended)
      .map(({ code, names }) => ({ value: code, label: names[reader] })),
    colleagues: (colleagues.data?.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
  }
}

export type Choices = ReturnType<typeof useChoices>

/** The code that a select answered, when it is one of ours. */
export const codeOrNone = <Code extends string>(codes: readonly Code[], value: string | null): Code | null =>
  codes.find((code) => code === value) ?? null

/** The codes that a select of many answered, without those that are none of ours. */
export const codesAmong = <Code extends string>(codes: readonly Code[], values: readonly string[]): Code[] =>
  codes.filter((code) => values.includes(code))
