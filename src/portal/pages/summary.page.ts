import type { Language } from '#platform/endpoint.ts'
import type { Say } from '#platform/words.ts'
import { errorSummary, type Fault, faultOf } from '../kit/error-summary.page.ts'
import { button, choiceField, wordsField } from '../kit/fields.page.ts'
import { type Masthead, telephoneLink } from '../kit/frame.page.ts'
import { html } from '../kit/markup.ts'

interface Shown {
  say: Say
  language: Language
  path: string
  number: string
  /** What we understood. */
  text: string
}

/** What was chosen and written so far. */
export interface Typed {
  answer: string
  correction: string
  faults: Fault[]
}

/** What we understood, and two answers: it is right, or what is different. */
export function summaryPage({ say, language, path, number, text }: Shown, { faults, answer, correction }: Typed) {
  const choices = (['confirmed', 'corrected'] as const).map((value) => ({ value, label: say(`procedure:enquiry.page.${value}`) }))
  return html`${errorSummary(faults, say)}
    <p class="hint">${say('procedure:enquiry.page.number', { number })}</p>
    <h1>${say('procedure:enquiry.page.title')}</h1>
    <h2>${say('procedure:enquiry.page.noted')}</h2>
    <div class="theirs"><div class="written" dir="auto">${text}</div></div>
    <form method="post" action="${path}?language=${language}" novalidate>
      ${choiceField({ name: 'answer', label: say('procedure:enquiry.page.question'), value: answer, choices, fault: faultOf(faults, 'answer') })}
      ${wordsField({
        name: 'correction',
        label: say('procedure:enquiry.page.correction'),
        hint: say('procedure:enquiry.page.correction_hint'),
        value: correction,
        fault: faultOf(faults, 'correction'),
        rows: 5,
      })}
      ${button(say('procedure:enquiry.page.send'))}
    </form>`
}

/** It is answered: nothing is left to do. */
export function summaryDonePage({ say, number }: Pick<Shown, 'say' | 'number'>, answer: 'confirmed' | 'corrected') {
  return html`<p class="hint">${say('procedure:enquiry.page.number', { number })}</p>
    <h1>${say('procedure:enquiry.page.thanks')}</h1>
    <p>${say(`procedure:enquiry.page.kept_${answer}`)}</p>`
}

/** Says nothing about the complaint: whoever holds an old link may not be whom it was for. */
export function summaryOverPage({ say, masthead }: { say: Say; masthead: Masthead }) {
  return html`<h1>${say('procedure:enquiry.page.over')}</h1>
    <p>${say('procedure:enquiry.page.over_why')}</p>
    ${masthead.telephone && html`<p class="way">${say('portal:over.call')} <a href=${telephoneLink(masthead.telephone)}>${masthead.telephone}</a></p>`}`
}
