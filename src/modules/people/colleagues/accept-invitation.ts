import type { Language } from '#platform/endpoint.ts'
import { toolsOf } from '#platform/open-work.ts'
import { refuse } from '#platform/refusal.ts'
import { hashOfSecret } from '#platform/secrets.ts'
import type { Work } from '#platform/work.ts'
import { organisationOf } from '../organisation/find-organisation.ts'
import '../refusals.ts'

/** Whom an invitation is for. */
export async function findInvitation(work: Work, key: string) {
  const { name, email, language } = await invitationFor(work, key)
  return { name, email, language: language as Language, organisation: (await organisationOf(work)).name }
}

/** Chooses the password and links the login to its agent. Works once: two at once meet at the row. */
export async function acceptInvitation(work: Work, { key, password }: { key: string; password: string }): Promise<{ email: string }> {
  const invited = await invitationFor(work, key)
  // Sign-in cannot join our transaction. Should this one fail, the login stands without its agent, opens nothing, and is taken up the next time.
  const loginId = await toolsOf(work).sessions.makeLogin({ email: invited.email, name: invited.name, password })
  await work.db.updateTable('people_agents').set({ login_id: loginId }).where('id', '=', invited.agent_id).execute()
  await work.db.updateTable('people_invitations').set({ used_at: work.now }).where('id', '=', invited.id).execute()
  if (!invited.login_id) await work.announce({ fact: 'agent.joined', house: 'people', agent: invited.agent_id })
  return { email: invited.email }
}

async function invitationFor(work: Work, key: string) {
  const invited = await work.db
    .selectFrom('people_invitations as i')
    .innerJoin('people_agents as a', 'a.id', 'i.agent_id')
    .select(['i.id', 'i.agent_id', 'a.name', 'a.email', 'a.language', 'a.login_id'])
    .where('i.secret_hash', '=', hashOfSecret(key))
    .where('i.used_at', 'is', null)
    .where('i.expires_at', '>', work.now)
    .where('a.deactivated_at', 'is', null)
    .forUpdate('i')
    .executeTakeFirst()
  if (!invited) throw refuse('people.invitation_over')
  return invited
}
