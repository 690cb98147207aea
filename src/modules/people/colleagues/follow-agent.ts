import type { Id } from '#platform/endpoint.ts'
import { job } from '#platform/job.ts'
import { toolsOf } from '#platform/open-work.ts'

/** Brings the login up to its agent: the same name and address; and no session once the agent has left. Twice is harmless. */
export const followAgent = job<{ agent: Id }>('people/follow-agent', async (steps, { agent: id }) => {
  const { agent, sessions } = await steps.step(async (work) => ({
    agent: await work.db.selectFrom('people_agents').selectAll().where('id', '=', id).executeTakeFirst(),
    sessions: toolsOf(work).sessions,
  }))
  if (!agent?.login_id) return
  await sessions.changeLogin(agent.login_id, { email: agent.email, name: agent.name })
  if (agent.deactivated_at) await sessions.endSessions(agent.login_id)
})
