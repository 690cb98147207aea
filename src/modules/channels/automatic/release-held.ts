import { findHeld } from '#modules/conversations/index.ts'
import type { Id } from '#platform/endpoint.ts'
import { job } from '#platform/job.ts'
import type { Work } from '#platform/work.ts'
import { enqueueDelivery } from '../deliver-message.ts'

/** So many are counted for the screen, and no more. */
const mostCounted = 1_000
const atOnce = 200

export const countHeld = async (work: Work): Promise<number> => (await findHeld(work, { after: null, limit: mostCounted })).length

/** What waited for a switch goes on its way again, oldest first. What another switch still holds is held again when it is taken. */
export const releaseHeld = job<{ stop: Id }>('release-held', async ({ step }) => {
  let after: Held | null = null
  do after = await step((work) => releaseSome(work, after))
  while (after)
})

type Held = Awaited<ReturnType<typeof findHeld>>[number]

async function releaseSome(work: Work, after: Held | null): Promise<Held | null> {
  const held = await findHeld(work, { after, limit: atOnce })
  for (const { complaint_id, id } of held)
    await enqueueDelivery(work, { complaint: complaint_id, message: id, tries: 0, since: work.now.toString() })
  return held.length === atOnce ? (held.at(-1) ?? null) : null
}
