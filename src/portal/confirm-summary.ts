import { findLink } from '#modules/people/index.ts'
import { longestWords } from '#modules/procedure/contract.ts'
import { answerByLink, findOpenedSummary } from '#modules/procedure/index.ts'
import type { Link } from '#platform/actor.ts'
import type { PageAnswer, PageRequest } from '#platform/http/serve-page.ts'
import { refuse } from '#platform/refusal.ts'
import type { Say } from '#platform/words.ts'
import { mastheadFor, secretPage } from './follow-link.ts'
import type { Fault } from './kit/error-summary.page.ts'
import { summaryDonePage, summaryOverPage, summaryPage, type Typed } from './pages/summary.page.ts'
import './refusals.ts'

interface Confirming extends PageRequest {
  actor: Link
  path: string
}

/** Lets a link to confirm in. One that is over meets a page that says so; any other finds nothing. */
export function confirming(answer: (request: Confirming) => Promise<PageAnswer>): (request: PageRequest) => Promise<PageAnswer> {
  return async (request) => {
    const { actor } = request
    const secret = request.params['secret'] ?? ''
    const path = `/c/${secret}/summary`
    if (actor.kind === 'link' && actor.use === 'confirm') return answer({ ...request, actor, path })
    const link = await request.step((work) => findLink(work, secret))
    if (!link?.expired || link.use !== 'confirm') throw refuse('portal.link_not_found')
    return showOver(request, path)
  }
}

async function showOver(request: PageRequest, path: string): Promise<PageAnswer> {
  const { language, masthead } = await request.step((work) => mastheadFor(work, request))
  const say = request.say(language)
  const title = say('procedure:enquiry.page.over')
  return secretPage(410, { language, say, masthead, title, path }, summaryOverPage({ say, masthead }))
}

const nothing: Typed = { answer: '', correction: '', faults: [] }

/** Shows what we understood and asks whether it is right; keeps nothing, for mail programs open links by themselves. */
export async function askWhetherRight(request: Confirming, typed: Typed = nothing): Promise<PageAnswer> {
  const { summary, masthead } = await request.step(async (work) => ({
    summary: await findOpenedSummary(work, request.actor),
    masthead: (await mastheadFor(work, request)).masthead,
  }))
  if (!summary) throw refuse('portal.link_not_found')
  const language = request.asked ?? summary.language
  const say = request.say(language)
  const { answer, number, text } = summary
  const title = say(`procedure:enquiry.page.${answer === null ? 'title' : 'thanks'}`)
  const frame = { language, say, masthead, title, path: request.path, faults: answer === null ? typed.faults.length : 0 }
  if (answer !== null) return secretPage(200, frame, summaryDonePage({ say, number }, answer))
  return secretPage(typed.faults.length > 0 ? 400 : 200, frame, summaryPage({ ...frame, number, text }, typed))
}

/** Keeps the answer, once; a second one meets the thanks for the first. */
export async function takeConfirmation(request: Confirming): Promise<PageAnswer> {
  const { fields, actor } = request
  const answer = fields['answer'] ?? ''
  const correction = (fields['correction'] ?? '').replaceAll('\r\n', '\n').trim()
  const summary = await request.step((work) => findOpenedSummary(work, actor))
  if (!summary) throw refuse('portal.link_not_found')
  if (summary.answer === null) {
    const faults = judge({ answer, correction }, request.say(request.asked ?? summary.language))
    if (faults.length > 0) return askWhetherRight(request, { answer, correction, faults })
    const said = answer === 'corrected' ? ({ answer, correction } as const) : ({ answer: 'confirmed', correction: null } as const)
    await request.step((work) => answerByLink(work, actor, said))
  }
  return { goTo: request.asked ? `${request.path}?language=${request.asked}` : request.path }
}

/** Who writes what is different has not confirmed, whatever was chosen; nothing that was written is lost. */
function judge({ answer, correction }: Omit<Typed, 'faults'>, say: Say): Fault[] {
  const faults: Fault[] = []
  const chosen = answer === 'confirmed' || answer === 'corrected'
  if (!chosen || (answer === 'confirmed' && correction !== ''))
    faults.push({ field: 'answer', sentence: say('procedure:enquiry.page.choose') })
  if (answer === 'corrected' && correction === '') faults.push({ field: 'correction', sentence: say('procedure:enquiry.page.write') })
  if (correction.length > longestWords)
    faults.push({ field: 'correction', sentence: say('procedure:enquiry.page.too_long', { most: longestWords }) })
  return faults
}
