import { renderToStringAsync } from 'preact-render-to-string'
import type { Language } from '#platform/endpoint.ts'
import { languageNames, languages, type Say } from '#platform/words.ts'
import { accentAddress } from './accent-sheet.ts'
import { html, type Markup } from './markup.ts'
import { styleSheet } from './style-sheet.ts'

/** Whose pages these are. The customer never sees our name. */
export interface Masthead {
  name: string
  /** The address of the logo. */
  logo: string | null
  postal_address: string
  telephone: string
  imprint: string
  /** The colour of links and buttons; null is our own. */
  accent: string | null
}

export interface Frame {
  language: Language
  say: Say
  masthead: Masthead
  title: string
  /** Where this page is read again in another language, with what its address says besides. */
  path: string
  query?: Record<string, string>
  /** How many things the reader has to look at again. */
  faults?: number
  /** In somebody's own site: without our head and foot. */
  embedded?: boolean
  /** The part at the side, on pages that have one. */
  aside?: Markup
}

/** A whole page as HTML: one column, one thing, readable without its style. */
export async function renderPage(frame: Frame, content: Markup): Promise<string> {
  const { language, say, masthead, embedded } = frame
  const title = frame.faults ? say('portal:frame.error', { title: frame.title }) : frame.title
  const page = html`<html lang=${language}>
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <meta name="robots" content="noindex" />
      <title>${masthead.name ? `${title} – ${masthead.name}` : title}</title>
      ${masthead.logo && html`<link rel="icon" href=${masthead.logo} />`}
      <link rel="stylesheet" href=${styleSheet.address} />
      ${masthead.accent && html`<link rel="stylesheet" href=${accentAddress(masthead.accent)} />`}
    </head>
    <body class=${embedded ? 'embedded' : undefined}>
      ${embedded ? null : html`<a class="skip" href="#main">${say('portal:frame.skip')}</a>${head(frame)}`}
      ${frame.aside ? html`<div class="wide"><main id="main">${content}</main>${frame.aside}</div>` : html`<main id="main" class="column">${content}</main>`}
      ${embedded ? null : foot(frame)}
    </body>
  </html>`
  return `<!doctype html>${await renderToStringAsync(page)}`
}

function head(frame: Frame) {
  const { say, masthead } = frame
  const name = masthead.logo ? html`<img src=${masthead.logo} alt=${masthead.name} height="40" />` : html`<b>${masthead.name}</b>`
  return html`<header class="top">
    <div class="rim">
      <div class="name">${name}</div>
      <nav class="languages" aria-label=${say('portal:frame.languages')}>${languages.map((each) => languageLink(frame, each))}</nav>
    </div>
  </header>`
}

function languageLink({ language, path, query }: Frame, each: Language) {
  if (each === language) return html`<span aria-current="true">${languageNames[each]}</span>`
  const address = `${path}?${new URLSearchParams({ ...query, language: each }).toString()}`
  return html`<a href=${address} lang=${each} hreflang=${each}>${languageNames[each]}</a>`
}

function foot({ say, masthead, language }: Frame) {
  const lines = [masthead.name, masthead.postal_address.replaceAll(/\s*\n\s*/g, ', ')].filter(Boolean).join(' · ')
  return html`<footer>
    <div class="rim">
      <p>${lines}</p>
      <ul>
        ${masthead.telephone && html`<li><a href=${telephoneLink(masthead.telephone)}>${masthead.telephone}</a></li>`}
        ${masthead.imprint && html`<li><a href="/imprint?language=${language}">${say('portal:frame.imprint')}</a></li>`}
        <li><a href="/procedure?language=${language}">${say('portal:frame.procedure')}</a></li>
        <li><a href="/privacy?language=${language}">${say('portal:frame.privacy')}</a></li>
      </ul>
    </div>
  </footer>`
}

export const telephoneLink = (telephone: string): string => `tel:${telephone.replaceAll(/[^\d+]/g, '')}`
