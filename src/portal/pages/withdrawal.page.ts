import type { Language } from '#platform/endpoint.ts'
import type { Say } from '#platform/words.ts'
import { errorSummary, type Fault, faultOf } from '../kit/error-summary.page.ts'
import { button, wordsField } from '../kit/fields.page.ts'
import { html } from '../kit/markup.ts'

interface WithdrawalShown {
  say: Say
  language: Language
  number: string
  path: string
  home: string
  faults: Fault[]
  text: string
}

export function withdrawalPage({ say, language, number, path, home, faults, text }: WithdrawalShown) {
  return html`${errorSummary(faults, say)}
    <p class="hint">${say('portal:withdrawal.number', { number })}</p>
    <h1>${say('portal:withdrawal.title')}</h1>
    <p>${say('portal:withdrawal.meaning')}</p>
    <form method="post" action="${path}?language=${language}" novalidate>
      ${wordsField({ name: 'text', label: say('portal:withdrawal.text'), hint: say('portal:withdrawal.text_hint'), value: text, fault: faultOf(faults, 'text'), rows: 4 })}
      ${button(say('portal:withdrawal.send'))}
    </form>
    <p class="way"><a href=${home}>${say('portal:withdrawal.keep')}</a></p>`
}
