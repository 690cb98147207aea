import type { Fact } from '#platform/fact.ts'
import { findFacts } from '#platform/facts/find-facts.ts'
import type { Work } from '#platform/work.ts'
import { askForTask, findOpen } from './ask-by-itself.ts'
import { settle } from './settle-tasks.ts'

/** The customer chose what we offered, and read by when it is done: somebody carries it out by then. */
export const askToCarryOut = (work: Work, { complaint, due }: Fact<'options.chosen'>): Promise<void> =>
  askForTask(work, { complaint, why: 'chosen', due: Temporal.Instant.from(due) })

/** All that was chosen is carried out, or is not owed any more. */
export async function settleCarriedOut(
  work: Work,
  { complaint }: Fact<'remedy.executed' | 'remedy.cancelled' | 'remedy.expired'>,
): Promise<void> {
  const open = await findOpen(work, complaint, ['chosen'])
  if (open.length === 0) return
  const facts = await findFacts(work, `complaint/${complaint}`, ['options.chosen', 'remedy.executed', 'remedy.cancelled', 'remedy.expired'])
  const chosen = facts.filter(({ fact }) => fact === 'options.chosen').flatMap(({ data }) => [data['remedies']].flat())
  const over = new Set(facts.map(({ data }) => data['remedy']))
  if (!chosen.every((remedy) => over.has(remedy))) return
  for (const task of open) await settle(work, task, { state: 'done' })
}
