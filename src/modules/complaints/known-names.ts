import { findAgents, findTeams } from '#modules/people/index.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import './refusals.ts'

/** Refuses a category that is not in the tree, or has ended. */
export async function categoryExists(work: Work, code: string | null | undefined): Promise<void> {
  if (!code) return
  const found = await work.db
    .selectFrom('complaints_categories')
    .select('code')
    .where('code', '=', code)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  if (!found) throw refuse('complaints.unknown_category', { category: code })
}

/** Refuses a colleague who is not here, or has left. */
export async function personExists(work: Work, id: string | null | undefined): Promise<void> {
  if (!id) return
  const [agent] = await findAgents(work, [id])
  if (!agent || agent.deactivated_at) throw refuse('complaints.unknown_person')
}

export async function teamExists(work: Work, id: string | null | undefined): Promise<void> {
  if (!id) return
  const [team] = await findTeams(work, [id])
  if (!team || team.ended_at) throw refuse('complaints.unknown_person')
}
