import { whoSees } from '#modules/complaints/index.ts'
import type { Fact } from '#platform/fact.ts'
import type { Work } from '#platform/work.ts'
import { gatherNotices } from './gather-notices.ts'
import { tellingOf } from './rules/tellings.ts'
import { writeNotices } from './write-notices.ts'

/** Tells colleagues what happened, by rule: whoever may see it, but not whoever did it. Three statements at most. */
export async function tellColleagues(work: Work, fact: Fact): Promise<void> {
  const telling = tellingOf(fact)
  if (telling === null || !('complaint' in fact) || !fact.complaint) return
  const { kind, audience, only = () => true, place = null } = telling
  const seeing = await whoSees(work, fact.complaint, audience)
  const people = seeing.filter((person) => person.id !== work.actor.id && only(person)).map(({ id }) => id)
  const told = { complaint: fact.complaint, kind, place }
  const goingOn = await writeNotices(work, { ...told, people, insteadOf: null })
  if (goingOn.length > 0) await work.enqueue(gatherNotices, { ...told, people: goingOn })
}
