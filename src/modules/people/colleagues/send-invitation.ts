import type { Id, Language } from '#platform/endpoint.ts'
import { houseMailOf } from '#platform/house-mail.ts'
import { job } from '#platform/job.ts'
import { toolsOf } from '#platform/open-work.ts'
import { hashOfSecret, newSecret } from '#platform/secrets.ts'
import type { Work } from '#platform/work.ts'
import { organisationOf } from '../organisation/find-organisation.ts'
import { letter } from './house-letters.ts'

/** Mails an invitation. One that was on its way when the desk fell is `unsure`, and goes again only when a person asks. */
export const sendInvitation = job<{ invitation: Id }>(
  'people/send-invitation',
  async (steps, { invitation }) => {
    const taken = await steps.step((work) => take(work, invitation))
    if (!taken) return
    try {
      await taken.houseMail.send(taken.mail)
    } catch (error) {
      await steps.step((work) =>
        note(work, invitation, { delivery: 'failed', delivery_error: String((error as Error).message).slice(0, 500) }),
      )
      throw error
    }
    await steps.step((work) => note(work, invitation, { delivery: 'sent', delivery_error: null }))
  },
  { priority: 5 },
)

async function take(work: Work, id: Id) {
  const row = await work.db
    .selectFrom('people_invitations as i')
    .innerJoin('people_agents as a', 'a.id', 'i.agent_id')
    .select(['i.delivery', 'i.expires_at', 'a.name', 'a.email', 'a.language'])
    .where('i.id', '=', id)
    .where('i.used_at', 'is', null)
    .where('i.expires_at', '>', work.now)
    .forUpdate('i')
    .executeTakeFirst()
  if (row?.delivery === 'sending') await note(work, id, { delivery: 'unsure', delivery_error: null })
  if (!row || !['queued', 'failed'].includes(row.delivery)) return null

  const secret = newSecret()
  await work.db
    .updateTable('people_invitations')
    .set({ secret_hash: hashOfSecret(secret), delivery: 'sending' })
    .where('id', '=', id)
    .execute()
  const { configuration, origin } = toolsOf(work)
  const organisation = await organisationOf(work)
  const words = letter('invitation', {
    language: row.language as Language,
    zone: organisation.zone,
    organisation: organisation.name || 'Redress',
    name: row.name,
    link: `${origin}/app/invitation?key=${secret}`,
    until: row.expires_at,
  })
  return { houseMail: houseMailOf(configuration), mail: { to: { name: row.name, address: row.email }, from: organisation.name, ...words } }
}

async function note(work: Work, id: Id, noted: { delivery: string; delivery_error: string | null }) {
  await work.db.updateTable('people_invitations').set(noted).where('id', '=', id).execute()
}
