import type { Language } from '#platform/endpoint.ts'
import { gatherWords, type Say } from '#platform/words.ts'
import type { RemedyRecord } from '../present-remedies.ts'
import { writtenSum } from '../rules/sum.ts'
import el from '../words/el.json' with { type: 'json' }
import en from '../words/en.json' with { type: 'json' }
import es from '../words/es.json' with { type: 'json' }

const words = gatherWords({ en: { remedies: en }, el: { remedies: el }, es: { remedies: es } })

interface Speaking {
  language: Language
  say: Say
  /** What a remedy is, in one line. */
  remedy: (remedy: Pick<RemedyRecord, 'kind' | 'amount' | 'currency' | 'percent_hundredths'>) => string
}

/** The module's own words, for mails. */
export function sayRemedies(written: string): Speaking {
  const language = written as Language // a check constraint holds the codes
  const say = words(language)
  return {
    language,
    say,
    remedy({ kind, amount, currency, percent_hundredths }) {
      const form = say(`remedies:kind.${kind}`)
      if (percent_hundredths !== null) return say('remedies:web.of_percent', { form, percent: percent_hundredths / 100 })
      if (amount === null || currency === null) return form
      return say('remedies:reminder.of_sum', { form, sum: writtenSum({ amount, currency }) })
    },
  }
}
