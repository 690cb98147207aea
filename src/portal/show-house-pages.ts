import { currentPrivacyNotice } from '#modules/people/index.ts'
import type { PageAnswer, PageRequest } from '#platform/http/serve-page.ts'
import { mastheadFor } from './follow-link.ts'
import { renderPage } from './kit/frame.page.ts'
import { html } from './kit/markup.ts'
import { pageHeaders } from './kit/page-headers.ts'

/** How we keep what people write, in the version that is valid today. */
export async function showPrivacy(request: PageRequest): Promise<PageAnswer> {
  const { language, masthead, notice } = await request.step(async (work) => {
    const found = await mastheadFor(work, request)
    return { ...found, notice: await currentPrivacyNotice(work, found.language) }
  })
  const say = request.say(language)
  const title = say('portal:frame.privacy')
  const content = notice
    ? html`<div class="written" lang=${notice.language}>${notice.text}</div>`
    : html`<p>${say('portal:privacy.none')}</p>`
  const page = await renderPage({ language, say, masthead, title, path: '/privacy' }, html`<h1>${title}</h1>${content}`)
  return { status: 200, html: page, headers: pageHeaders }
}

/** Who we are, and where. */
export async function showImprint(request: PageRequest): Promise<PageAnswer> {
  const { language, masthead } = await request.step((work) => mastheadFor(work, request))
  const say = request.say(language)
  const title = say('portal:frame.imprint')
  const lines = [masthead.name, masthead.postal_address, masthead.telephone, masthead.imprint].filter(Boolean)
  const page = await renderPage(
    { language, say, masthead, title, path: '/imprint' },
    html`<h1>${title}</h1>
      ${lines.map((line) => html`<p class="written">${line}</p>`)}`,
  )
  return { status: 200, html: page, headers: pageHeaders }
}
