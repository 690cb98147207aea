import { scores } from '#modules/surveys/contract.ts'
import type { Language } from '#platform/endpoint.ts'
import type { Say } from '#platform/words.ts'
import { errorSummary, type Fault, faultOf } from '../kit/error-summary.page.ts'
import { button, choiceField, wordsField } from '../kit/fields.page.ts'
import { type Masthead, telephoneLink } from '../kit/frame.page.ts'
import { html } from '../kit/markup.ts'

interface Shown {
  say: Say
  language: Language
  masthead: Masthead
  path: string
  number: string
}

/** What was chosen and written so far. */
export interface Typed {
  outcome: string
  handling: string
  comment: string
  faults: Fault[]
}

/** Two questions, why we ask and who reads the answer; and a way not to be asked again. */
export function surveyPage({ say, language, path, number }: Omit<Shown, 'masthead'>, { faults, outcome, handling, comment }: Typed) {
  const choices = scores.map((score) => ({ value: String(score), label: say(`surveys:score.${score}`) }))
  const question = (name: 'outcome' | 'handling', value: string) =>
    choiceField({ name, label: say(`surveys:page.${name}`), value, choices, fault: faultOf(faults, name) })
  return html`${errorSummary(faults, say)}
    <p class="hint">${say('surveys:page.number', { number })}</p>
    <h1>${say('surveys:page.title')}</h1>
    <p>${say('surveys:page.purpose')}</p>
    <p>${say('surveys:page.receivers')} ${say('surveys:page.free')}</p>
    <form method="post" action="${path}?language=${language}" novalidate>
      ${question('outcome', outcome)} ${question('handling', handling)}
      ${wordsField({ name: 'comment', label: say('surveys:page.comment'), optional: say('surveys:page.optional'), value: comment, fault: faultOf(faults, 'comment'), rows: 4 })}
      ${button(say('surveys:page.send'))}
    </form>
    <h2>${say('surveys:page.rather_not')}</h2>
    <form method="post" action="${path}/opt-out?language=${language}">${button(say('surveys:page.no_more'), 'quiet')}</form>`
}

/** It is answered, or will not be asked again: nothing is left to do. */
export function surveyDonePage(
  { say, number }: Pick<Shown, 'say' | 'number'>,
  { optedOut, unhappy }: { optedOut: boolean; unhappy: boolean },
) {
  const kept = optedOut ? 'opted_out' : 'thanks'
  return html`<p class="hint">${say('surveys:page.number', { number })}</p>
    <h1>${say(`surveys:page.${kept}`)}</h1>
    <p>${say(unhappy ? 'surveys:page.thanks_unhappy' : `surveys:page.${kept}_kept`)}</p>`
}

/** Says nothing about the complaint: whoever holds an old link may not be whom it was for. */
export function surveyOverPage({ say, masthead }: Pick<Shown, 'say' | 'masthead'>) {
  return html`<h1>${say('surveys:page.over')}</h1>
    <p>${say('surveys:page.over_why')}</p>
    ${masthead.telephone && html`<p class="way">${say('portal:over.call')} <a href=${telephoneLink(masthead.telephone)}>${masthead.telephone}</a></p>`}`
}
