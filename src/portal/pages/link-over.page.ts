import type { Language } from '#platform/endpoint.ts'
import type { Say } from '#platform/words.ts'
import { button } from '../kit/fields.page.ts'
import { type Masthead, telephoneLink } from '../kit/frame.page.ts'
import { html } from '../kit/markup.ts'

interface LinkOver {
  say: Say
  language: Language
  masthead: Masthead
  secret: string
  /** A fresh one has been asked for. */
  asked: boolean
  /** What was sent here too late: shown, so that it can be copied. */
  typed: string
}

/** Says nothing about the complaint: whoever holds an old link may not be whom it was for. */
export function linkOverPage({ say, language, masthead, secret, asked, typed }: LinkOver) {
  return html`${asked && html`<div class="notice" role="status"><p>${say('portal:over.asked')}</p></div>`}
    <h1>${say('portal:over.title')}</h1>
    <p>${say('portal:over.why')}</p>
    ${
      typed.trim() &&
      html`<h2>${say('portal:over.not_sent')}</h2>
      <div class="message theirs"><div class="written">${typed}</div></div>`
    }
    ${
      !asked &&
      html`<form method="post" action="/c/${secret}/fresh-link?language=${language}">
      <p>${say('portal:over.offer')}</p>
      ${button(say('portal:over.send'))}
    </form>`
    }
    ${masthead.telephone && html`<p class="way">${say('portal:over.call')} <a href=${telephoneLink(masthead.telephone)}>${masthead.telephone}</a></p>`}`
}
