import { chooseByLink, declineByLink, type ShownOffer, showOffer } from '#modules/letters/index.ts'
import { answeredPage, fieldOf, offerOverPage, offerPage, type Typed } from '#modules/letters/options/portal/offer.page.ts'
import { findLink } from '#modules/people/index.ts'
import type { Link } from '#platform/actor.ts'
import type { PageAnswer, PageRequest } from '#platform/http/serve-page.ts'
import { Refusal, refuse } from '#platform/refusal.ts'
import type { Say } from '#platform/words.ts'
import type { Work } from '#platform/work.ts'
import { mastheadFor, secretPage } from './follow-link.ts'
import type { Fault } from './kit/error-summary.page.ts'
import { longestAnswer } from './rules.ts'
import './refusals.ts'

interface Choosing extends PageRequest {
  actor: Link
  path: string
}

/** Lets in who came by the link to choose, and who follows the complaint. A link that is over meets a page that offers a fresh one; any other finds nothing. */
export function choosing(answer: (request: Choosing) => Promise<PageAnswer>): (request: PageRequest) => Promise<PageAnswer> {
  return async (request) => {
    const { actor } = request
    const secret = request.params['secret'] ?? ''
    const path = `/c/${secret}/offer`
    if (actor.kind === 'link' && (actor.use === 'choose' || actor.use === 'follow')) return answer({ ...request, actor, path })
    const link = await request.step((work) => findLink(work, secret))
    if (!link?.expired || (link.use !== 'choose' && link.use !== 'follow')) throw refuse('portal.link_not_found')
    return showOver(request, { path, status: 410, ended: false })
  }
}

async function showOver(
  request: PageRequest,
  { path, status, ended }: { path: string; status: number; ended: boolean },
): Promise<PageAnswer> {
  const { language, masthead } = await request.step((work) => mastheadFor(work, request))
  const say = request.say(language)
  const asked = request.query['asked'] === '1'
  const frame = { language, say, masthead, title: say(ended ? 'options:page.ended' : 'options:page.over'), path }
  return secretPage(status, frame, offerOverPage({ say, language, masthead, path, ended, asked }))
}

const nothing: Typed = { remedies: [], answer: '', words: '', faults: [] }

/** Shows what is offered; keeps nothing, for mail programs open links by themselves. */
export async function showOptions(request: Choosing, typed: Typed = nothing): Promise<PageAnswer> {
  const { offer, masthead } = await request.step(async (work) => ({
    offer: await showOffer(work, request.actor),
    masthead: (await mastheadFor(work, request)).masthead,
  }))
  const { path } = request
  if (!offer) throw refuse('portal.link_not_found')
  if (offer.state === 'over' || offer.state === 'replaced') return showOver(request, { path, status: 200, ended: true })
  const language = request.asked ?? offer.language
  const say = request.say(language)
  const worded = { say, language, path, offer }
  const isOpen = offer.state === 'open'
  const title = say(isOpen ? 'options:page.title' : `options:page.thanks_${offer.state}`)
  const frame = { language, say, masthead, title, path, faults: isOpen ? typed.faults.length : 0 }
  if (!isOpen) return secretPage(200, frame, answeredPage(worded, { late: request.query['late'] === '1' }))
  return secretPage(typed.faults.length > 0 ? 400 : 200, frame, offerPage(worded, typed))
}

/** Keeps the choice, once; who comes second, also at the same moment, reads what stands. */
export async function takeChoice(request: Choosing): Promise<PageAnswer> {
  const { fields, actor } = request
  const offer = await request.step((work) => showOffer(work, actor))
  if (offer?.state !== 'open') return { goTo: back(request, offer !== null) }
  const say = request.say(request.asked ?? offer.language)
  const picked = offer.issues.map(({ id, options }) => ({ field: fieldOf(id), remedy: named(fields[fieldOf(id)], options) }))
  const faults: Fault[] = picked
    .filter(({ remedy }) => remedy === null)
    .map(({ field }) => ({ field, sentence: say('options:page.choose_first') }))
  const remedies = picked.map(({ remedy }) => remedy).filter((remedy) => remedy !== null)
  if (faults.length > 0) return showOptions(request, { ...nothing, remedies, faults })
  return keep(request, (work) => chooseByLink(work, actor, remedies))
}

const named = (said: string | undefined, options: ShownOffer['issues'][number]['options']): string | null =>
  options.find(({ remedy }) => remedy === said)?.remedy ?? null

/** None of it, or something else: in the customer's own words. */
export async function takeOther(request: Choosing): Promise<PageAnswer> {
  const { fields, actor } = request
  const [answer, words] = [fields['answer'] ?? '', (fields['words'] ?? '').replaceAll('\r\n', '\n').trim()]
  const offer = await request.step((work) => showOffer(work, actor))
  if (offer?.state !== 'open') return { goTo: back(request, offer !== null) }
  const faults = judge({ answer, words }, request.say(request.asked ?? offer.language))
  if (faults.length > 0) return showOptions(request, { ...nothing, answer, words, faults })
  return keep(request, (work) => declineByLink(work, actor, { other: answer === 'countered', words }))
}

function judge({ answer, words }: { answer: string; words: string }, say: Say): Fault[] {
  const faults: Fault[] = []
  if (answer !== 'countered' && answer !== 'declined') faults.push({ field: 'answer', sentence: say('options:page.say_which') })
  if (answer === 'countered' && words === '') faults.push({ field: 'words', sentence: say('options:page.write_first') })
  if (words.length > longestAnswer) faults.push({ field: 'words', sentence: say('options:page.too_long', { most: longestAnswer }) })
  return faults
}

async function keep(request: Choosing, act: (work: Work) => Promise<void>): Promise<PageAnswer> {
  try {
    await request.step(act)
    return { goTo: back(request, false) }
  } catch (error) {
    const isLate = error instanceof Refusal && ['options.answered', 'options.over'].includes(error.code)
    if (isLate) return { goTo: back(request, true) }
    throw error
  }
}

function back({ path, asked }: Choosing, late: boolean): string {
  const query = new URLSearchParams({ ...(late && { late: '1' }), ...(asked && { language: asked }) }).toString()
  return `${path}${query && `?${query}`}`
}
