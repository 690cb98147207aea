import { stranger } from '#platform/actor.ts'
import type { Language } from '#platform/endpoint.ts'
import type { ProblemPage } from '#platform/http/problems.ts'
import type { OpenWork } from '#platform/open-work.ts'
import type { Say } from '#platform/words.ts'
import { mastheadFor } from './follow-link.ts'
import { renderPage, telephoneLink } from './kit/frame.page.ts'
import { html } from './kit/markup.ts'
import { secretHeaders } from './kit/page-headers.ts'

const nobody = { name: '', logo: null, postal_address: '', telephone: '', imprint: '', accent: null }
const known = new Set([400, 401, 403, 404, 410, 413, 429])

/** How a refusal looks to a person on a page: what is true, and what to do next. */
export function problemPage({ open, say }: { open: OpenWork; say: (language: Language) => Say }): ProblemPage {
  return async ({ status, sentence, language }) => {
    // Where the database is what broke, the page comes without its name; the fault itself has been logged at the door.
    const { masthead } = await open(stranger, (work) => mastheadFor(work, { language: () => language })).catch(() => ({ masthead: nobody }))
    const said = say(language)
    const title = said(`portal:problem.${known.has(status) ? status : 'other'}`)
    const content = html`<h1>${title}</h1>
      <p>${sentence}</p>
      ${masthead.telephone && html`<p class="way">${said('portal:over.call')} <a href=${telephoneLink(masthead.telephone)}>${masthead.telephone}</a></p>`}`
    return { html: await renderPage({ language, say: said, masthead, title, path: '' }, content), headers: secretHeaders }
  }
}
