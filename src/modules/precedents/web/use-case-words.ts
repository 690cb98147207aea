import { useLanguage, useWords } from '#workspace/kit/desk.ts'
import { useInWords } from '#workspace/kit/in-words.ts'
import type { Precedent, ShownBand } from '../contract.ts'

/** `€20.00 to below €50.00` */
export function useBandWords(): (band: ShownBand) => string {
  const say = useWords('precedents')
  const { amount } = useInWords()
  return ({ from, to, currency }) =>
    from === 0 ? say('web.nothing') : say('web.from_to', { from: amount({ minor: from, currency }), to: amount({ minor: to, currency }) })
}

type Case = Pick<Precedent, 'basis' | 'forms' | 'band'>

/** What was given: the forms and the band, or that it was nothing. */
export function useGivenWords(): (one: Case) => string {
  const say = useWords('precedents')
  const band = useBandWords()
  return (one) => {
    if (one.basis === 'none') return say('web.nothing')
    const forms = one.forms.map((form) => say(`given.${form}`)).join(', ')
    return `${forms}, ${one.band === null ? say('web.no_sum') : band(one.band)}`
  }
}

/** In the reader's language. */
export function useNames(): (coded: { names: Record<'en' | 'el' | 'es', string> } | null) => string {
  const language = useLanguage() as 'en' | 'el' | 'es'
  return (coded) => coded?.names[language] ?? ''
}
