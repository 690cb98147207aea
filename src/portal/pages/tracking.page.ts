import { type Issue, stages } from '#modules/complaints/contract.ts'
import { stageOf } from '#modules/complaints/rules/stages.ts'
import type { PublicMessage } from '#modules/conversations/index.ts'
import { couponsList } from '#modules/remedies/coupons/portal/coupon.page.ts'
import { sayWorth } from '#modules/remedies/index.ts'
import type { Language } from '#platform/endpoint.ts'
import { sayDay, sayMoment } from '#platform/time.ts'
import type { Say } from '#platform/words.ts'
import type { FollowedComplaint } from '../find-followed.ts'
import { errorSummary, type Fault, faultOf } from '../kit/error-summary.page.ts'
import { button, filesField, wordsField } from '../kit/fields.page.ts'
import { telephoneLink } from '../kit/frame.page.ts'
import { html } from '../kit/markup.ts'
import { stagesBar } from '../kit/stages.page.ts'
import { standOf, withoutQuote } from '../rules.ts'

export interface TrackingShown extends FollowedComplaint {
  say: Say
  language: Language
  /** What has just been done here. */
  notice: 'new' | 'sent' | 'withdrawn' | undefined
  /** The whole address of this page, to keep. */
  address: string
  path: string
}

/** What somebody typed that needs another look. */
export interface Unsent {
  faults: Fault[]
  text: string
  key: string
  hadFiles: boolean
}

export function trackingPage(shown: TrackingShown, unsent: Unsent) {
  const { say, language, zone, state, complaint, messages } = shown
  const here = stages.indexOf(stageOf(state))
  return html`${errorSummary(unsent.faults, say, unsent.hadFiles ? say('portal:files.again') : undefined)} ${noticeOf(shown)}
    <p class="hint">${say('portal:tracking.received', { number: complaint.number, moment: sayMoment(complaint.received_at, { language, zone }) })}</p>
    <h1>${say(`portal:now.${standOf(state, complaint.resolved_at)}.title`)}</h1>
    ${stagesBar({ label: say('portal:stages.label'), stages: stages.map((stage) => say(`portal:stages.${stage}`)), here, done: say('portal:stages.past') })}
    ${nextBox(shown)} ${offerWay(shown)} ${outcomes(shown)} ${coupons(shown)}
    <h2 id="messages">${say('portal:tracking.messages')}</h2>
    ${messages.map((message) => messageShown(shown, message))}${answerForm(shown, unsent)}`
}

function noticeOf({ notice, say, complaint, address }: TrackingShown) {
  if (!notice) return null
  if (notice !== 'new') return html`<div class="notice" role="status"><p>${say(`portal:notice.${notice}`)}</p></div>`
  return html`<div class="notice" role="status">
    <p><b>${say('portal:notice.new')}</b></p>
    <p>${say('portal:notice.number')} <strong>${complaint.number}</strong></p>
    <p>${say(complaint.anonymous ? 'portal:notice.keep_anonymous' : 'portal:notice.keep')}</p>
    <p><a class="keep" href=${address}>${address}</a></p>
  </div>`
}

/** An offer waits for their choice, on a page of its own. */
const offerWay = ({ say, offer, path, language }: TrackingShown) =>
  offer && html`<p class="way not-printed"><a href="${path}/offer?language=${language}">${say('options:page.open_offer')}</a></p>`

function nextBox(shown: TrackingShown) {
  const { say, state, complaint, answerBy, language, zone } = shown
  const stand = standOf(state, complaint.resolved_at)
  const by = state === 'waiting_customer' && complaint.reply_by ? sayDay(complaint.reply_by, { language, zone }) : null
  return html`<div class="next">
    <b>${by ? say('portal:now.waiting_customer.next_by', { day: by }) : say(`portal:now.${stand}.next`)}</b>
    <p>${say(`portal:now.${stand}.you`)}</p>
    ${goesOn(shown)} ${parts(shown)}
    ${answerBy && html`<p>${say('clocks:date.final', { day: sayDay(answerBy, { language, zone }) })}</p>`}
  </div>`
}

/** Where it goes on. A form, for opening the other one makes a link of its own, and reading a page makes nothing. */
function goesOn({ say, goesOnIn, path, language }: TrackingShown) {
  if (goesOnIn === null) return null
  return html`<form class="not-printed" method="post" action="${path}/continuation?language=${language}">
    ${button(say('portal:now.merged.go', { number: goesOnIn }), 'quiet')}
  </form>`
}

/** What was one with it: each part has a page of its own, opened like the one above. */
function parts({ say, parts: others, path, language }: TrackingShown) {
  return others.map(
    ({ id, number, role }) => html`<form class="not-printed" method="post" action="${path}/continuation?part=${id}&language=${language}">
      <p>${say(role === 'later' ? 'portal:now.parts.title' : 'portal:now.parts.whole')}</p>
      ${button(say('portal:now.merged.go', { number }), 'quiet')}
    </form>`,
  )
}

/** What we decided, each point with its reason, from when the customer was told: the page is not the first to say it. */
function outcomes({ say, complaint, issues }: TrackingShown) {
  const decided = complaint.resolved_at || complaint.state === 'closed' ? issues.filter(({ outcome }) => outcome) : []
  if (decided.length === 0) return null
  return html`<h2>${say('portal:tracking.outcomes')}</h2>
    <dl class="facts">${decided.map((issue) => outcomeShown(issue, { say, language: complaint.language }))}</dl>`
}

function outcomeShown({ title, outcome, sentence }: Issue, { say, language }: { say: Say; language: string }) {
  return html`<div>
    <dt>${title}</dt>
    <dd><strong>${say(`portal:outcome.${outcome}`)}</strong>${sentence && html`<p class="written" lang=${language}>${sentence}</p>`}</dd>
  </div>`
}

function coupons({ say, coupons: theirs, language, path }: TrackingShown) {
  const named = theirs.map(({ id, kind, ...worth }) => ({
    id,
    words: say(`coupons:page.open_${kind}`, { worth: sayWorth(worth, language) }),
  }))
  return couponsList(say, named, { path, language })
}

function messageShown(shown: TrackingShown, message: PublicMessage) {
  const { say, language, zone, path, masthead } = shown
  const theirs = message.from === 'customer'
  const name = theirs ? say('portal:tracking.you') : message.name || masthead.name
  const { said, quoted } = withoutQuote(message.text)
  return html`<article class=${theirs ? 'message theirs' : 'message'}>
    <p class="by">${name}, ${sayMoment(message.at, { language, zone })}</p>
    ${said && html`<div class="written" lang=${shown.complaint.language}>${said}</div>`}
    ${shown.letters.has(message.id) && html`<p class="way not-printed"><a href="${path}/letters/${message.id}?language=${language}">${say('portal:letter.read')}</a></p>`}
    ${quoted && html`<details><summary>${say('portal:tracking.quoted')}</summary><div class="written" lang=${shown.complaint.language}>${quoted}</div></details>`}
    ${
      message.attachments.length > 0 &&
      html`<ul class="files">
      ${message.attachments.map(({ id, name: file, size }) => html`<li><a href="${path}/attachments/${id}" download>${file}</a> <span class="hint">${sizeOf(size, language)}</span></li>`)}
    </ul>`
    }
  </article>`
}

function sizeOf(bytes: number, language: Language): string {
  const [amount, unit] = bytes < 1_000_000 ? [Math.max(1, Math.round(bytes / 1000)), 'kilobyte'] : [bytes / 1_000_000, 'megabyte']
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: 1 }).format(Number(amount))
}

function answerForm({ say, state, path, language }: TrackingShown, { faults, text, key }: Unsent) {
  const ended = state === 'closed' || state === 'withdrawn'
  return html`<h2 class="not-printed">${say('portal:answer.title')}</h2>
    ${ended && html`<p>${say('portal:answer.opens_again')}</p>`}
    <form class="not-printed" method="post" action="${path}/messages?language=${language}" enctype="multipart/form-data" novalidate>
      <input type="hidden" name="key" value=${key} />
      ${wordsField({ name: 'text', label: say('portal:answer.text'), value: text, fault: faultOf(faults, 'text'), rows: 5 })}
      ${filesField({ name: 'files', label: say('portal:answer.files'), optional: say('portal:answer.files_optional'), fault: faultOf(faults, 'files') })}
      ${button(say('portal:answer.send'))}
    </form>`
}

export function trackingAside({ say, handler, masthead, path, language, mayWithdraw }: TrackingShown & { mayWithdraw: boolean }) {
  const inLanguage = `?language=${language}`
  return html`<aside aria-label=${say('portal:aside.label')}>
    <h2>${say('portal:aside.handler')}</h2>
    <p>${handler || say('portal:aside.nobody_yet')}${masthead.name && html`<br />${masthead.name}`}</p>
    ${masthead.telephone && html`<p class="way"><a href=${telephoneLink(masthead.telephone)}>${masthead.telephone}</a></p>`}
    <h2>${say('portal:aside.copy')}</h2>
    <ul>
      <li><a href="${path}/receipt${inLanguage}">${say('portal:aside.receipt')}</a></li>
      <li><a href="${path}/receipt.pdf${inLanguage}">${say('portal:aside.receipt_pdf')}</a></li>
    </ul>
    ${
      mayWithdraw &&
      html`<h2>${say('portal:aside.no_longer')}</h2>
      <ul>
        <li><a href="${path}/withdrawal${inLanguage}">${say('portal:aside.withdraw')}</a></li>
      </ul>`
    }
    <p class="hint">${say('portal:aside.link')}</p>
  </aside>`
}
