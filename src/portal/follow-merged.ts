import { complaintFor, partsOf } from '#modules/complaints/index.ts'
import { followDays, mintLink } from '#modules/people/index.ts'
import type { PageAnswer } from '#platform/http/serve-page.ts'
import type { Work } from '#platform/work.ts'
import { continuationOf } from './find-followed.ts'
import { type Followed, homeOf } from './follow-link.ts'

/** Opens the complaint in which a merged one goes on, or one that was split off it, by a link of its own; anybody else stays where they are. */
export async function followMerged(request: Followed): Promise<PageAnswer> {
  const { actor, asked } = request
  const other = await request.step((work) => otherOf(work, request))
  if (other === null) return { goTo: request.home }
  // Who follows the one is the customer of the other, as was just seen; the link is the desk's to make.
  const { secret } = await request.deskStep((work) =>
    mintLink(work, { complaint: other.id, customer: actor.customer, use: 'follow', days: followDays }),
  )
  return { goTo: homeOf(secret, asked) }
}

async function otherOf(work: Work, { actor, query }: Followed): Promise<{ id: string } | null> {
  const complaint = await complaintFor(work, actor.complaint)
  const part = query['part']
  if (part === undefined) return continuationOf(work, complaint, actor)
  const parts = await partsOf(work, complaint.id, actor.customer)
  return parts.find(({ id }) => id === part) ?? null
}
