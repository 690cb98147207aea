import { publicAddresses } from '#modules/channels/index.ts'
import { publishedLimits } from '#modules/clocks/index.ts'
import type { PageAnswer, PageRequest } from '#platform/http/serve-page.ts'
import { mastheadFor } from './follow-link.ts'
import { renderPage } from './kit/frame.page.ts'
import { pageHeaders } from './kit/page-headers.ts'
import { procedurePage } from './pages/procedure.page.ts'

/** How we handle complaints, for everybody to read: channels and times as they are set today. */
export async function showProcedure(request: PageRequest): Promise<PageAnswer> {
  const { language, masthead, limits, addresses } = await request.step(async (work) => ({
    ...(await mastheadFor(work, request)),
    limits: await publishedLimits(work),
    addresses: await publicAddresses(work),
  }))
  const say = request.say(language)
  const frame = { language, say, masthead, title: say('clocks:procedure.title'), path: '/procedure' }
  return { status: 200, html: await renderPage(frame, procedurePage({ say, language, masthead, limits, addresses })), headers: pageHeaders }
}
