import { findLink, logoAddress, organisationOf } from '#modules/people/index.ts'
import type { Link } from '#platform/actor.ts'
import type { Language } from '#platform/endpoint.ts'
import type { PageAnswer, PageRequest } from '#platform/http/serve-page.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { type Frame, renderPage } from './kit/frame.page.ts'
import type { Markup } from './kit/markup.ts'
import { secretHeaders } from './kit/page-headers.ts'
import { linkOverPage } from './pages/link-over.page.ts'
import './refusals.ts'

/** A page that is asked for by a link which opens it. */
export interface Followed extends PageRequest {
  actor: Link
  secret: string
  /** Where the tracking page is. */
  home: string
}

/** Lets a follow link in. One that is over meets the page that offers a fresh one, with what was just typed; any other finds nothing. */
export function followed(answer: (request: Followed) => Promise<PageAnswer>): (request: PageRequest) => Promise<PageAnswer> {
  return async (request) => {
    const { actor } = request
    const secret = request.params['secret'] ?? ''
    if (actor.kind === 'link' && actor.use === 'follow') return answer({ ...request, actor, secret, home: homeOf(secret, request.asked) })
    const link = await request.step((work) => findLink(work, secret))
    if (!link?.expired || link.use !== 'follow') throw refuse('portal.link_not_found')
    return showLinkOver(request, secret)
  }
}

/** The tracking page's address, in the language that was asked for. */
export const homeOf = (secret: string, asked: Language | null, notice?: string): string => {
  const query = new URLSearchParams({ ...(notice && { [notice]: '1' }), ...(asked && { language: asked }) }).toString()
  return `/c/${secret}${query && `?${query}`}`
}

async function showLinkOver(request: PageRequest, secret: string): Promise<PageAnswer> {
  const { language, masthead } = await request.step((work) => mastheadFor(work, request))
  const say = request.say(language)
  const frame = { language, say, masthead, title: say('portal:over.title'), path: `/c/${secret}` }
  const content = linkOverPage({
    say,
    language,
    masthead,
    secret,
    asked: request.query['asked'] === '1',
    typed: request.fields['text'] ?? '',
  })
  return secretPage(410, frame, content)
}

/** Whose page it is, and in which language it is read: the one asked for, the browser's, else the house's. */
export async function mastheadFor(work: Work, request: Pick<PageRequest, 'language'>) {
  const organisation = await organisationOf(work)
  return {
    language: request.language(organisation.language),
    masthead: { ...organisation, logo: logoAddress(organisation) },
    zone: organisation.zone,
  }
}

export const secretPage = async (status: number, frame: Frame, content: Markup): Promise<PageAnswer> => ({
  status,
  html: await renderPage(frame, content),
  headers: secretHeaders,
})
