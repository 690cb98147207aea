import type { Issue } from '#modules/complaints/contract.ts'
import type { PublicMessage } from '#modules/conversations/index.ts'
import type { Language } from '#platform/endpoint.ts'
import { sayDay, sayMoment } from '#platform/time.ts'
import type { Say } from '#platform/words.ts'
import type { FollowedComplaint } from '../find-followed.ts'
import { errorSummary, type Fault, faultOf } from '../kit/error-summary.page.ts'
import { button, filesField, wordsField } from '../kit/fields.page.ts'
import { telephoneLink } from '../kit/frame.page.ts'
import { html } from '../kit/markup.ts'
import { stagesBar } from '../kit/stages.page.ts'
import { stageOf, stages, withoutQuote } from '../rules.ts'

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
    <h1>${say(`portal:now.${state}.title`)}</h1>
    ${stagesBar({ label: say('portal:stages.label'), stages: stages.map((stage) => say(`portal:stages.${stage}`)), here, done: say('portal:stages.past') })}
    ${nextBox(shown)} ${outcomes(shown)}
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

function nextBox({ say, state, complaint, language, zone }: TrackingShown) {
  const by = state === 'waiting_customer' && complaint.reply_by ? sayDay(complaint.reply_by, { language, zone }) : null
  return html`<div class="next">
    <b>${by ? say('portal:now.waiting_customer.next_by', { day: by }) : say(`portal:now.${state}.next`)}</b>
    <p>${say(`portal:now.${state}.you`)}</p>
  </div>`
}

/** What we decided, each point with its reason; once the complaint is closed. */
function outcomes({ say, state, issues }: TrackingShown) {
  const decided = state === 'closed' ? issues.filter(({ outcome }) => outcome) : []
  if (decided.length === 0) return null
  return html`<h2>${say('portal:tracking.outcomes')}</h2>
    <dl class="facts">${decided.map((issue) => outcomeShown(issue, say))}</dl>`
}

function outcomeShown({ title, outcome, sentence }: Issue, say: Say) {
  return html`<div>
    <dt>${title}</dt>
    <dd><strong>${say(`portal:outcome.${outcome}`)}</strong>${sentence && html`<p class="written">${sentence}</p>`}</dd>
  </div>`
}

function messageShown(shown: TrackingShown, message: PublicMessage) {
  const { say, language, zone, path, masthead } = shown
  const theirs = message.from === 'customer'
  const name = theirs ? say('portal:tracking.you') : message.name || masthead.name
  const { said, quoted } = withoutQuote(message.text)
  return html`<article class=${theirs ? 'message theirs' : 'message'}>
    <p class="by">${name}, ${sayMoment(message.at, { language, zone })}</p>
    ${said && html`<div class="written">${said}</div>`}
    ${quoted && html`<details><summary>${say('portal:tracking.quoted')}</summary><div class="written">${quoted}</div></details>`}
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
