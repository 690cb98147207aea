import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { listTexts, readText, type Text } from '#modules/knowledge/contract.ts'
import { call, type Language, Problem } from '#workspace/kit/desk.ts'
import { readCoaching } from '../contract.ts'

export const coachingQuery = (complaint: string) =>
  queryOptions({
    queryKey: ['conversations', 'coaching', complaint],
    queryFn: ({ signal }) => call(readCoaching, { complaint }, { signal }),
    meta: { topics: [`complaints:${complaint}`] },
  })

const seldom = 5 * 60_000

/** A playbook or card whole, by its code; null where the house has none of that name. */
export const sheetQuery = (code: string) =>
  queryOptions({
    queryKey: ['knowledge', 'sheet', code],
    queryFn: async ({ signal }): Promise<Text | null> => {
      try {
        return await call(readText, { text: code }, { signal })
      } catch (why) {
        if (why instanceof Problem && why.status === 404) return null
        throw why
      }
    },
    staleTime: seldom,
  })

/** The technique cards in the reader's language, in the order of their numbers. */
export const cardsQuery = (language: Language, q: string) =>
  queryOptions({
    queryKey: ['knowledge', 'cards', language, q],
    queryFn: async ({ signal }) => {
      const query = { kind: 'card', limit: 50, language, ...(q.trim() !== '' && { q: q.trim().slice(0, 200) }) }
      const { data } = await call(listTexts, {}, { query, signal })
      return data.toSorted((one, other) => one.title.localeCompare(other.title, language, { numeric: true }))
    },
    placeholderData: keepPreviousData,
    staleTime: seldom,
  })
