import { findAgent, organisationOf } from '#modules/people/index.ts'
import type { Id, Language } from '#platform/endpoint.ts'
import { houseMailOf } from '#platform/house-mail.ts'
import { job } from '#platform/job.ts'
import { toolsOf } from '#platform/open-work.ts'
import { pushTo } from '#platform/push-to.ts'
import type { Work } from '#platform/work.ts'
import { forgetBrowser, openBrowser } from './browsers.ts'
import { type LetterLine, linesSeen, mailOf, pushOf } from './letter-words.ts'

/** What is older than this is no news any more. */
const newsFor = { hours: 24 }

/** A mail or a push to one colleague: taken, sent, noted. What a dead worker left on its way is `unsure`, and is not sent again. */
export const sendLetter = job<{ letter: Id }>('send-notice-letter', async ({ step }, { letter }) => {
  const send = await step((work) => take(work, letter))
  if (send === null) return
  try {
    const arrived = await send.talk()
    await step((work) => note(work, letter, { state: 'sent', error: null }))
    if (arrived === 'gone') await step((work) => forgetBrowser(work, send.browser))
  } catch (error) {
    await step((work) => note(work, letter, { state: 'failed', error: String((error as Error).message).slice(0, 500) }))
    throw error
  }
})

interface Sending {
  talk: () => Promise<'sent' | 'gone'>
  browser: Id | null
}

async function take(work: Work, id: Id): Promise<Sending | null> {
  const row = await work.db.selectFrom('notices_letters').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (row?.state === 'sending') await note(work, id, { state: 'unsure', error: null })
  if (!row || !['queued', 'failed'].includes(row.state)) return null
  const sending = isNews(work, row.made_at) ? await sendingOf(work, row) : null
  await note(work, id, { state: sending === null ? 'dropped' : 'sending', error: null })
  return sending
}

const isNews = (work: Work, made: Temporal.Instant) => Temporal.Instant.compare(made, work.now.subtract(newsFor)) > 0

interface Row {
  agent_id: Id
  way: string
  browser_id: Id | null
  lines: unknown
}

/** The words are made at the last moment: who may not see a complaint any more is told nothing of it. */
async function sendingOf(work: Work, { agent_id, way, browser_id, lines }: Row): Promise<Sending | null> {
  const agent = await findAgent(work, agent_id)
  if (!agent || agent.deactivated_at) return null
  // written by gather-notices alone
  const seen = await linesSeen(work, agent_id, lines as LetterLine[])
  if (seen.length === 0) return null
  const language = agent.language as Language // a check constraint holds the same codes
  const { origin, configuration } = toolsOf(work)
  if (way === 'mail') {
    const { name } = await organisationOf(work)
    const letter = { to: { name: agent.name, address: agent.email }, from: name, ...mailOf(seen, { name: agent.name, language, origin }) }
    const house = houseMailOf(configuration)
    return { talk: async () => house.send(letter).then(() => 'sent' as const), browser: null }
  }
  const to = browser_id && (await openBrowser(work, browser_id))
  if (!to) return null
  const words = JSON.stringify(pushOf(seen, language))
  return { talk: () => pushTo(to, words, { own: configuration.PUSH_HOSTS }), browser: browser_id }
}

async function note(work: Work, id: Id, { state, error }: { state: string; error: string | null }): Promise<void> {
  const settled = state === 'sending' ? null : work.now
  await work.db.updateTable('notices_letters').set({ state, error, settled_at: settled }).where('id', '=', id).execute()
}
