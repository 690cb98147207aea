import { renderToStringAsync } from 'preact-render-to-string'
import { complaintFor, issuesOf } from '#modules/complaints/index.ts'
import type { Message } from '#modules/conversations/contract.ts'
import { maskNumbers } from '#modules/conversations/rules/mask-numbers.ts'
import type { StreamTools } from '#platform/http/serve-stream.ts'
import { localeOf } from '#platform/time.ts'
import type { Say } from '#platform/words.ts'
import type { Work } from '#platform/work.ts'
import { html, type Markup } from '#portal/kit/markup.ts'
import type { Begun, Exporting } from './bundle.ts'
import { type BroughtMessage, broughtMessages, messageFiles } from './bundle-messages.ts'
import { pageStyle } from './bundle-style.ts'
import type { FactRecord } from './contract.ts'
import { factPages } from './fact-pages.ts'
import { inWords } from './list-facts.ts'

interface Reading {
  say: Say
  moment: (at: string | Temporal.Instant) => string
  begun: Begun
}

/** The bundle for eyes: what was said, what was decided, what happened and when, in the complaint's language. Written as it is read. */
export async function* bundlePage(tools: StreamTools & Exporting, begun: Begun): AsyncGenerator<string> {
  const say = tools.say(begun.language)
  const moment = momentsIn(begun)
  const reading = { say, moment, begun }
  const chain = { stream: begun.chain.stream, until: begun.chain.facts }

  yield headOf(reading)
  yield await fragment(await tools.step((work) => firstPart(work, reading)))
  yield `<h2>${say('audit:page.messages')}</h2>`
  for await (const messages of factPages(tools, chain, (work, facts) => broughtMessages(work, begun.complaint, facts)))
    yield await fragment(messages.map((message) => messageOf(message, reading)))
  yield `<h2>${say('audit:page.record')}</h2><p>${say('audit:page.record_hint')}</p><table><thead><tr><th>${say('audit:page.number')}</th><th>${say('audit:page.when')}</th><th>${say('audit:page.who')}</th><th>${say('audit:page.what')}</th></tr></thead><tbody>`
  for await (const facts of factPages(tools, chain, (work, rows) => inWords(work, { complaint: begun.complaint, facts: rows, say })))
    yield await fragment(facts.map((fact) => factRow(fact, reading)))
  yield '</tbody></table></main></body></html>\n'
}

/** Day and second in the desk's zone. One formatter for all: a new one for each fact would cost more than the rest of the page. */
function momentsIn({ language, organisation: { zone } }: Begun): Reading['moment'] {
  const format = new Intl.DateTimeFormat(localeOf(language), { dateStyle: 'long', timeStyle: 'medium', timeZone: zone, hourCycle: 'h23' })
  return (at) => format.format((typeof at === 'string' ? Temporal.Instant.from(at) : at).epochMilliseconds)
}

const fragment = async (content: Markup): Promise<string> => renderToStringAsync(html`${content}`)

// What stands here is ours alone, but for names, which are escaped.
function headOf({ say, begun }: Reading): string {
  const title = escaped(`${begun.complaint.number} – ${begun.organisation.name || say('audit:page.title')}`)
  return `<!doctype html><html lang="${begun.language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title><style>${pageStyle}</style></head><body><main><h1>${escaped(say('audit:page.heading', { number: begun.complaint.number }))}</h1>`
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

async function firstPart(work: Work, { say, moment, begun }: Reading): Promise<Markup> {
  const complaint = await complaintFor(work, begun.complaint.id)
  const issues = await issuesOf(work, complaint.id)
  const lines: [string, string][] = [
    [say('audit:page.company'), begun.organisation.name],
    [say('audit:page.received'), moment(complaint.received_at)],
    [say('audit:page.state'), say(`complaints:state.${complaint.state}`)],
    [say('audit:page.exported'), moment(begun.at)],
    [say('audit:page.facts'), String(begun.chain.facts)],
    [say('audit:page.head'), begun.chain.head],
    [say('audit:page.key'), begun.seal.publicKey],
  ]
  return html`<dl>${lines.filter(([, value]) => value !== '').map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
    <p class="check">${say('audit:page.check')} <code>node verify.mjs ${complaint.number}.zip</code></p>
    <p class="check">${say('audit:page.not_in_it', { zone: begun.organisation.zone })}</p>
    <h2>${say('audit:page.words')}</h2>
    <blockquote>${maskNumbers(complaint.words, complaint.order_numbers)}</blockquote>
    <h2>${say('audit:page.issues')}</h2>
    <ul>
      ${issues.map(
        ({ title, outcome, sentence }) =>
          html`<li><b>${maskNumbers(title, complaint.order_numbers)}</b><br />${outcome ? say(`complaints:outcome.${outcome}`) : say('audit:page.undecided')}${sentence && html`<br />${sentence}`}</li>`,
      )}
    </ul>`
}

function messageOf(message: BroughtMessage, { say, moment }: Reading): Markup {
  const { found, seq } = message
  if (!found || found.shown.moved_to)
    return html`<article><p class="gone">${say(found ? 'audit:page.moved' : 'audit:page.gone', { number: seq })}</p></article>`
  const { direction, recipients, subject, text, at, sent_at } = found.shown
  const files = messageFiles([message])
  return html`<article class=${direction}>
    <header>
      <b>${say(`audit:page.${direction}`, { name: writerOf(found.shown, say) })}</b> · ${moment(sent_at ?? at)} · ${wayOf(found.shown, say)}
      ${recipients.length > 0 && html`<br />${say('audit:page.to')}: ${recipients.map(({ address }) => address).join(', ')}`}
    </header>
    ${subject && html`<h3>${subject}</h3>`}
    <div class="text">${text}</div>
    ${files.length > 0 && html`<p>${say('audit:page.files')}: ${files.map(({ path }) => html`<a href=${addressOf(path)}>${path}</a> `)}</p>`}
    <p class="seq">${say('audit:page.fact', { number: seq })}</p>
  </article>`
}

const writerOf = ({ author, from }: Message, say: Say): string =>
  from?.name || author.name || from?.address || say(`conversations:actors.${author.kind}`)

const wayOf = ({ channel, state }: Message, say: Say): string =>
  [say(`conversations:channel.${channel}`), state && say(`conversations:state.${state}`)].filter(Boolean).join(' · ')

const addressOf = (path: string): string => path.split('/').map(encodeURIComponent).join('/')

const factRow = ({ seq, at, actor, sentence }: FactRecord, { moment }: Reading): Markup =>
  html`<tr id=${`fact-${seq}`}><td>${seq}</td><td><time datetime=${at}>${moment(at)}</time></td><td>${actor.name}</td><td>${sentence}</td></tr>`
