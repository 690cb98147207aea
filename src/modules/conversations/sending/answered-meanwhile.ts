import { nameActors } from '#modules/people/index.ts'
import { actorName } from '#platform/actor.ts'
import type { Id } from '#platform/endpoint.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import '../refusals.ts'

const mostWords = 600

/** Refuses a reply when a colleague has answered since its writer began: with what was said. `seen` is the last answer that the writer knew; left out, nothing is compared. */
export async function refuseSecondAnswer(work: Work, complaint: Id, seen: Id | null | undefined): Promise<void> {
  if (seen === undefined) return
  const other = await work.db
    .selectFrom('conversations_messages')
    .select(['id', 'author', 'visible_text', 'written_at'])
    .where('complaint_id', '=', complaint)
    .where('direction', '=', 'out')
    .where('kind', '=', 'message')
    .where('moved_to', 'is', null)
    .where('author', '!=', actorName(work.actor))
    .where((match) => match.or([match('state', 'is', null), match('state', '!=', 'withdrawn')]))
    // ids rise with time
    .$if(seen !== null, (query) => query.where('id', '>', seen ?? ''))
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!other) return
  const nameOf = await nameActors(work, [other.author])
  const words = other.visible_text.slice(0, mostWords)
  throw refuse('conversations.answered_meanwhile', {
    message: other.id,
    name: nameOf(other.author).name,
    at: String(other.written_at),
    words,
  })
}
