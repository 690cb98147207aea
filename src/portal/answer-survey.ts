import { findLink } from '#modules/people/index.ts'
import { longestComment, scores } from '#modules/surveys/contract.ts'
import { answerSurvey, findOpenedSurvey, optOut } from '#modules/surveys/index.ts'
import type { Link } from '#platform/actor.ts'
import type { PageAnswer, PageRequest } from '#platform/http/serve-page.ts'
import { refuse } from '#platform/refusal.ts'
import type { Say } from '#platform/words.ts'
import { mastheadFor, secretPage } from './follow-link.ts'
import type { Fault } from './kit/error-summary.page.ts'
import { surveyDonePage, surveyOverPage, surveyPage, type Typed } from './pages/survey.page.ts'
import './refusals.ts'

interface Surveyed extends PageRequest {
  actor: Link
  path: string
}

/** Lets a survey's link in. One that is over meets a page that says so; any other finds nothing. */
export function surveyed(answer: (request: Surveyed) => Promise<PageAnswer>): (request: PageRequest) => Promise<PageAnswer> {
  return async (request) => {
    const { actor } = request
    const secret = request.params['secret'] ?? ''
    const path = `/c/${secret}/survey`
    if (actor.kind === 'link' && actor.use === 'survey') return answer({ ...request, actor, path })
    const link = await request.step((work) => findLink(work, secret))
    if (!link?.expired || link.use !== 'survey') throw refuse('portal.link_not_found')
    return showOver(request, path)
  }
}

async function showOver(request: PageRequest, path: string): Promise<PageAnswer> {
  const { language, masthead } = await request.step((work) => mastheadFor(work, request))
  const say = request.say(language)
  return secretPage(410, { language, say, masthead, title: say('surveys:page.over'), path }, surveyOverPage({ say, masthead }))
}

const nothing: Typed = { outcome: '', handling: '', comment: '', faults: [] }

/** Asks; keeps nothing, for mail programs open links by themselves. */
export async function askOnPage(request: Surveyed, typed: Typed = nothing): Promise<PageAnswer> {
  const { survey, masthead } = await request.step(async (work) => ({
    survey: await findOpenedSurvey(work, request.actor),
    masthead: (await mastheadFor(work, request)).masthead,
  }))
  if (!survey) throw refuse('portal.link_not_found')
  const language = request.asked ?? survey.language
  const say = request.say(language)
  const { number, answered, optedOut, unhappy } = survey
  const isDone = answered || optedOut
  const title = say(`surveys:page.${answered ? 'thanks' : optedOut ? 'opted_out' : 'title'}`)
  const frame = { language, say, masthead, title, path: request.path, faults: isDone ? 0 : typed.faults.length }
  if (isDone) return secretPage(200, frame, surveyDonePage({ say, number }, { optedOut: !answered, unhappy }))
  return secretPage(typed.faults.length > 0 ? 400 : 200, frame, surveyPage({ ...frame, number }, typed))
}

/** Keeps the answer, once; a second one meets the thanks for the first. */
export async function takeSurvey(request: Surveyed): Promise<PageAnswer> {
  const { fields, actor } = request
  const [outcome, handling] = [fields['outcome'] ?? '', fields['handling'] ?? '']
  const comment = (fields['comment'] ?? '').replaceAll('\r\n', '\n').trim()
  const survey = await request.step((work) => findOpenedSurvey(work, actor))
  if (!survey) throw refuse('portal.link_not_found')
  const faults = judge({ outcome, handling, comment }, request.say(request.asked ?? survey.language))
  if (faults.length > 0) return askOnPage(request, { outcome, handling, comment, faults })
  await request.step((work) =>
    answerSurvey(work, actor, { outcome: Number(outcome), handling: Number(handling), comment: comment || null }),
  )
  return { goTo: inLanguage(request) }
}

const isScore = (said: string): boolean => scores.some((score) => String(score) === said)

function judge({ outcome, handling, comment }: Omit<Typed, 'faults'>, say: Say): Fault[] {
  const faults: Fault[] = []
  if (!isScore(outcome)) faults.push({ field: 'outcome', sentence: say('surveys:page.choose_outcome') })
  if (!isScore(handling)) faults.push({ field: 'handling', sentence: say('surveys:page.choose_handling') })
  if (comment.length > longestComment) faults.push({ field: 'comment', sentence: say('surveys:page.too_long', { most: longestComment }) })
  return faults
}

/** The customer does not want to be asked again. */
export async function stopAsking(request: Surveyed): Promise<PageAnswer> {
  await request.step((work) => optOut(work, request.actor))
  return { goTo: inLanguage(request) }
}

const inLanguage = ({ path, asked }: Surveyed): string => (asked ? `${path}?language=${asked}` : path)
