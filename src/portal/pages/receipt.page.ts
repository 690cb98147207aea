import type { Language } from '#platform/endpoint.ts'
import type { Say } from '#platform/words.ts'
import type { Masthead } from '../kit/frame.page.ts'
import { html } from '../kit/markup.ts'

/** What both the page and the PDF say. */
export interface Receipt {
  say: Say
  language: Language
  title: string
  number: string
  organisation: Masthead
  lines: { name: string; value: string }[]
  words: string
  wish: string | null
  /** In which the customer wrote. */
  inLanguage: string
}

export function receiptPage({ say, title, lines, words, wish, inLanguage }: Receipt, { home, pdf }: { home: string; pdf: string }) {
  return html`<h1>${title}</h1>
    <dl class="facts">${lines.map(({ name, value }) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
    <h2>${say('portal:receipt.words')}</h2>
    <div class="theirs"><div class="written" lang=${inLanguage}>${words}</div></div>
    ${
      wish &&
      html`<h2>${say('portal:receipt.wish')}</h2>
      <div class="theirs"><div class="written" lang=${inLanguage}>${wish}</div></div>`
    }
    <p class="way not-printed"><a href=${pdf}>${say('portal:receipt.as_pdf')}</a></p>
    <p class="way not-printed"><a href=${home}>${say('portal:receipt.back')}</a></p>`
}
