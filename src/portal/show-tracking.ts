import { isOver } from '#modules/complaints/rules/lifecycle.ts'
import type { PageAnswer } from '#platform/http/serve-page.ts'
import { newId } from '#platform/id.ts'
import { toolsOf } from '#platform/open-work.ts'
import { findFollowed } from './find-followed.ts'
import { type Followed, secretPage } from './follow-link.ts'
import { trackingAside, trackingPage, type Unsent } from './pages/tracking.page.ts'
import { standOf } from './rules.ts'

/** Where a complaint stands, what happens next, and everything that was said; read in the complaint's own language unless another is asked for. */
export async function showTracking(request: Followed, unsent?: Unsent): Promise<PageAnswer> {
  const { found, origin } = await request.step(async (work) => ({
    found: await findFollowed(work, request.actor),
    origin: toolsOf(work).origin,
  }))
  const language = request.asked ?? found.language
  const say = request.say(language)
  const notice = (['new', 'sent', 'withdrawn'] as const).find((name) => request.query[name] === '1')
  const shown = { ...found, say, language, notice, address: `${origin}/c/${request.secret}`, path: `/c/${request.secret}` }
  const unsentOrNew = unsent ?? { faults: [], text: '', key: newId(), hadFiles: false }
  const title = say(`portal:now.${standOf(found.state, found.complaint.resolved_at)}.title`)
  const frame = {
    language,
    say,
    masthead: found.masthead,
    title,
    path: shown.path,
    faults: unsentOrNew.faults.length,
    aside: trackingAside({ ...shown, mayWithdraw: !isOver(found.state) }),
  }
  return secretPage(unsent ? 400 : 200, frame, trackingPage(shown, unsentOrNew))
}
