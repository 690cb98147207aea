import type { Id } from '#platform/endpoint.ts'
import { houseMailOf } from '#platform/house-mail.ts'
import { newId } from '#platform/id.ts'
import { toolsOf } from '#platform/open-work.ts'
import { refuse } from '#platform/refusal.ts'
import { hashOfSecret, newSecret } from '#platform/secrets.ts'
import type { Work } from '#platform/work.ts'
import type { AgentInvited, NewAgent } from '../contract.ts'
import { organisationOf } from '../organisation/find-organisation.ts'
import { emailIsFree, setTeams } from './edit-agent.ts'
import { agentFor } from './find-agents.ts'
import { lockPeople } from './lock-people.ts'
import { sendInvitation } from './send-invitation.ts'
import '../refusals.ts'

const invitationDays = 7

/** Adds a colleague and invites them. Refuses an address that another colleague has. */
export async function inviteAgent(work: Work, { teams, language, ...asked }: NewAgent): Promise<AgentInvited> {
  await lockPeople(work)
  await emailIsFree(work, asked.email, null)
  const organisation = await organisationOf(work)
  const id = newId()
  await work.db
    .insertInto('people_agents')
    .values({ ...asked, id, language: language ?? organisation.language, created_at: work.now })
    .execute()
  await setTeams(work, id, teams)
  return invite(work, id)
}

/** A fresh link to choose a password; the earlier ones end. Also for who forgot theirs where no mail goes out. */
export async function inviteAgain(work: Work, id: Id): Promise<AgentInvited> {
  await lockPeople(work)
  const agent = await agentFor(work, id)
  if (agent.deactivated_at) throw refuse('people.agent_left')
  await endInvitations(work, id)
  return invite(work, id)
}

/** Ends the invitations that wait to be used. */
export async function endInvitations(work: Work, agent: Id): Promise<void> {
  await work.db
    .updateTable('people_invitations')
    .set({ expires_at: work.now })
    .where('agent_id', '=', agent)
    .where('used_at', 'is', null)
    .where('expires_at', '>', work.now)
    .execute()
}

async function invite(work: Work, agent: Id): Promise<AgentInvited> {
  const { configuration, origin } = toolsOf(work)
  const mails = houseMailOf(configuration).canSend
  const [id, secret] = [newId(), newSecret()]
  await work.db
    .insertInto('people_invitations')
    .values({
      id,
      agent_id: agent,
      secret_hash: hashOfSecret(secret),
      invited_by: work.actor.kind === 'person' ? work.actor.id : null,
      invited_at: work.now,
      expires_at: work.now.add({ hours: invitationDays * 24 }),
      delivery: mails ? 'queued' : 'by_hand',
    })
    .execute()
  // The mail mints a secret of its own when it leaves: none ever waits in the queue.
  if (mails) await work.enqueue(sendInvitation, { invitation: id })
  const invited = await agentFor(work, agent)
  await work.announce({ fact: 'agent.invited', house: 'people', agent, invitation: id, role: invited.role })
  return { ...invited, link: mails ? null : `${origin}/app/invitation?key=${secret}` }
}
