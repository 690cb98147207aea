import type { Language } from '#platform/endpoint.ts'
import type { Say } from '#platform/words.ts'
import { button } from '#portal/kit/fields.page.ts'
import { type Masthead, telephoneLink } from '#portal/kit/frame.page.ts'
import { html, type Markup } from '#portal/kit/markup.ts'
import type { ShownCoupon } from '../reveal-coupon.ts'

interface Worded {
  say: Say
  language: Language
  /** Of the complaint. */
  number: string
  path: string
  /** Where the customer follows the complaint; null for who came by the coupon's own link. */
  home: string | null
  /** `20,00 €` */
  worth: string
  /** The last day on which it is taken. */
  until: string
}

/** The coupon before its code was shown, with the button that shows it; after that, when it was shown and what to do if it was lost. */
export function couponPage(worded: Worded, { kind, state, revealed }: Pick<ShownCoupon, 'kind' | 'state'> & { revealed: string | null }) {
  const { say, language, path, until } = worded
  const asks = state === 'issued' && revealed === null
  return html`${head(worded, kind)}
    ${state !== 'issued' && html`<p><strong>${say(`coupons:page.${state}`, { until })}</strong></p>`}
    ${revealed !== null && html`<p>${revealed}</p>`}
    ${revealed !== null && state === 'issued' && html`<p>${say('coupons:page.lost')}</p>`}
    ${
      asks &&
      html`<p>${say('coupons:page.about')}</p>
      <form method="post" action="${path}?language=${language}">${button(say('coupons:page.show'))}</form>`
    }
    ${back(worded)}`
}

/** The code, once. The sheet is asked for with the code itself, which only who has this page before them knows. */
export function codePage(worded: Worded, { kind, code }: { kind: ShownCoupon['kind']; code: string }) {
  const { say, language, path } = worded
  return html`${head(worded, kind)}
    <div class="notice" role="status">
      <p>${say('coupons:page.code')}</p>
      <p><strong class="code">${code}</strong></p>
      <p>${say('coupons:page.code_keep')}</p>
    </div>
    <form class="not-printed" method="post" action="${path}/sheet?language=${language}">
      <input type="hidden" name="code" value=${code} />
      ${button(say('coupons:page.print'), 'quiet')}
    </form>
    ${back(worded)}`
}

/** Says nothing of what it was for: whoever holds an old link may not be whom it was for. */
export const overPage = (say: Say, { telephone }: Masthead): Markup => html`<h1>${say('coupons:page.over')}</h1>
    <p>${say('coupons:page.over_why')}</p>
    ${telephone && html`<p class="way">${say('portal:over.call')} <a href=${telephoneLink(telephone)}>${telephone}</a></p>`}`

/** On the page of the complaint: each coupon with what it is worth. */
export function couponsList(
  say: Say,
  coupons: readonly { id: string; words: string }[],
  { path, language }: Pick<Worded, 'path' | 'language'>,
): Markup {
  if (coupons.length === 0) return null
  return html`<h2>${say('coupons:page.list')}</h2>
    <ul class="listed">
      ${coupons.map(({ id, words }) => html`<li><a href="${path}/coupons/${id}?language=${language}">${words}</a></li>`)}
    </ul>`
}

const head = (
  { say, number, worth, until }: Worded,
  kind: ShownCoupon['kind'],
): Markup => html`<p class="hint">${say('coupons:page.number', { number })}</p>
    <h1>${say(`coupons:page.title_${kind}`)}</h1>
    <dl class="facts">
      <div><dt>${say('coupons:page.worth')}</dt><dd>${worth}</dd></div>
      <div><dt>${say('coupons:page.until')}</dt><dd>${until}</dd></div>
    </dl>`

const back = ({ say, home }: Worded): Markup =>
  home !== null && html`<p class="way not-printed"><a href=${home}>${say('coupons:page.back')}</a></p>`
