import { complaintForUpdate, stateOf, withdrawComplaint } from '#modules/complaints/index.ts'
import { isOver } from '#modules/complaints/rules/lifecycle.ts'
import type { PageAnswer } from '#platform/http/serve-page.ts'
import { findFollowed } from './find-followed.ts'
import { type Followed, homeOf, secretPage } from './follow-link.ts'
import type { Fault } from './kit/error-summary.page.ts'
import { withdrawalPage } from './pages/withdrawal.page.ts'

const longestWords = 4_000

/** Asks for the customer's own words: silence, and a link that a machine opens, withdraw nothing. */
export async function askToWithdraw(request: Followed, unsent?: { faults: Fault[]; text: string }): Promise<PageAnswer> {
  const found = await request.step((work) => findFollowed(work, request.actor))
  if (isOver(found.state)) return { goTo: request.home }
  const language = request.asked ?? found.language
  const say = request.say(language)
  const path = `/c/${request.secret}/withdrawal`
  const frame = { language, say, masthead: found.masthead, title: say('portal:withdrawal.title'), path, faults: unsent?.faults.length ?? 0 }
  const content = withdrawalPage({
    say,
    language,
    number: found.complaint.number,
    path,
    home: request.home,
    ...(unsent ?? { faults: [], text: '' }),
  })
  return secretPage(unsent ? 400 : 200, frame, content)
}

/** The customer withdraws. Twice is once. */
export async function withdraw(request: Followed): Promise<PageAnswer> {
  const { actor, secret, asked } = request
  const text = (request.fields['text'] ?? '').replaceAll('\r\n', '\n').trim()
  const found = await request.step((work) => findFollowed(work, actor))
  const say = request.say(asked ?? found.language)
  if (text === '') return askToWithdraw(request, { text, faults: [{ field: 'text', sentence: say('portal:withdrawal.nothing_written') }] })
  if (text.length > longestWords)
    return askToWithdraw(request, { text, faults: [{ field: 'text', sentence: say('portal:answer.too_long', { most: longestWords }) }] })
  await request.step(async (work) => {
    const complaint = await complaintForUpdate(work, actor.complaint)
    if (!isOver(stateOf(complaint))) await withdrawComplaint(work, complaint.id, text)
  })
  return { goTo: homeOf(secret, asked, 'withdrawn') }
}
