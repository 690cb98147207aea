import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { Letter } from '#modules/tone/contract/check.ts'
import type { BodyOf } from '#platform/endpoint.ts'
import { call, type Language } from '#workspace/kit/desk.ts'
import { listLetters, listTemplates, listTemplateVersions, previewLetter, readBodies, readLetter } from '../contract.ts'

const topics = (complaint: string) => ({ topics: [`complaints:${complaint}`] })

export const lettersQuery = (complaint: string) =>
  queryOptions({
    queryKey: ['letters', 'list', complaint],
    queryFn: ({ signal }) => call(listLetters, { complaint }, { signal }),
    meta: topics(complaint),
  })

/** As the record drafts it at this moment; what was typed lies over it. */
export const draftQuery = (complaint: string, letter: Letter) =>
  queryOptions({
    queryKey: ['letters', 'draft', complaint, letter],
    queryFn: ({ signal }) => call(readLetter, { complaint, letter }, { query: {}, signal }),
    meta: topics(complaint),
  })

export const previewQuery = (complaint: string, letter: Letter, body: BodyOf<typeof previewLetter>) =>
  queryOptions({
    queryKey: ['letters', 'preview', complaint, letter, body],
    queryFn: ({ signal }) => call(previewLetter, { complaint, letter }, { body, signal }),
    placeholderData: keepPreviousData,
    meta: topics(complaint),
  })

/** Whatever changes when a letter was sent. */
export const shownOf = (complaint: string) => [['letters'], ['complaints'], ['conversations', 'timeline', complaint]] as const

/** Templates and where customers can turn: asked for anew after an edit. */
export const settings = ['letters', 'settings'] as const

export const templatesQuery = queryOptions({
  queryKey: [...settings, 'templates'],
  queryFn: ({ signal }) => call(listTemplates, {}, { signal }),
})

export const versionsQuery = (letter: Letter, language: Language) =>
  queryOptions({
    queryKey: [...settings, 'versions', letter, language],
    queryFn: ({ signal }) => call(listTemplateVersions, { letter, language }, { signal }),
  })

export const bodiesQuery = queryOptions({
  queryKey: [...settings, 'bodies'],
  queryFn: ({ signal }) => call(readBodies, {}, { signal }),
})
