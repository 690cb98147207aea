import { type PublicLetter, publicLetters } from '#modules/letters/index.ts'
import { letterPage } from '#modules/letters/portal/letter.page.ts'
import type { PageAnswer } from '#platform/http/serve-page.ts'
import { refuse } from '#platform/refusal.ts'
import { sayDay } from '#platform/time.ts'
import type { Say } from '#platform/words.ts'
import { type FollowedComplaint, findFollowed } from './find-followed.ts'
import { type Followed, secretPage } from './follow-link.ts'
import { html } from './kit/markup.ts'
import './refusals.ts'

/** A letter of ours on a page of its own, in the language in which it was written. */
export async function showLetter(request: Followed): Promise<PageAnswer> {
  const { found, letter } = await request.step(async (work) => ({
    found: await findFollowed(work, request.actor),
    letter: (await publicLetters(work, request.actor.complaint)).find(({ message }) => message === request.params['message']),
  }))
  if (!letter) throw refuse('portal.link_not_found')
  const language = request.asked ?? found.language
  const say = request.say(language)
  const path = `/c/${request.secret}`
  const frame = { language, say, masthead: found.masthead, title: letter.subject, path: `${path}/letters/${letter.message}` }
  const content = html`${letterPage({ ...letter, lines: linesOf(found, { letter, say, language }) })}
    <p class="way not-printed"><a href="${path}/attachments/${letter.pdf}">${say('portal:letter.as_pdf')}</a></p>
    <p class="way not-printed"><a href=${request.home}>${say('portal:receipt.back')}</a></p>`
  return secretPage(200, frame, content)
}

interface Shown {
  letter: PublicLetter
  say: Say
  language: FollowedComplaint['language']
}

const linesOf = ({ complaint, zone, masthead }: FollowedComplaint, { letter, say, language }: Shown) =>
  [
    { name: say('portal:receipt.number'), value: complaint.number },
    { name: say('portal:letter.dated'), value: sayDay(letter.dated, { language, zone }) },
    { name: say('portal:letter.from'), value: masthead.name },
    { name: say('portal:letter.to'), value: letter.addressee.join(', ') },
  ].filter(({ value }) => value !== '')
