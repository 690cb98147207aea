import type { Language } from '#platform/endpoint.ts'
import { sayDay } from '#platform/time.ts'
import type { Say } from '#platform/words.ts'
import { errorSummary, type Fault, faultOf } from '#portal/kit/error-summary.page.ts'
import { button, choiceField, fieldGroup, wordsField } from '#portal/kit/fields.page.ts'
import { type Masthead, telephoneLink } from '#portal/kit/frame.page.ts'
import { html, type Markup } from '#portal/kit/markup.ts'
import type { ShownOffer } from '../opened-offer.ts'
import { sayWhen } from '../rules/option-words.ts'

interface Worded {
  say: Say
  language: Language
  path: string
  offer: ShownOffer
}

/** What was chosen and written so far. */
export interface Typed {
  /** By issue. */
  remedies: readonly string[]
  answer: string
  words: string
  faults: Fault[]
}

export const fieldOf = (issue: string): string => `issue-${issue}`

/** All options with what happens and when, and below them the way to say that it is none of these. */
export function offerPage(worded: Worded, typed: Typed): Markup {
  const { say, offer, language, path } = worded
  const { number, issues, until, zone } = offer
  return html`${errorSummary(typed.faults, say)}
    <p class="hint">${say('options:page.number', { number })}</p>
    <h1>${say('options:page.title')}</h1>
    <p>${say('options:page.about')}</p>
    <form method="post" action="${path}?language=${language}" novalidate>
      ${issues.map((issue) => choiceOf(worded, { issue, typed, several: issues.length > 1 }))}
      <p class="hint">${say('options:page.until', { day: sayDay(until, { language, zone }) })}</p>
      ${button(say('options:page.choose'))}
    </form>
    ${noneOfThese(worded, typed)}`
}

interface Choice {
  issue: ShownOffer['issues'][number]
  typed: Typed
  several: boolean
}

function choiceOf({ say, language, offer }: Worded, { issue, typed, several }: Choice): Markup {
  const name = fieldOf(issue.id)
  const label = several ? say('options:page.question_of', { issue: issue.title }) : say('options:page.question')
  const rows = issue.options.map(
    ({ remedy, title, happens, days }) =>
      html`<label class="check"><input type="radio" name=${name} value=${remedy} checked=${typed.remedies.includes(remedy)} /><span lang=${offer.language}><b>${title}</b><br />${happens}<br />${say('options:page.when', { when: sayWhen(days, language) })}</span></label>`,
  )
  return fieldGroup({ name, label, fault: faultOf(typed.faults, name) }, html`${rows}`)
}

function noneOfThese({ say, language, path }: Worded, { answer, words, faults }: Typed): Markup {
  const choices = (['countered', 'declined'] as const).map((value) => ({ value, label: say(`options:page.none_${value}`) }))
  return html`<h2>${say('options:page.none_title')}</h2>
    <p>${say('options:page.none_about')}</p>
    <form method="post" action="${path}/other?language=${language}" novalidate>
      ${choiceField({ name: 'answer', label: say('options:page.none_question'), value: answer, choices, fault: faultOf(faults, 'answer') })}
      ${wordsField({
        name: 'words',
        label: say('options:page.words'),
        hint: say('options:page.words_hint'),
        value: words,
        fault: faultOf(faults, 'words'),
        rows: 4,
      })}
      ${button(say('options:page.none_send'), 'quiet')}
    </form>`
}

/** It is answered: what stands, whoever said it. `late`: by somebody who wanted to answer it just now. */
export function answeredPage({ say, language, offer }: Worded, { late }: { late: boolean }): Markup {
  const { state, number, zone, answeredAt, issues } = offer
  const chosen = issues.flatMap(({ options }) => options.filter((option) => option.chosen))
  return html`${late && html`<div class="notice" role="status"><p>${say('options:page.already')}</p></div>`}
    <p class="hint">${say('options:page.number', { number })}</p>
    <h1>${say(`options:page.thanks_${state}`)}</h1>
    ${
      chosen.length > 0 &&
      html`<ul class="listed">
      ${chosen.map(({ title, happens, days }) => html`<li lang=${offer.language}><b>${title}</b><br />${happens}<br />${say('options:page.when', { when: sayWhen(days, language) })}</li>`)}
    </ul>`
    }
    ${answeredAt && html`<p>${say('options:page.noted', { day: sayDay(answeredAt, { language, zone }) })}</p>`}
    <p>${say(state === 'chosen' ? 'options:page.after_chosen' : 'options:page.after_declined')}</p>`
}

interface Over {
  say: Say
  language: Language
  masthead: Masthead
  path: string
  /** The offer ended; else the link did. */
  ended: boolean
  /** A fresh one has been asked for. */
  asked: boolean
}

/** Says nothing of what was offered: whoever holds an old link may not be whom it was for. */
export function offerOverPage({ say, language, masthead, path, ended, asked }: Over): Markup {
  return html`${asked && html`<div class="notice" role="status"><p>${say('portal:over.asked')}</p></div>`}
    <h1>${say(ended ? 'options:page.ended' : 'options:page.over')}</h1>
    <p>${say(ended ? 'options:page.ended_why' : 'options:page.over_why')}</p>
    ${
      !asked &&
      html`<form method="post" action="${path}/fresh-link?language=${language}">
      <p>${say('options:page.fresh_offer')}</p>
      ${button(say('options:page.fresh_send'))}
    </form>`
    }
    ${masthead.telephone && html`<p class="way">${say('portal:over.call')} <a href=${telephoneLink(masthead.telephone)}>${masthead.telephone}</a></p>`}`
}
