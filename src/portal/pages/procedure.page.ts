import type { PublishedLimit, PublishedLimits } from '#modules/clocks/index.ts'
import type { Language } from '#platform/endpoint.ts'
import type { Say } from '#platform/words.ts'
import { type Masthead, telephoneLink } from '../kit/frame.page.ts'
import { html } from '../kit/markup.ts'

export interface ProcedureShown {
  say: Say
  language: Language
  masthead: Masthead
  limits: PublishedLimits
  /** Where mail is taken. */
  addresses: readonly string[]
}

/** What happens with a complaint, and when: from the settings of today. */
export function procedurePage(shown: ProcedureShown) {
  const { say, language } = shown
  const steps = ['received', 'person', 'answer', 'after'] as const
  return html`<h1>${say('clocks:procedure.title')}</h1>
    <p>${say('clocks:procedure.lead')}</p>
    <h2>${say('clocks:procedure.ways')}</h2>
    ${ways(shown)}
    <h2>${say('clocks:procedure.steps')}</h2>
    <ol class="listed">${steps.map((step) => html`<li>${say(`clocks:procedure.step_${step}`)}</li>`)}</ol>
    <h2>${say('clocks:procedure.times')}</h2>
    ${times(shown)}
    <h2>${say('clocks:procedure.not_content')}</h2>
    <p>${say('clocks:procedure.again')}</p>
    <p>${say('clocks:procedure.outside')}</p>
    <p class="way"><a href="/complain?language=${language}">${say('clocks:procedure.complain')}</a></p>`
}

function ways({ say, language, masthead, addresses }: ProcedureShown) {
  const { telephone, postal_address, name } = masthead
  const address = [name, postal_address.replaceAll(/\s*\n\s*/g, ', ')].filter(Boolean).join(', ')
  return html`<ul class="listed">
    <li><a href="/complain?language=${language}">${say('clocks:procedure.way_form')}</a></li>
    ${addresses.map((each) => html`<li><a href="mailto:${each}">${say('clocks:procedure.way_email', { address: each })}</a></li>`)}
    ${telephone && html`<li><a href=${telephoneLink(telephone)}>${say('clocks:procedure.way_phone', { telephone })}</a></li>`}
    ${postal_address && html`<li>${say('clocks:procedure.way_letter', { address })}</li>`}
  </ul>`
}

function times({ say, language, limits: { ours, laws, mayPause } }: ProcedureShown) {
  if (ours.length + laws.length === 0) return html`<p>${say('clocks:procedure.no_times')}</p>`
  return html`${ours.length > 0 && html`<h3>${say('clocks:procedure.ours')}</h3>${limitsList(say, ours)}`}
  ${laws.length > 0 && html`<h3>${say('clocks:procedure.laws')}</h3>`}
  ${laws.map(({ names, basis, limits }) => html`<p><strong>${names[language]}</strong> <span class="hint" lang="en">${basis}</span></p>${limitsList(say, limits)}`)}
  ${mayPause && html`<p>${say('clocks:procedure.pause')}</p>`}`
}

const limitsList = (say: Say, limits: readonly PublishedLimit[]) =>
  html`<ul class="listed">${limits.map((limit) => html`<li>${sentence(say, limit)}</li>`)}</ul>`

function sentence(say: Say, { kind, amount, unit }: PublishedLimit): string {
  // A rule that says a word counts nothing.
  if (amount === 0) return say(`clocks:procedure.word.${kind}`, { span: say(`clocks:units.${unit}`) })
  return say(`clocks:procedure.time.${kind}`, { span: say(`clocks:units.${unit}`, { count: amount }) })
}
