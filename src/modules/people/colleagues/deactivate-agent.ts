import type { Id } from '#platform/endpoint.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import type { Agent } from '../contract.ts'
import { anotherAdministrates } from './edit-agent.ts'
import { agentFor, findAgent } from './find-agents.ts'
import { findTeam } from './find-teams.ts'
import { followAgent } from './follow-agent.ts'
import { endInvitations } from './invite-agent.ts'
import { lockPeople } from './lock-people.ts'
import '../refusals.ts'

export type Taker = { kind: 'agent' | 'team'; id: Id }

/** The colleague leaves, in one act: nobody comes in with their sessions any more, and what is open goes to `to`. Twice is harmless. */
export async function deactivateAgent(work: Work, id: Id, to: Taker | null): Promise<Agent> {
  await lockPeople(work)
  const agent = await agentFor(work, id)
  if (agent.deactivated_at) return agent
  await anotherAdministrates(work, id)
  if (to) await canTakeOver(work, id, to)

  await work.db
    .updateTable('people_agents')
    .set({ deactivated_at: work.now, version: agent.version + 1 })
    .where('id', '=', id)
    .execute()
  await endInvitations(work, id)
  await work.announce({ fact: 'agent.deactivated', house: 'people', agent: id, to })
  // From this commit on the sessions open nothing; the job takes them out of the table too.
  await work.enqueue(followAgent, { agent: id })
  return agentFor(work, id)
}

/** The colleague is back, with the role, the teams and the password that they had. */
export async function reactivateAgent(work: Work, id: Id): Promise<Agent> {
  await lockPeople(work)
  const agent = await agentFor(work, id)
  if (!agent.deactivated_at) throw refuse('people.agent_here')
  await work.db
    .updateTable('people_agents')
    .set({ deactivated_at: null, version: agent.version + 1 })
    .where('id', '=', id)
    .execute()
  await work.announce({ fact: 'agent.reactivated', house: 'people', agent: id })
  return agentFor(work, id)
}

async function canTakeOver(work: Work, leaving: Id, to: Taker) {
  const taker = to.kind === 'agent' ? await findAgent(work, to.id) : await findTeam(work, to.id)
  const gone = taker && ('ended_at' in taker ? taker.ended_at : taker.deactivated_at)
  if (!taker || gone || to.id === leaving) throw refuse('people.hand_over_unknown')
}
