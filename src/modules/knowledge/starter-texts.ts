import { type Language } from '#platform/endpoint.ts'
import type { NewWording, PlayStep, Text } from './contract.ts'
import { richFromLines } from './rules/rich-lines.ts'
import el from './starter/el.json' with { type: 'json' }
import en from './starter/en.json' with { type: 'json' }
import es from './starter/es.json' with { type: 'json' }
import list from './starter/texts.json' with { type: 'json' }

interface Shipped {
  title: string
  lines?: string[]
  rule?: NonNullable<NewWording['rule']>
  steps?: { title: string; does?: string[]; say?: string[]; avoid?: string[] }[]
}

type About = Pick<Text, 'code' | 'kind' | 'letter' | 'categories' | 'channels' | 'stage' | 'step' | 'audience'>

export interface StarterText {
  about: About
  wordings: Record<Language, NewWording>
}

// The files are ours: starter-texts.test.ts holds them to the contract.
const listed = list as (Pick<About, 'code' | 'kind'> & Partial<About>)[]
const said: Record<Language, Record<string, Shipped>> = { en, el, es }

/** The texts that come with the desk, in their order. */
export const starterTexts: readonly StarterText[] = listed.map((entry) => ({
  about: { letter: null, categories: [], channels: [], stage: 'none', step: null, audience: ['agents'], ...entry },
  wordings: { en: wordingOf('en', entry.code), el: wordingOf('el', entry.code), es: wordingOf('es', entry.code) },
}))

function wordingOf(language: Language, code: string): NewWording {
  const shipped = said[language][code]
  if (!shipped) throw new Error(`The ready text ${code} is not written in ${language}`)
  const steps = (shipped.steps ?? []).map((step): PlayStep => ({ does: [], say: [], avoid: [], ...step }))
  return { title: shipped.title, body: richFromLines((shipped.lines ?? []).join('\n\n')), steps, rule: shipped.rule ?? null }
}
